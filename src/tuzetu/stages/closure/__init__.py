"""Closing asks what was learnt (10.9, 27.6)."""
