"""The rulebook: the documented procedure as tables, rules and terms; no framework, no clock."""
