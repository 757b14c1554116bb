"""Units: the tree with its heads, one unit, and the administrator's edits of the tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuzetu.conduct import asking
from tuzetu.people.appointment import head_of, heads_of
from tuzetu.people.person import Person, staff
from tuzetu.people.structuring import (
    CHANGEABLE,
    UnitOutline,
    add_unit,
    close_unit,
    move_unit,
    rename_unit,
)
from tuzetu.people.unit import Unit, open_units, units_under
from tuzetu.procedure.offices import Office
from tuzetu.web import looks
from tuzetu.web.editing import Edit, answer, posted
from tuzetu.web.frame import framed
from tuzetu.web.settings_menu import edit_acts, may, settings_panel
from tuzetu.web.showing import Page, show
from tuzetu.web.visit import Visit, visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A unit of the tree: its own head, how many people belong to it, what stands below."""

    unit: Unit
    head: Person | None
    people: int
    below: tuple["Branch", ...]


class Outline(forms.Form):
    """What a unit is called in three languages, and what it is."""

    code = asking.line(
        gettext_lazy("Code"), limit=60, hint=gettext_lazy("A short Latin name, used in imports.")
    )
    name_kk = asking.line(gettext_lazy("Name in Kazakh"), limit=200)
    name_ru = asking.line(gettext_lazy("Name in Russian"), limit=200)
    name_en = asking.line(gettext_lazy("Name in English"), limit=200)
    short_kk = asking.line(gettext_lazy("Short name in Kazakh"), required=False, limit=60)
    short_ru = asking.line(gettext_lazy("Short name in Russian"), required=False, limit=60)
    short_en = asking.line(gettext_lazy("Short name in English"), required=False, limit=60)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "—"), *Unit.Kind.choices])
    graduating = forms.BooleanField(label=gettext_lazy("Graduates learners"), required=False)


class Place(forms.Form):
    """Under which unit it stands."""

    parent = asking.unit(
        gettext_lazy("Superior unit"),
        required=False,
        hint=gettext_lazy("Leave empty to put it at the top of the tree."),
    )


class NewUnit(Outline, Place):
    """A whole new unit."""


class Closing(forms.Form):
    """From when it no longer exists, and why."""

    closed_on = asking.day(gettext_lazy("First day without the unit"))
    reason = asking.line(gettext_lazy("Reason"), required=False)


def units(request: HttpRequest) -> HttpResponse:
    """The tree of units with heads and numbers of people."""
    seen = visit(request)
    acts = edit_acts(
        (_("Add a unit"), reverse("add_unit")), (_("Import units"), reverse("import_units"))
    )
    aside = (settings_panel("units"),)
    page = Page(title=_("Units"), aside=(acts, *aside) if _edits(seen) else aside)
    shown = {"page": page, "branches": _tree(seen), "closed": _closed(seen)}
    return framed(request, "units/units.html", shown)


def _tree(seen: Visit) -> tuple[Branch, ...]:
    """The open units as branches, siblings in the order of the alphabet; two queries."""
    working = Q(people__left_on=None) | Q(people__left_on__gt=seen.on)
    rows = list(open_units(on=seen.on).annotate(staffed=Count("people", filter=working)))
    heads = heads_of(rows, seen.on)
    below: dict[int | None, list[Unit]] = {}
    for unit in rows:
        below.setdefault(unit.parent_id, []).append(unit)
    return tuple(_branches(None, below, heads))


def _branches(
    parent: int | None, below: dict[int | None, list[Unit]], heads: dict[int, Person]
) -> Iterator[Branch]:
    for unit in below.get(parent, ()):
        own = heads.get(unit.pk)
        inherited = own is not None and heads.get(parent or 0) == own
        yield Branch(
            unit=unit,
            head=None if inherited else own,
            people=getattr(unit, "staffed", 0),
            below=tuple(_branches(unit.pk, below, heads)),
        )


def _closed(seen: Visit) -> list[Unit]:
    return list(Unit.objects.filter(closed_on__lte=seen.on).order_by("-closed_on", "name_sort"))


def _edits(seen: Visit) -> bool:
    return may(seen, Office.ADMINISTRATOR)


