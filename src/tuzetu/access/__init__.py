"""Who plays which part towards a record, and who sees what. Declared once, read everywhere."""
