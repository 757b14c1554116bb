"""Whether an office's own template can stand for the standard one: all its faults, in words."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tuzetu.paperwork.docx_package import UnfitPackageError, examine
from tuzetu.paperwork.sheets import Form, name_of

PATIENCE = 30
"""Seconds after which a trial that will not end is ended."""

SENTENCES = {
    "too_large": gettext_noop("The file is larger than 5 MB."),
    "not_docx": gettext_noop("The file is not a sound DOCX document. {word}"),
    "bomb": gettext_noop("The file unpacks to far more than a form can need. {word}"),
    "program": gettext_noop(
        "The file holds a program or an embedded object; take it out. Where: {word}"
    ),
    "external": gettext_noop(
        "The file refers to something outside itself, such as a link or a linked picture; "
        "take it out. Where: {word}"
    ),
    "field": gettext_noop(
        "The file holds a field other than the page number and the number of pages; take it out. "
        "Where: {word}"
    ),
    "too_much": gettext_noop("The template repeats more than there is to print."),
    "unknown": gettext_noop("The form holds nothing named “{word}”."),
    "syntax": gettext_noop("A tag cannot be understood: {word}"),
    "cut": gettext_noop(
        "A tag begins in one paragraph, row or cell and ends in another where that is not allowed."
    ),
    "stray": gettext_noop("A tag prints its text outside of any paragraph."),
    "missing": gettext_noop(
        "The template leaves out what the form must show; in the sample it is “{word}”."
    ),
    "columns": gettext_noop(
        "The table lacks the row of column numbers from 1 to {word} in this order."
    ),
    "endless": gettext_noop("The template takes too long to fill."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason against a template: its code, and the word or the part of the file it is about."""

    code: str
    word: str = ""

    @property
    def says(self) -> str:
        """The sentence in the reader's language."""
        return _(SENTENCES[self.code]).format(word=self.word).strip()


def check_template(file: bytes, *, form: type[Form]) -> list[Fault]:
    """All faults of an office's template for a form; none means that it may be used.

    The package is looked at first; only a harmless one is filled, with the form's sample, in a
    process of its own with bounds on time and memory.
    """
    try:
        examine(file)
    except UnfitPackageError as unfit:
        return [Fault(unfit.code, unfit.part)]
    return _trial(file, name_of(form))


def _trial(file: bytes, name: str) -> list[Fault]:
    command = [sys.executable, "-m", "tuzetu.paperwork.docx_trial", name]
    rooms = {"PYTHONPATH": str(Path(__file__).parents[2])}
    try:
        run = subprocess.run(
            command, input=file, capture_output=True, timeout=PATIENCE, check=True, env=rooms
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return [Fault("endless")]
    return [Fault(code, word) for code, word in json.loads(run.stdout)]
