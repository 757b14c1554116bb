"""The clock's door: what has to happen because time passed."""
