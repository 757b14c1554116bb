"""Causes are determined and analysed within four weeks (10.4-10.6, 14, 34-40)."""
