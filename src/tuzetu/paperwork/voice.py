"""How a form speaks: labels, dates and empty places in the language it is printed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tuzetu.paperwork.characters import legible
from tuzetu.paperwork.labels import EVERYWHERE, PAGES
from tuzetu.paperwork.marks import FormCode, Note
from tuzetu.paperwork.words import BENEATH, FormLanguage, Words, long_date, short_date

Value: TypeAlias = "str | bool | int | list[Value] | dict[str, Value]"
Sheet: TypeAlias = "dict[str, Value]"
"""The words of a form, ready to be laid out: what a template sees."""

DASH = "—"
GAP = "________________"


@dataclass(frozen=True, slots=True)
class Voice:
    """The language of a form, applied to whatever is to be said."""

    language: FormLanguage

    def tongue(self) -> "dict[str, Value]":
        """What a layout must know of the language: the leading one, and whether there are two."""
        return {"language": self.language.leading, "both": self.language is FormLanguage.BOTH}

    def beside(self, words: Words | None) -> str:
        """Words within a text; both languages stand side by side. Nothing for None."""
        return words.said(self.language) if words else ""

    def label(self, words: Words) -> str:
        """A heading or the name of a field; the Russian stands under the Kazakh."""
        return words.said(self.language, joint=BENEATH)

    def labels(self, columns: Iterable[Words]) -> "list[Value]":
        """The headings of a table."""
        return [self.label(words) for words in columns]

    def day(self, on: date | None) -> str:
        """A day in long form; nothing for None."""
        return self.beside(long_date(on)) if on else ""

    def narrow_day(self, on: date) -> str:
        """A day in a column: long in one language, in figures where there would be two."""
        return short_date(on) if self.language is FormLanguage.BOTH else self.day(on)

    def stacked_day(self, on: date | None) -> str:
        """A long day in a column; in both languages one beneath the other."""
        return self.label(long_date(on)) if on else ""

    def named(self, label: Words, value: str) -> str:
        """A named part of a text, "Order: 12-k"; nothing when there is no value."""
        return f"{self.beside(label)}: {value}" if value else ""

    def note(self, note: Note | None, *, wording: Words | None = None) -> str:
        """Who noted what and when; `wording` names the words, such as a disagreement."""
        if note is None:
            return ""
        words = self.named(wording, note.text) if wording else note.text
        return lines(f"{note.by}, {self.day(note.on)}", words)

    def signed_by_hand(self, text: str) -> str:
        """An answer with a line for the signature beneath; nothing without an answer."""
        return lines(text, self.named(EVERYWHERE["signature"], GAP)) if text else ""

    def pages(self) -> "dict[str, Value]":
        """The words around the two numbers of "page x of y"."""
        return dict(zip(("before", "between", "after"), PAGES[self.language], strict=True))

    def footer(self, form: FormCode, *, number: str = "", digest: str = "") -> "dict[str, Value]":
        """The foot of every page: form code, edition, number and the beginning of the hash."""
        code = self.named(EVERYWHERE["code"], form.code)
        edition = self.named(EVERYWHERE["edition"], form.edition)
        hashed = self.named(EVERYWHERE["digest"], digest[:12])
        return {
            "form": ", ".join(filter(None, (code, edition))),
            "number": ", ".join(filter(None, (number, hashed))),
            **self.pages(),
        }


def lines(*texts: str) -> str:
    """Texts under one another, empty ones left out."""
    return "\n".join(filter(None, texts))


def either(on: date | None) -> str:
    """A short day, or a dash."""
    return short_date(on) or DASH


def cleaned(value: Value) -> Value:
    """The same words without characters that no file can hold."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return cleaned_sheet(value) if isinstance(value, Mapping) else value


def cleaned_sheet(sheet: Sheet) -> Sheet:
    """A whole sheet, cleaned."""
    return {key: cleaned(value) for key, value in sheet.items()}
