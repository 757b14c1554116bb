"""Collects the messages of the product and brings the catalogues up to date (`make messages`).

A developer's tool: needs Babel, which the running product does not.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from jinja2.ext import babel_extract

PACKAGE = Path(__file__).parents[1]
CATALOGUES = ("kk", "ru")
FRAMEWORK = "framework"
"""The remark on messages that the framework shows, not we: they stay without being found."""

_CONTEXT = (1, "c")
_KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": (_CONTEXT, 2),
    "pgettext_lazy": (_CONTEXT, 2),
    "npgettext": (_CONTEXT, 2, 3),
    "npgettext_lazy": (_CONTEXT, 2, 3),
}
_TEMPLATES = (".html", ".txt", ".svg", ".xml")


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text to be translated; two texts that look alike differ by their context."""

    context: str | None
    text: str
    plural: str | None


Places = dict[Message, list[str]]


def collect(package: Path) -> Places:
    """Every message of the package with the files that use it, in the order of files and lines."""
    found: Places = {}
    for path in sorted(package.rglob("*")):
        for message in _messages_in(path):
            places = found.setdefault(message, [])
            place = path.relative_to(package.parent).as_posix()
            if place not in places:
                places.append(place)
    return found


def _messages_in(path: Path) -> Iterator[Message]:
    if path.suffix == ".py":
        return messages_of_code(path.read_text("utf-8"))
    if path.suffix in _TEMPLATES and "static" not in path.parts:
        return messages_of_template(path.read_text("utf-8"))
    return iter(())


def messages_of_template(source: str) -> Iterator[Message]:
    """The messages of a template, in the order of its lines."""
    return _messages(babel_extract, source, silent="no")


def messages_of_code(source: str) -> Iterator[Message]:
    """The messages of a Python source, in the order of its lines."""
    return _messages("python", source)


def _messages(read: str | Callable[..., Any], source: str, **options: str) -> Iterator[Message]:
    rows = extract(read, BytesIO(source.encode()), keywords=dict(_KEYWORDS), options=options)
    for _line, texts, _comments, context in rows:
        singular, plural = texts if isinstance(texts, tuple) else (texts, None)
        if singular:
            yield Message(context, singular, plural)


def bring_up_to_date(catalogue: polib.POFile, found: Places) -> None:
    """Add what is new, mark out what is gone, and note where each message is used."""
    known = {_message(entry): entry for entry in catalogue}
    for message in found.keys() - known.keys():
        catalogue.append(_blank(message))
    for entry in catalogue:
        places = found.get(_message(entry), [])
        entry.occurrences = [(place, "") for place in places]
        entry.obsolete = not places and entry.comment != FRAMEWORK
    order = {message: number for number, message in enumerate(found)}
    catalogue.sort(key=lambda entry: order.get(_message(entry), len(order)))


def untranslated(catalogue: polib.POFile) -> list[polib.POEntry]:
    """The entries in use that lack a translation or carry a doubtful one."""
    used: Iterable[polib.POEntry] = (entry for entry in catalogue if not entry.obsolete)
    return [entry for entry in used if entry.fuzzy or not entry.translated()]


def _message(entry: polib.POEntry) -> Message:
    return Message(entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def _blank(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context)
    if message.plural:
        entry.msgid_plural = message.plural
    return entry


def main() -> None:
    """Bring all catalogues up to date and tell what is still to be translated."""
    found = collect(PACKAGE)
    for language in CATALOGUES:
        path = PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path), wrapwidth=100)
        bring_up_to_date(catalogue, found)
        catalogue.save()
        missing = untranslated(catalogue)
        sys.stdout.write(f"{language}: {len(found)} messages, {len(missing)} to translate\n")
        sys.stdout.writelines(f"  {entry.msgid}\n" for entry in missing)


if __name__ == "__main__":
    main()
