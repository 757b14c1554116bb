"""The conditions of the procedure, one module per stage; each rule is a sentence with its clause."""
