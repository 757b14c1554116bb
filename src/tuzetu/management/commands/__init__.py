"""Commands of `tuzetu`."""
