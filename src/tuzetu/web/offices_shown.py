"""Appointments and substitutions as looks: the office in words, its term, who may change it."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.people.appointing import may_end, may_name_substitute
from tuzetu.people.appointment import Appointment, HeldOffice, offices_of
from tuzetu.web import looks
from tuzetu.web.visit import Visit
from tuzetu.web.wording import word


def office_words(row: Appointment) -> str:
    """The office, with its unit where it has one."""
    office = word(row.held_office)
    if row.unit is None:
        return office
    return _("{office}: {unit}").format(office=office, unit=row.unit.name)


def term_words(row: Appointment) -> str:
    """From when until when."""
    first = date_format(row.from_on, "SHORT_DATE_FORMAT")
    if row.until_on is None:
        return _("since %(day)s") % {"day": first}
    return f"{first}\u00a0– {date_format(row.until_on, 'SHORT_DATE_FORMAT')}"


def appointments_table(
    rows: list[Appointment], seen: Visit, *, caption: str, empty: str
) -> looks.Table:
    """Appointments with what the visitor may do to each."""
    held = offices_of(seen.person, seen.on)
    titles = (_("Office"), _("Person"), _("Term"), _("Order"), _("Change"))
    return looks.Table(
        caption=caption,
        columns=tuple(looks.Column(title=title) for title in titles),
        rows=tuple(_row(row, seen, held) for row in rows),
        empty=looks.Empty(title=empty),
    )


def _row(row: Appointment, seen: Visit, held: tuple[HeldOffice, ...]) -> looks.Row:
    person = looks.Cell(
        says=row.person.full_name, href=reverse("person", args=(row.person_id,)), note=_behalf(row)
    )
    cells = (
        looks.Cell(says=office_words(row)),
        person,
        looks.Cell(says=term_words(row)),
        looks.Cell(says=row.order_number or "—"),
        looks.Cell(looks=_acts(row, seen, held)),
    )
    return looks.Row(cells=cells)


def _behalf(row: Appointment) -> str:
    if row.acting_for is None:
        return ""
    return _("on behalf of: {name}").format(name=row.acting_for.person.short_name)


def _acts(row: Appointment, seen: Visit, held: tuple[HeldOffice, ...]) -> tuple[object, ...]:
    """Handing over and ending, where the visitor may and the appointment is not past."""
    if row.until_on is not None and row.until_on < seen.on:
        return ()
    acts = []
    if row.acting_for is None and may_name_substitute(seen.person, row, held=held):
        href = reverse("substitute", args=(row.pk,))
        acts.append(looks.Link(label=_("Hand over"), href=href))
    if may_end(seen.person, row, held=held):
        href = reverse("end_appointment", args=(row.pk,))
        acts.append(looks.Link(label=_("End"), href=href))
    return (looks.Waiting(items=tuple(acts)),) if acts else ()
