"""How the rulebook speaks: sentences are written in English and translated at the doors."""

from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import NamedTuple


class Phrase(NamedTuple):
    """A whole sentence with named places, and what stands in them; the doors translate both."""

    says: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.says.format(**self.values)


NAMED_AT_MOST = 80
"""Signs of a text by which something is named in a sentence."""


def _(text: str) -> str:
    """Mark a sentence for the catalogues; the rulebook itself never translates."""
    return text


def named(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Things called by their texts, each between quotation marks, long ones cut at a word."""
    short = (shorten(text.rstrip(" ."), NAMED_AT_MOST, placeholder="…") for text in texts)
    return tuple(Phrase(_("“{name}”"), {"name": name}) for name in short)
