"""The conditions of the procedure, a module per stage; a rule is a sentence with its clause."""
