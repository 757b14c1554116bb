"""The way back from a step to the page of its record."""

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Plan
from tuzetu.web import looks
from tuzetu.web.addresses import address
from tuzetu.web.reaching import home_of, shown_with

REGISTERS: dict[type[Model], tuple[str, str]] = {
    Nonconformity: (noop("Nonconformities"), "cases"),
    Plan: (noop("Plans"), "plans"),
    IntakeItem: (noop("Letters"), "letters"),
}
"""Where the records with a page of their own are listed."""


def crumbs(record: Model | None) -> tuple[looks.Link, ...]:
    """The way back to the record's page."""
    shown = shown_with(record)
    if shown is None:
        return (looks.Link(label=_("Today"), href=address("today")),)
    title, page = REGISTERS[type(shown)]
    top = looks.Link(label=_(title), href=address(page))
    draft = _("Plan (draft)") if isinstance(shown, Plan) else _("Back to the record")
    label = shown.number or draft
    return (top, looks.Link(label=label, href=home_of(record)))
