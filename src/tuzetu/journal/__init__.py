"""Who did what, when and why: entries that never change, each sealed over its predecessor."""
