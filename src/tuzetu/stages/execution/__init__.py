"""Lines are carried out, confirmed, postponed; criteria may change until half (16, 41, 46, 49, 50)."""
