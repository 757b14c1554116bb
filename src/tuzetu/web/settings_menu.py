"""The pages of settings beside one another: people, units, offices, lists, calendar, forms."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuzetu.people.appointment import offices_of
from tuzetu.procedure.offices import Office
from tuzetu.web import looks
from tuzetu.web.guard import holders_of
from tuzetu.web.visit import Visit

ADMINISTRATOR = holders_of(Office.ADMINISTRATOR)
"""Persons, units and appointments are the administrator's."""

OFFICE_HEAD = holders_of(Office.OFFICE_HEAD)
"""Lists, the calendar and the templates of forms belong to the head of the project office."""


def may(seen: Visit, *offices: Office) -> bool:
    """Whether the visitor may act in one of the offices today."""
    return any(held.office in offices for held in offices_of(seen.person, seen.on))


def settings_panel(current: str) -> looks.Panel:
    """The ways to the other pages of settings."""
    pages = (
        ("people", _("People")),
        ("units", _("Units")),
        ("offices", _("Offices and substitutions")),
        ("lists", _("Reference lists")),
        ("calendar", _("Working calendar")),
        ("templates", _("Templates of forms")),
    )
    links = tuple(
        looks.Link(label=label, href=reverse(name)) for name, label in pages if name != current
    )
    return looks.Panel(title=_("Settings"), looks=(looks.Waiting(items=links),))


def edit_acts(*acts: tuple[str, str]) -> looks.Panel:
    """What can be changed here: words and address of each act."""
    links = tuple(looks.Link(label=label, href=href) for label, href in acts)
    return looks.Panel(title=_("Change"), looks=(looks.Waiting(items=links),))
