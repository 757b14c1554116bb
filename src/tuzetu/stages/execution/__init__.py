"""Lines are carried out, confirmed, postponed; criteria change until half (16, 41, 46-50)."""