def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: where it stands, its head, the units below it, its people."""
    seen = visit(request)
    row = get_object_or_404(Unit.objects.select_related("parent"), pk=pk)
    aside = (_changes(row), settings_panel("")) if _edits(seen) else (settings_panel(""),)
    people = looks.Section(head=looks.SectionHead(title=_("People")), looks=(_people(row, seen),))
    page = Page(title=row.name, crumbs=_crumbs(row), main=(_facts(row, seen), people), aside=aside)
    return show(request, page)


def _crumbs(row: Unit) -> tuple[looks.Link, ...]:
    above = {one.pk: one for one in Unit.objects.filter(pk__in=row.lineage[:-1])}
    ways = tuple(
        looks.Link(label=above[pk].short_name, href=reverse("unit", args=(pk,)))
        for pk in row.lineage[:-1]
    )
    return (looks.Link(label=_("Units"), href=reverse("units")), *ways)


def _facts(row: Unit, seen: Visit) -> looks.Facts:
    head = head_of(row, seen.on)
    below = units_under(row).filter(parent=row).exclude(closed_on__lte=seen.on)
    links = tuple(looks.Link(label=u.name, href=reverse("unit", args=(u.pk,))) for u in below)
    rows = [
        looks.Fact(term=_("Kind"), says=row.get_kind_display()),
        looks.Fact(term=_("Head"), looks=(_chip(head),)) if head else _no_head(),
        looks.Fact(term=_("Units below"), says="" if links else "—", links=links),
        looks.Fact(term=_("Name in Kazakh"), says=row.name_kk, lang="kk"),
        looks.Fact(term=_("Name in Russian"), says=row.name_ru, lang="ru"),
        looks.Fact(term=_("Name in English"), says=row.name_en, lang="en"),
        looks.Fact(term=_("Code"), says=row.code),
    ]
    if row.graduating:
        rows.append(looks.Fact(term=_("Graduates learners"), says=_("yes")))
    if row.closed_on:
        closed = date_format(row.closed_on, "DATE_FORMAT")
        rows.append(looks.Fact(term=_("Closed from"), says=closed))
    return looks.Facts(facts=tuple(rows))


def _no_head() -> looks.Fact:
    says = _("Nobody; appoint a head, or the plan of this unit has no author.")
    return looks.Fact(term=_("Head"), says=says)


def _chip(person: Person) -> looks.PersonChip:
    href = reverse("person", args=(person.pk,))
    return looks.PersonChip(name=person.short_name, office=person.post, href=href)


def _people(row: Unit, seen: Visit) -> object:
    chips = tuple(_chip(person) for person in staff(on=seen.on).filter(unit=row))
    return looks.People(people=chips) if chips else looks.Empty(title=_("Nobody belongs here."))


def _changes(row: Unit) -> looks.Panel:
    acts = (
        (_("Change names and kind"), "change_unit"),
        (_("Put under another unit"), "move_unit"),
        (_("Close the unit"), "close_unit"),
    )
    return edit_acts(*((label, reverse(name, args=(row.pk,))) for label, name in acts))


def add(request: HttpRequest) -> HttpResponse:
    """The administrator founds a unit."""
    seen = visit(request)
    form = posted(request, NewUnit, initial={"parent": request.GET.get("parent")})
    home = looks.Link(label=_("Units"), href=reverse("units"))
    edit = Edit(
        title=_("Add a unit"), form=form, send=_("Add a unit"), home=home.href, crumbs=(home,)
    )

    def act(parent: Unit | None, **told: Any) -> None:  # noqa: ANN401
        add_unit(UnitOutline(**told), parent=parent, by=seen.person, at=seen.at)

    return answer(request, edit, act=act, done=_("The unit is added."))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator changes names and kind."""
    seen, row = visit(request), get_object_or_404(Unit, pk=pk)
    form = posted(request, Outline, initial={name: getattr(row, name) for name in CHANGEABLE})

    def act(**told: Any) -> None:  # noqa: ANN401
        rename_unit(row, UnitOutline(**told), by=seen.person, at=seen.at)

    edit = _edit(row, form, title=_("Change names and kind"), send=_("Save"))
    return answer(request, edit, act=act, done=_("Changes saved."))


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator puts a unit, with all below it, under another."""
    seen, row = visit(request), get_object_or_404(Unit.objects.select_related("parent"), pk=pk)
    form = posted(request, Place, initial={"parent": row.parent_id})

    def act(parent: Unit | None) -> None:
        move_unit(row, parent=parent, by=seen.person, at=seen.at)

    edit = _edit(row, form, title=_("Put under another unit"), send=_("Move"))
    return answer(request, edit, act=act, done=_("The unit is moved."))


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator closes a unit that nobody belongs to."""
    seen, row = visit(request), get_object_or_404(Unit, pk=pk)
    form = posted(request, Closing, initial={"closed_on": seen.on})

    def act(**told: Any) -> None:  # noqa: ANN401
        close_unit(row, by=seen.person, at=seen.at, **told)

    says = _(
        "Cases and plans of the unit stay as they are; the nearest head above answers for them."
    )
    edit = _edit(row, form, title=_("Close the unit"), send=_("Close the unit"), says=says)
    return answer(request, edit, act=act, done=_("The unit is closed."))


def _edit(row: Unit, form: forms.Form, *, title: str, send: str, says: str = "") -> Edit:
    home = reverse("unit", args=(row.pk,))
    crumbs = (looks.Link(label=row.name, href=home),)
    return Edit(title=title, form=form, send=send, home=home, says=says, crumbs=crumbs)
