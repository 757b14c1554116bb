"""Identification, taking note, substitutes, confidentiality (5.5, 18, 27.2)."""
