"""The list of people and one person as looks. E-mail and login are the administrator's alone."""

from urllib.parse import urlencode

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.people.appointment import Appointment, in_force
from tuzetu.people.person import Person, named_like, staff
from tuzetu.people.unit import Unit, open_units, units_under
from tuzetu.procedure.offices import Office
from tuzetu.web import looks
from tuzetu.web.offices_shown import office_words, term_words
from tuzetu.web.settings_menu import edit_acts, may, settings_panel
from tuzetu.web.showing import Page
from tuzetu.web.visit import Visit, told_in
from tuzetu.web.worker_trouble import worker_trouble

ROWS = 50
WORDS_LIMIT = 100


def people_page(seen: Visit) -> Page:
    """The list of everybody who works here."""
    administers = may(seen, Office.ADMINISTRATOR)
    acts = edit_acts(
        (_("Add a person"), reverse("add_person")), (_("Import people"), reverse("import_people"))
    )
    aside = (*worker_trouble(seen), settings_panel("people"))
    return Page(
        title=_("People"),
        main=(_table(seen, administers=administers),),
        aside=(acts, *aside) if administers else aside,
    )


def _table(seen: Visit, *, administers: bool) -> looks.Table:
    asked = seen.request.GET
    words, code = told_in(asked, "words", most=WORDS_LIMIT), told_in(asked, "unit")
    rows = named_like(staff(on=seen.on).select_related("unit"), words)
    unit = Unit.objects.filter(code=code).first() if code else None
    if unit is not None:
        rows = rows.filter(unit__in=units_under(unit))
    leaf = Paginator(rows, ROWS).get_page(asked.get("page"))
    titles = [_("Name"), _("Post"), _("Unit")]
    titles += [_("User name and e-mail"), _("Account")] if administers else []
    return looks.Table(
        caption=_("People"),
        columns=tuple(looks.Column(title=title) for title in titles),
        rows=tuple(_row(row, administers=administers) for row in leaf),
        empty=looks.Empty(title=_("Nothing found."), says=_("Take fewer words or another unit.")),
        filters=_filters(words, code, seen),
        pager=_pager(leaf, words, code),
    )


def _row(row: Person, *, administers: bool) -> looks.Row:
    unit = row.unit
    where = (
        looks.Cell(says=unit.short_name, href=reverse("unit", args=(unit.pk,))) if unit else None
    )
    cells = [
        looks.Cell(says=row.full_name, href=reverse("person", args=(row.pk,))),
        looks.Cell(says=row.post or "—"),
        where or looks.Cell(says="—"),
    ]
    if administers:
        cells.append(looks.Cell(says=row.login, note=row.email))
        cells.append(looks.Cell(says=account_words(row)))
    return looks.Row(cells=tuple(cells))


def account_words(row: Person) -> str:
    """How the account stands."""
    if not row.is_active:
        return _("closed")
    if not row.has_usable_password():
        return _("no password yet")
    return _("given password") if row.password_given_at else _("open")


def _filters(words: str, code: str, seen: Visit) -> looks.Filters:
    options = tuple(
        looks.Option(code=unit.code, label=unit.name, chosen=unit.code == code)
        for unit in open_units(on=seen.on)
    )
    return looks.Filters(
        href=reverse("people"),
        choices=(looks.Choice(name="unit", label=_("Unit"), options=options),),
        search_name="words",
        search_words=words,
        clear_href=reverse("people") if words or code else "",
    )


def _pager(leaf: "Leaf[Person]", words: str, code: str) -> looks.Pager:
    def href(number: int) -> str:
        asked = {"words": words, "unit": code, "page": number}
        return f"{reverse('people')}?{urlencode(asked)}"

    says = _("{first}–{last} of {count}").format(
        first=leaf.start_index(), last=leaf.end_index(), count=leaf.paginator.count
    )
    return looks.Pager(
        says=says,
        previous_href=href(leaf.previous_page_number()) if leaf.has_previous() else "",
        next_href=href(leaf.next_page_number()) if leaf.has_next() else "",
    )


