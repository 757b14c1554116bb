"""The causes of Annex 2: a tree told as indented rows, its roots told alone (23, 36)."""

from collections.abc import Iterator

from tuzetu.paperwork.annex2 import Cause
from tuzetu.paperwork.report_labels import PARTS
from tuzetu.paperwork.voice import Value, Voice, lines

DEEPEST = 6
"""Rows deeper than this are indented no further: their text needs room."""


def cause_rows(causes: tuple[Cause, ...], voice: Voice) -> list[Value]:
    """Every cause in the order of reading, numbered 1, 1.1, 1.1.1, with its depth."""
    return [_row(number, cause, voice) for number, cause in _walk(causes, "")]


def _walk(causes: tuple[Cause, ...], above: str) -> Iterator[tuple[str, Cause]]:
    for place, cause in enumerate(causes, start=1):
        number = f"{above}{place}"
        yield number, cause
        yield from _walk(cause.deeper, f"{number}.")


def _row(number: str, cause: Cause, voice: Voice) -> Value:
    root = voice.beside(PARTS["root"]) if cause.root else ""
    rank = voice.beside(PARTS["rank"].filled(n=str(cause.rank))) if cause.rank else ""
    marks = "; ".join(filter(None, (root, rank, voice.beside(cause.kind))))
    depth = min(number.count("."), DEEPEST)
    return {
        "depth": depth,
        "indent": depth * "\N{EM SPACE}",
        "number": _short(number),
        "root": cause.root,
        "text": cause.text,
        "marks": lines(marks, voice.named(PARTS["proof"], cause.proof)),
    }


def _short(number: str) -> str:
    """A number as far as there is room for it: of a very long one its end."""
    places = number.split(".")
    return number if len(places) <= DEEPEST + 1 else "….{}".format(".".join(places[-3:]))


def roots(causes: tuple[Cause, ...]) -> tuple[str, ...]:
    """The texts of the root causes, in the order of the tree."""
    return tuple(cause.text for _number, cause in _walk(causes, "") if cause.root)
