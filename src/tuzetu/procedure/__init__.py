"""The rulebook: the documented procedure as tables, rules and terms. Knows no framework and no clock."""
