"""Anyone reports; the chancellery enters letters and hands them over (2, 15, 30, 37)."""
