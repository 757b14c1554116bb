"""Sentences of the rulebook are written in English and translated at the doors."""


def _(text: str) -> str:
    """Mark a sentence for the catalogues; the rulebook itself never translates."""
    return text
