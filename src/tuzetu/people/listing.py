"""Lists are kept: entries added, reworded, retired; journaled edits by the project office."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuzetu.journal.writing import note_edit
from tuzetu.people.faults import Fault, refuse
from tuzetu.people.lists import ListItem, items
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day

LISTS: Mapping[str, tuple[str | Promise, str]] = {
    "sources": (gettext_lazy("Sources"), "21"),
    "analysis_information": (gettext_lazy("Information for the analysis"), "22"),
    "cause_kinds": (gettext_lazy("Kinds of causes"), "23"),
    "forums": (gettext_lazy("Where causes are established"), "24"),
    "dispositions": (gettext_lazy("How the matter is settled"), "26"),
    "methods": (gettext_lazy("Detection methods"), "29"),
    "cause_methods": (gettext_lazy("Methods of cause analysis"), "40"),
    "classes": (gettext_lazy("Classes"), "13"),
    "letter_kinds": (gettext_lazy("Kinds of letters"), "37"),
    "processes": (gettext_lazy("Processes"), "5"),
    "requirements": (gettext_lazy("Requirements"), "4"),
}
"""Each list with its title and the clause it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """An entry as the project office writes it."""

    code: str
    kk: str
    ru: str
    en: str
    position: int | None = None


def named_by_clause(item: ListItem) -> bool:
    """Whether the procedure itself names the entry: its code is the item of a clause."""
    return item.code.replace(".", "").isdigit()


def add_item(list_name: str, wording: Wording, *, by: Person | None, at: datetime) -> ListItem:
    """The head of the project office adds an entry to a list."""
    with transaction.atomic():
        refuse((*_faults(wording), *_faults_of_code(list_name, wording)))
        item = _row(list_name, wording, on=local_day(at))
        item.save()
        _note(item, None, by=by, at=at)
    return item


def reword_item(item: ListItem, wording: Wording, *, by: Person | None, at: datetime) -> ListItem:
    """The head of the project office words an entry anew; old cases keep the old words."""
    on = local_day(at)
    with transaction.atomic():
        held = ListItem.objects.select_for_update().get(pk=item.pk, retired_on=None)
        refuse(_faults(wording))
        held.retired_on = on
        held.save(update_fields=["retired_on"])
        fresh = _row(held.list, replace(wording, code=held.code), on=on, instead_of=held)
        fresh.save()
        _note(fresh, held, by=by, at=at)
    return fresh


def retire_item(item: ListItem, *, by: Person | None, at: datetime, reason: str = "") -> None:
    """The head of the project office offers an entry no longer; old cases keep it."""
    on = local_day(at)
    with transaction.atomic():
        held = ListItem.objects.select_for_update().get(pk=item.pk, retired_on=None)
        refuse(_faults_of_retiring(held))
        held.retired_on = on
        held.save(update_fields=["retired_on"])
        changes = {"retired_on": (None, on)}
        note_edit("list_item", held.pk, by=by, at=at, changes=changes, reason=reason)


def _row(
    list_name: str, wording: Wording, *, on: date, instead_of: ListItem | None = None
) -> ListItem:
    place = wording.position
    if place is None:
        place = instead_of.position if instead_of else _next_place(list_name)
    return ListItem(
        list=list_name,
        code=wording.code.strip(),
        kk=wording.kk.strip(),
        ru=wording.ru.strip(),
        en=wording.en.strip(),
        position=place,
        from_on=on,
    )


def _next_place(list_name: str) -> int:
    last: int | None = items(list_name).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _note(item: ListItem, before: ListItem | None, *, by: Person | None, at: datetime) -> None:
    names = ("list", "code", "kk", "ru", "en", "position")
    changes = {name: (getattr(before, name, None), getattr(item, name)) for name in names}
    told = {name: change for name, change in changes.items() if change[0] != change[1]}
    note_edit("list_item", item.pk, by=by, at=at, changes=told)


def _faults(wording: Wording) -> Iterator[Fault]:
    for name in ("kk", "ru", "en"):
        if not getattr(wording, name).strip():
            yield Fault(_("Enter the entry in all three languages."), name)


def _faults_of_code(list_name: str, wording: Wording) -> Iterator[Fault]:
    code = wording.code.strip()
    if list_name not in LISTS:
        yield Fault(_("There is no such list."))
    if not code:
        yield Fault(_("Enter the entry's code."), "code")
    if code.replace(".", "").isdigit():
        yield Fault(_("Numbers are the procedure's own entries; use a word as code."), "code")
    if items(list_name).filter(code=code).exists():
        yield Fault(_("The list already has this code."), "code")


def _faults_of_retiring(item: ListItem) -> Iterator[Fault]:
    if named_by_clause(item):
        yield Fault(
            _("Clause {clause} names this entry; it can go only with a new edition.").format(
                clause=item.code
            )
        )
    if items(item.list).count() == 1:
        yield Fault(_("A list keeps at least one entry."))
