"""The tables: one flow per thing that lives. Columns: from, to, done by, only if, clause."""