def person_page(row: Person, seen: Visit, *, given: str = "") -> Page:
    """One person; a password just given is shown this once."""
    administers = may(seen, Office.ADMINISTRATOR)
    main: list[object] = [_given(given)] if given else []
    main += [_facts(row, seen, administers=administers), _offices(row, seen)]
    changes = _changes(row, seen) if administers else ()
    return Page(
        title=row.full_name,
        crumbs=(looks.Link(label=_("People"), href=reverse("people")),),
        main=tuple(main),
        aside=(*changes, settings_panel("")),
    )


def _given(given: str) -> looks.Flash:
    says = _("The new password, shown only now: {password}  It holds for three days.")
    return looks.Flash(says=says.format(password=given), tone=looks.FlashTone.NOTICE)


def _facts(row: Person, seen: Visit, *, administers: bool) -> looks.Facts:
    unit = row.unit
    links = (looks.Link(label=unit.name, href=reverse("unit", args=(unit.pk,))),) if unit else ()
    rows = [
        looks.Fact(term=_("Post"), says=row.post or "—"),
        looks.Fact(term=_("Unit"), says="" if links else "—", links=links),
    ]
    if row.left_on:
        term = _("Left on") if row.left_on <= seen.on else _("Leaves on")
        rows.append(looks.Fact(term=term, says=date_format(row.left_on, "DATE_FORMAT")))
    if administers:
        rows += [
            looks.Fact(term=_("User name"), says=row.login),
            looks.Fact(term=_("E-mail"), says=row.email or "—"),
            looks.Fact(term=_("Language"), says=row.get_language_display()),
            looks.Fact(term=_("Account"), says=account_words(row)),
        ]
    return looks.Facts(facts=tuple(rows))


def _offices(row: Person, seen: Visit) -> looks.Section:
    held = Appointment.objects.filter(in_force(seen.on), person=row)
    rows = held.select_related("unit", "acting_for__person").order_by("pk")
    facts = tuple(
        looks.Fact(term=office_words(one), says=term_words(one), note=_behalf(one)) for one in rows
    )
    shown = looks.Facts(facts=facts) if facts else looks.Empty(title=_("Holds no office."))
    return looks.Section(head=looks.SectionHead(title=_("Offices")), looks=(shown,))


def _behalf(row: Appointment) -> str:
    if row.acting_for is None:
        return ""
    return _("on behalf of: {name}").format(name=row.acting_for.person.short_name)


def _changes(row: Person, seen: Visit) -> tuple[looks.Panel, ...]:
    """What the administrator may do with a person and with the account."""
    if row.left_on is not None and row.left_on <= seen.on:
        again = looks.Act(label=_("Works here again"), href=_to("rejoin", row), post=True)
        return (looks.Panel(title=_("Change"), looks=(again,)),)
    acts = edit_acts(
        (_("Correct names, post, address"), _to("change_person", row)),
        (_("Move to another unit"), _to("move_person", row)),
        (_("Appoint to an office"), f"{reverse('appoint')}?person={row.pk}"),
        (_("The person leaves"), _to("leave", row)),
    )
    return (acts, looks.Panel(title=_("Account"), looks=_account(row)))


def _account(row: Person) -> tuple[object, ...]:
    if not row.is_active:
        return (looks.Act(label=_("Open the account"), href=_to("enable", row), post=True),)
    give = looks.Act(
        label=_("Give a new password"),
        href=_to("give_password", row),
        confirm=_("The present password stops working and every device is logged out."),
    )
    close = looks.Act(
        label=_("Close the account"),
        href=_to("disable", row),
        confirm=_("The person is logged out on every device and cannot log in again."),
    )
    return (give, close)


def _to(name: str, row: Person) -> str:
    return reverse(name, args=(row.pk,))
