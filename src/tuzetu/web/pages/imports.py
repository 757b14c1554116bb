"""Units and people from a table: paste or upload, look at every row, then take all or none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuzetu.conduct import asking
from tuzetu.people.faults import Unfit
from tuzetu.people.importing import Column, Line, Preview, Standing
from tuzetu.people.importing_people import PEOPLE_COLUMNS, import_people, preview_people
from tuzetu.people.importing_units import UNIT_COLUMNS, import_units, preview_units
from tuzetu.people.tables import BYTES_LIMIT, Table, table_of_file, table_of_text
from tuzetu.people.unit import Unit
from tuzetu.web import looks
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import Visit, visit

ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be imported: its words, its columns, how it is looked at and taken."""

    title: str | Promise
    home: str
    columns: tuple[Column, ...]
    preview: Callable[..., Preview]
    take: Callable[..., Preview]


UNITS = Kind(gettext_lazy("Import units"), "units", UNIT_COLUMNS, preview_units, import_units)
PEOPLE = Kind(
    gettext_lazy("Import people"), "people", PEOPLE_COLUMNS, preview_people, import_people
)


class Source(forms.Form):
    """A table pasted from a spreadsheet, or a file of one."""

    text = forms.CharField(
        label=gettext_lazy("Table, pasted with its row of column names"),
        required=False,
        max_length=BYTES_LIMIT,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file, CSV or XLSX"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    needed: Mapping[str, asking.Told] = dict.fromkeys(("text", "file"), asking.ONE_OF_TWO)

    def clean(self) -> dict[str, Any]:
        """Read the table from where it was given."""
        told = super().clean() or {}
        if not told.get("text") and not told.get("file"):
            raise forms.ValidationError(_("Paste a table or choose a file."))
        try:
            upload = told.get("file")
            told["table"] = (
                table_of_file(upload.read(BYTES_LIMIT + 1))
                if upload
                else table_of_text(told["text"])
            )
        except Unfit as unfit:
            for fault in unfit.faults:
                self.add_error(fault.field or None, fault.says)
        return told


def units(request: HttpRequest) -> HttpResponse:
    """Import of units."""
    return _import(request, UNITS)


def people(request: HttpRequest) -> HttpResponse:
    """Import of people."""
    return _import(request, PEOPLE)


def _import(request: HttpRequest, kind: Kind) -> HttpResponse:
    seen = visit(request)
    if request.method != "POST":
        return show(request, _asked(kind, Source()))
    take = "kept" in request.POST
    form = Source({"text": request.POST["kept"]}) if take else Source(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, _asked(kind, form), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    table = form.cleaned_data["table"]
    return _take(seen, kind, table) if take else _look(seen, kind, table)


def _look(seen: Visit, kind: Kind, table: Table) -> HttpResponse:
    """The preview: with faults the table comes back to be corrected, without it can be taken."""
    again = Source({"text": table.as_text()})
    again.full_clean()
    try:
        preview = kind.preview(table, on=seen.on)
    except Unfit as unfit:
        for fault in unfit.faults:
            again.add_error(None, fault.says)
        return show(seen.request, _asked(kind, again), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not preview.faults:
        return show(seen.request, _offered(kind, table, preview))
    wrong = _(
        "{count} cells are wrong; nothing has been taken in. Correct the table and look again."
    )
    again.add_error(None, wrong.format(count=len(preview.faults)))
    page = _asked(kind, again, below=(_table(preview),))
    return show(seen.request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _take(seen: Visit, kind: Kind, table: Table) -> HttpResponse:
    """Take what was looked at; if it no longer fits, look again."""
    try:
        taken = kind.take(table, by=seen.person, at=seen.at)
    except Unfit:
        return _look(seen, kind, table)
    says = _("Taken in: {new} new, {changed} changed, {same} unchanged.")
    messages.success(seen.request, says.format(**_counts(taken)))
    return redirect(kind.home)


def _href(kind: Kind) -> str:
    return reverse(f"import_{kind.home}")


def _counts(preview: Preview) -> dict[str, int]:
    return {
        "new": preview.count(Standing.NEW),
        "changed": preview.count(Standing.CHANGED),
        "same": preview.count(Standing.SAME),
    }


def _asked(kind: Kind, form: Source, *, below: tuple[object, ...] = ()) -> Page:
    asked = looks.StepForm(
        form=form,
        href=_href(kind),
        send=_("Look at it first"),
        says=_("Nothing is taken in before you have seen every row; one fault stops all rows."),
        cancel=looks.Link(label=_("Cancel"), href=reverse(kind.home)),
    )
    return Page(title=str(kind.title), main=(asked, *below), aside=(_columns(kind),))


def _columns(kind: Kind) -> looks.Panel:
    facts = [
        looks.Fact(
            term=column.field, says=str(column.title), note=_("needed") if column.needed else ""
        )
        for column in kind.columns
    ]
    if kind is UNITS:
        kinds = ", ".join(f"{kind.value} ({kind.label})" for kind in Unit.Kind)
        facts.append(looks.Fact(term=_("Kinds"), says=kinds))
    return looks.Panel(title=_("Columns"), looks=(looks.Facts(facts=tuple(facts)),))


def _offered(kind: Kind, table: Table, preview: Preview) -> Page:
    """What the table would do, and the button that does it."""
    take = looks.Act(
        label=_("Take all rows in"),
        href=_href(kind),
        post=True,
        primary=True,
        hidden=(("kept", table.as_text()),),
    )
    back = looks.Link(label=_("Cancel"), href=_href(kind))
    says = _("{new} new, {changed} changed, {same} unchanged.").format(**_counts(preview))
    return Page(title=str(kind.title), lead=says, main=(_table(preview), take, back))


def _table(preview: Preview) -> looks.Table:
    """The rows with faults first, then the others, as far as a page can show them."""
    wrong = {fault.row for fault in preview.faults}
    lines = sorted(preview.lines, key=lambda line: (line.row not in wrong, line.row))
    heads = [_("Row"), *(str(column.title) for column in preview.columns)]
    left = len(lines) - ROWS_SHOWN
    return looks.Table(
        caption=_("What the table would do"),
        columns=tuple(looks.Column(title=head) for head in heads),
        rows=tuple(_row(preview, line, late=line.row in wrong) for line in lines[:ROWS_SHOWN]),
        empty=looks.Empty(title=_("Nothing found.")),
        pager=looks.Pager(says=_("{count} more rows are not shown.").format(count=left))
        if left > 0
        else None,
    )


def _row(preview: Preview, line: Line, *, late: bool) -> looks.Row:
    number = looks.Cell(says=str(line.row), note=_(line.stands.value))
    cells = (
        looks.Cell(says=line.values[c.field], note=preview.fault_at(line.row, c.field))
        for c in preview.columns
    )
    return looks.Row(cells=(number, *cells), late=late)
