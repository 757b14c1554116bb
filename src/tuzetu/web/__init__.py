"""The doors for people: pages, forms, letters on a screen."""
