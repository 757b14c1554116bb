"""The Kazakh alphabet: order of letters, folding for search, words and their beginnings."""
