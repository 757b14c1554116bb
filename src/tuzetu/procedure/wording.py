"""How the rulebook speaks: sentences are written in English and translated at the doors."""

from collections.abc import Mapping
from typing import NamedTuple


class Phrase(NamedTuple):
    """A whole sentence with named places, and what stands in them; the doors translate both."""

    says: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.says.format(**self.values)


def _(text: str) -> str:
    """Mark a sentence for the catalogues; the rulebook itself never translates."""
    return text
