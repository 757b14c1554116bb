"""Dates and numbers as the three languages write them."""
