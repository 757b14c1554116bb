"""Forms: a field with its clause, the summary of errors, rows, files, pasted tables."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from types import MappingProxyType
from typing import Any, Self, TypeAlias

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.web.looks_page import Act, Link

FormLike: TypeAlias = forms.BaseForm
RowsLike: TypeAlias = "forms.BaseFormSet[Any]"
Titles: TypeAlias = "Mapping[str, str]"
NO_TITLES: Titles = MappingProxyType({})

PASTED_ROWS_LIMIT = 200
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: label, hint, the clause that asks for it, the control, its errors.

    The clause comes from the form's mapping ``clauses`` (field name to clause) unless given.
    """

    bound: BoundField
    clause: str = ""

    @property
    def asked_by(self) -> str:
        """The clause that asks for the field, or nothing."""
        return self.clause or getattr(self.bound.form, "clauses", {}).get(self.bound.name, "")

    @property
    def optional(self) -> bool:
        """Optional fields are marked; not what a later step asks for, nor what is only read."""
        later = getattr(self.bound.form, "needed_later", ())
        read = "readonly" in self.bound.field.widget.attrs
        asked = self.bound.field.required or self.needed or self.bound.name in later
        return not (asked or self.ticked or read)

    @property
    def needed(self) -> str:
        """The mark of a field that may stay empty in some cases only; the form's ``needed``."""
        if self.bound.field.required:
            return ""
        return str(getattr(self.bound.form, "needed", {}).get(self.bound.name, ""))

    @property
    def grouped(self) -> bool:
        """Several controls under one question."""
        return isinstance(self.bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def ticks(self) -> "Ticks | None":
        """Boxes to choose several records by; few fixed answers are drawn by the form itself."""
        several = isinstance(self.bound.field, forms.ModelMultipleChoiceField)
        return Ticks.of(self.bound) if several else None

    @property
    def ticked(self) -> bool:
        """One box, whose label stands after it."""
        return isinstance(self.bound.field.widget, forms.CheckboxInput)

    @property
    def file(self) -> bool:
        """A file to be chosen or photographed."""
        return isinstance(self.bound.field.widget, forms.FileInput)

    @property
    def kept(self) -> list[tuple[int, str]]:
        """Files that were received before: each with its key, to be taken out again."""
        return list(getattr(self.bound.form, "kept_named", ()))

    @property
    def several(self) -> bool:
        """Whether more than one file may be chosen."""
        return bool(getattr(self.bound.field.widget, "allow_multiple_selected", False))

    @property
    def accept(self) -> str:
        """The kinds of file that the field takes."""
        return str(self.bound.field.widget.attrs.get("accept", ""))

    @property
    def picture(self) -> bool:
        """Whether a photograph will do; then the camera comes first."""
        return not self.accept or "image" in self.accept


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A box before the name of a record."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """A list of boxes that scrolls, the ticked ones first; typing narrows it."""

    id: str
    name: str
    ticks: tuple[Tick, ...]

    @classmethod
    def of(cls, bound: BoundField) -> "Ticks":
        """The boxes of a field for several records, as they were ticked."""
        value = bound.field.prepare_value(bound.value())
        chosen = {str(one) for one in (value or ())}
        rows = enumerate(bound.field.widget.choices)
        ticks = (
            Tick(
                id=f"{bound.auto_id}_{number}",
                value=str(key),
                label=str(label),
                chosen=str(key) in chosen,
            )
            for number, (key, label) in rows
        )
        first_chosen = sorted(ticks, key=lambda tick: not tick.chosen)
        return cls(id=str(bound.auto_id), name=bound.html_name, ticks=tuple(first_chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Some fields of a form under one title; `about` is what they answer."""

    title: str
    names: tuple[str, ...]
    says: str = ""
    about: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """All errors of a page, each leading to its field; it gets the focus when the page opens."""

    problems: tuple[Link, ...]

    @classmethod
    def of(cls, *forms_and_rows: "FormLike | RowsLike", titles: Titles = NO_TITLES) -> Self:
        """The errors of forms and sets of rows, in the order of the page.

        ``titles`` tells under which title a field stands; it is said where labels repeat.
        """
        return cls(tuple(link for one in forms_and_rows for link in _problems(one, titles)))


ROW_CALLED = noop("%(field)s, row %(number)s")
ROWS_CALLED = {
    "criterion": noop("%(field)s, criterion %(number)s"),
    "cause": noop("%(field)s, cause %(number)s"),
}
"""What the rows of a set are called, by its prefix."""


def _problems(one: "FormLike | RowsLike", titles: Titles) -> Iterator[Link]:
    """The errors of one form or of all rows of a set, each row by its number."""
    if isinstance(one, forms.BaseFormSet):
        yield from (Link(label=str(says)) for says in one.non_form_errors() if one.is_bound)
        for number, row in enumerate(one.forms, 1):
            for link in _problems(row, NO_TITLES):
                told = {"field": link.note, "number": number}
                yield replace(link, note=_(ROWS_CALLED.get(one.prefix or "", ROW_CALLED)) % told)
        return
    labels = Counter(str(field.label) for field in one.fields.values())
    for name, says_all in one.errors.items():
        href = f"#{one[name].auto_id}" if name in one.fields else ""
        label = str(one[name].label) if name in one.fields else ""
        note = f"{titles[name]}. {label}" if labels[label] > 1 and name in titles else label
        plain = (
            strip_tags(says) if isinstance(says, SafeString) else str(says) for says in says_all
        )
        yield from (Link(label=says, href=href, note=note) for says in plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRows:
    """A set of rows that grows: with JavaScript at once, without it by the button "Add a row".

    `columns` names the fields a table pasted from a spreadsheet fills, in order; empty means that
    nothing can be pasted. `behind` is the title of the group of fields that it follows, where it
    does not stand behind all of them.
    """

    rows: RowsLike
    legend: str
    row_name: str
    columns: tuple[str, ...] = ()
    says: str = ""
    behind: str = ""

    @property
    def pasted_heads(self) -> tuple[str, ...]:
        """The labels of the columns a pasted table should have."""
        blank = self.rows.empty_form
        return tuple(str(blank[name].label) for name in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepForm:
    """A whole form: errors first, then groups of fields and rows, then the act.

    `draft_href` takes the unfinished form every few seconds; `version` is the reading of the
    record that the person saw; `returned` says that it is an earlier attempt, which can be dropped.
    """

    form: FormLike
    href: str
    send: str
    groups: tuple[FieldGroup, ...] = ()
    rows: tuple[FormRows, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    draft_href: str = ""
    cancel: Link | None = None
    others: tuple[Act, ...] = ()
    confirm: str = ""
    says: str = ""
    returned: str = ""

    @property
    def errors(self) -> ErrorSummary | None:
        """The summary of errors, once the form has been sent and refused."""
        titles = {name: group.title for group in self.groups for name in group.names}
        summary = ErrorSummary.of(self.form, *(part.rows for part in self.rows), titles=titles)
        return summary if summary.problems else None

    @property
    def multipart(self) -> bool:
        """Whether anything here carries a file."""
        return self.form.is_multipart() or any(part.rows.is_multipart() for part in self.rows)

    @property
    def sets(
        self,
    ) -> tuple[tuple[FieldGroup, tuple[BoundField, ...], tuple[FormRows, ...]], ...]:
        """The visible fields, by group; those named in no group stand in a first one untitled.

        With each group go the rows that follow it.
        """
        named = {name for group in self.groups for name in group.names}
        rest = tuple(one.name for one in self.form.visible_fields() if one.name not in named)
        groups = (FieldGroup(title="", names=rest), *self.groups)
        return tuple(
            (group, tuple(self.form[name] for name in group.names), self._behind(group))
            for group in groups
            if group.names
        )

    def _behind(self, group: FieldGroup) -> tuple[FormRows, ...]:
        return tuple(rows for rows in self.rows if group.title and rows.behind == group.title)

    @property
    def last_rows(self) -> tuple[FormRows, ...]:
        """The rows that stand behind all fields."""
        titles = {group.title for group in self.groups}
        return tuple(rows for rows in self.rows if rows.behind not in titles)


def asks_for_row(posted: QueryDict, prefix: str) -> bool:
    """Whether the person pressed "Add a row" or "Fill in from the table" instead of sending."""
    return f"{prefix}-add" in posted or f"{prefix}-fill" in posted


def with_row(posted: QueryDict, prefix: str) -> QueryDict:
    """What was posted, with one row more."""
    grown = posted.copy()
    grown[f"{prefix}-TOTAL_FORMS"] = str(_count(posted, prefix) + 1)
    return grown


def with_pasted_rows(posted: QueryDict, prefix: str, columns: Sequence[str]) -> QueryDict:
    """What was posted, with the pasted table's rows in the first empty row and after it."""
    grown = posted.copy()
    start = _first_empty(posted, prefix, columns)
    rows = pasted_table(posted.get(f"{prefix}-paste", ""))
    for number, cells in enumerate(rows, start=start):
        for name, says in zip(columns, cells, strict=False):
            grown[f"{prefix}-{number}-{name}"] = says
    grown[f"{prefix}-TOTAL_FORMS"] = str(max(_count(posted, prefix), start + len(rows)))
    grown[f"{prefix}-paste"] = ""
    return grown


def pasted_table(text: str) -> list[list[str]]:
    """The cells of a table copied from a spreadsheet: tabs between, quotes round line breaks."""
    cells = csv.reader(StringIO(text.strip("\r\n")), delimiter="\t")
    rows = [[_as_typed(cell) for cell in row] for row in cells if any(cell.strip() for cell in row)]
    return rows[:PASTED_ROWS_LIMIT]


def _as_typed(cell: str) -> str:
    """A cell as a form's control holds it: a day as 2026-11-16, other words as they are."""
    day = DAY.fullmatch(cell.strip())
    return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}" if day else cell.strip()


def _count(posted: QueryDict, prefix: str) -> int:
    """How many rows were posted."""
    said = posted.get(f"{prefix}-TOTAL_FORMS", "0")
    return min(int(said), PASTED_ROWS_LIMIT) if said.isdecimal() else 0


def _first_empty(posted: QueryDict, prefix: str, columns: Sequence[str]) -> int:
    """The number of the first row from which on nothing has been typed."""
    filled = (
        number
        for number in range(_count(posted, prefix))
        if any(posted.get(f"{prefix}-{number}-{name}", "").strip() for name in columns)
    )
    return max(filled, default=-1) + 1
