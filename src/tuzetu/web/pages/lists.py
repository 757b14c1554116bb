"""Reference lists: what forms offer to choose from, kept by the head of the project office."""

from typing import Any

from django import forms
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuzetu.conduct import asking
from tuzetu.people.listing import (
    LISTS,
    Wording,
    add_item,
    named_by_clause,
    retire_item,
    reword_item,
)
from tuzetu.people.lists import ListItem, items
from tuzetu.procedure.offices import Office
from tuzetu.web import looks
from tuzetu.web.editing import Edit, answer, posted
from tuzetu.web.settings_menu import edit_acts, may, settings_panel
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import visit
from tuzetu.web.wording import clause_href

NAME_LIMIT = 300
LAST_PLACE = 999


class Entry(forms.Form):
    """An entry in three languages and its place in the list."""

    kk = asking.line(gettext_lazy("In Kazakh"), limit=NAME_LIMIT)
    ru = asking.line(gettext_lazy("In Russian"), limit=NAME_LIMIT)
    en = asking.line(gettext_lazy("In English"), limit=NAME_LIMIT)
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"),
        min_value=1,
        max_value=LAST_PLACE,
        required=False,
        help_text=gettext_lazy("Left empty, the entry stands last, or where it stood."),
    )


class NewEntry(Entry):
    """A new entry with its own code."""

    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("A Latin word; cases store it, so it never changes."),
    )


class Retiring(forms.Form):
    """Why the entry is no longer offered."""

    reason = asking.line(gettext_lazy("Reason"), required=False)


def lists(request: HttpRequest) -> HttpResponse:
    """All lists with the clause each comes from."""
    counts = dict(
        ListItem.objects.filter(retired_on=None).values_list("list").annotate(Count("pk"))
    )
    rows = tuple(_list_row(name, counts.get(name, 0)) for name in LISTS)
    titles = (_("List"), _("Clause"), _("Entries"))
    table = looks.Table(
        caption=_("Reference lists"),
        columns=tuple(looks.Column(title=title) for title in titles),
        rows=rows,
        empty=looks.Empty(title=_("Nothing found.")),
    )
    lead = _("Forms offer these entries. What an old case says stays as it was when it was chosen.")
    aside = (settings_panel("lists"),)
    return show(request, Page(title=_("Reference lists"), lead=lead, main=(table,), aside=aside))


def _list_row(name: str, count: int) -> looks.Row:
    title, clause = LISTS[name]
    cells = (
        looks.Cell(says=str(title), href=reverse("list", args=(name,))),
        looks.Cell(says=clause, href=clause_href(clause)),
        looks.Cell(says=str(count)),
    )
    return looks.Row(cells=cells)


def one_list(request: HttpRequest, name: str) -> HttpResponse:
    """One list: what it offers now, in three languages, and what it no longer offers."""
    seen = visit(request)
    title, keeps = _title(name), may(seen, Office.OFFICE_HEAD)
    past = ListItem.objects.filter(list=name, retired_on__isnull=False).order_by("-retired_on")
    old = looks.Section(
        head=looks.SectionHead(title=_("No longer offered")), looks=(_past_table(list(past)),)
    )
    act = edit_acts((_("Add an entry"), reverse("add_entry", args=(name,))))
    page = Page(
        title=title,
        crumbs=_crumbs(),
        main=(_table(name, keeps=keeps), *((old,) if past else ())),
        aside=(*((act,) if keeps else ()), settings_panel("")),
    )
    return show(request, page)


def _title(name: str) -> str:
    if name not in LISTS:
        raise Http404(name)
    return str(LISTS[name][0])


def _crumbs() -> tuple[looks.Link, ...]:
    return (looks.Link(label=_("Reference lists"), href=reverse("lists")),)


def _table(name: str, *, keeps: bool) -> looks.Table:
    titles = [_("Code"), _("In Kazakh"), _("In Russian"), _("In English")]
    titles += [_("Change")] if keeps else []
    return looks.Table(
        caption=_("What the list offers now"),
        columns=tuple(looks.Column(title=title) for title in titles),
        rows=tuple(looks.Row(cells=_cells(item, keeps=keeps)) for item in items(name)),
        empty=looks.Empty(title=_("The list is empty.")),
    )


def _cells(item: ListItem, *, keeps: bool) -> tuple[looks.Cell, ...]:
    words = (
        looks.Cell(says=item.code),
        looks.Cell(says=item.kk, lang="kk"),
        looks.Cell(says=item.ru, lang="ru"),
        looks.Cell(says=item.en, lang="en"),
    )
    if not keeps:
        return words
    acts = [looks.Link(label=_("Word anew"), href=_to("reword_entry", item))]
    if not named_by_clause(item):
        acts.append(looks.Link(label=_("Retire"), href=_to("retire_entry", item)))
    return (*words, looks.Cell(looks=(looks.Waiting(items=tuple(acts)),)))


def _to(name: str, item: ListItem) -> str:
    return reverse(name, args=(item.pk,))


def _past_table(rows: list[ListItem]) -> looks.Table:
    titles = (_("Code"), _("Entry"), _("Offered"))
    return looks.Table(
        caption=_("No longer offered"),
        columns=tuple(looks.Column(title=title) for title in titles),
        rows=tuple(looks.Row(cells=_past_cells(row)) for row in rows),
        empty=looks.Empty(title=_("Nothing is past yet.")),
    )


def _past_cells(row: ListItem) -> tuple[looks.Cell, ...]:
    first = date_format(row.from_on, "DATE_FORMAT")
    last = date_format(row.retired_on, "DATE_FORMAT") if row.retired_on else ""
    term = _("{first} – {last}").format(first=first, last=last)
    return (looks.Cell(says=row.code), looks.Cell(says=row.name), looks.Cell(says=term))


def add(request: HttpRequest, name: str) -> HttpResponse:
    """The head of the project office adds an entry."""
    seen, title = visit(request), _title(name)
    edit = Edit(
        title=_("Add an entry: {list}").format(list=title),
        form=posted(request, NewEntry),
        send=_("Add an entry"),
        home=reverse("list", args=(name,)),
        crumbs=_crumbs(),
    )

    def act(**told: Any) -> None:  # noqa: ANN401
        add_item(name, Wording(**told), by=seen.person, at=seen.at)

    return answer(request, edit, act=act, done=_("The entry is added."))


def reword(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the project office words an entry anew."""
    seen, item = visit(request), _held(pk)
    first = {name: getattr(item, name) for name in Entry.base_fields}
    edit = _edit(item, posted(request, Entry, initial=first), send=_("Word anew"))

    def act(**told: Any) -> None:  # noqa: ANN401
        reword_item(item, Wording(code=item.code, **told), by=seen.person, at=seen.at)

    return answer(request, edit, act=act, done=_("Changes saved."))


def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the project office offers an entry no longer."""
    seen, item = visit(request), _held(pk)
    edit = _edit(item, posted(request, Retiring), send=_("Retire"))

    def act(reason: str) -> None:
        retire_item(item, by=seen.person, at=seen.at, reason=reason)

    return answer(request, edit, act=act, done=_("The entry is no longer offered."))


def _held(pk: int) -> ListItem:
    return get_object_or_404(ListItem, pk=pk, retired_on=None)


def _edit(item: ListItem, form: forms.Form, *, send: str) -> Edit:
    title = _("{act}: {entry}").format(act=send, entry=item.name)
    home = reverse("list", args=(item.list,))
    return Edit(title=title, form=form, send=send, home=home, crumbs=_crumbs())
