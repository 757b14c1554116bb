"""Hold, correction, consequences (10.2, 10.3, 26, 27.3, 32)."""
