"""The project office decides within five working days (38), or takes a third way."""
