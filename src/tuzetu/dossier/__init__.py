"""The records: what is kept of a letter, a case, a plan and the rest. No rules live here."""
