"""How a field of Annex 2 is filled: its number, its label, and what stands there."""

from collections.abc import Mapping

from tuzetu.paperwork.labels import EVERYWHERE
from tuzetu.paperwork.report_labels import Field
from tuzetu.paperwork.voice import DASH, Value, Voice


def fields(asked: Mapping[str, Field], said: Mapping[str, str], voice: Voice) -> Value:
    """The fields for which something is said, in the form's order, by their keys."""
    return {key: filled(field, said[key], voice) for key, field in asked.items() if key in said}


def filled(field: Field, text: str, voice: Voice) -> Value:
    """One field; an empty one is "not filled" when it must be filled, otherwise a dash."""
    missing = voice.beside(EVERYWHERE["not_filled"]) if field.must else DASH
    return {
        "number": field.number,
        "label": voice.label(field.label),
        "value": text or missing,
        "blank": not text,
    }


def each(*texts: str) -> str:
    """Several answers in one field, numbered; a single one stands without a number."""
    given = [text for text in texts if text]
    if len(given) < 2:  # noqa: PLR2004 - one alone needs no number
        return "".join(given)
    return "\n".join(f"{place}) {text}" for place, text in enumerate(given, start=1))


def waived(why: str, voice: Voice) -> str:
    """That a field does not apply, and why; nothing without a reason."""
    return voice.named(EVERYWHERE["not_applicable"], why)
