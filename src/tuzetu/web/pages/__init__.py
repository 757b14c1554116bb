"""One module per page that is not a step."""
