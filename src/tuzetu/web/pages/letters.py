"""Letters of the chancellery: the list and one letter (37)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.access.sight import visible_cases, visible_letters
from tuzetu.conduct.offering import offers_on, standing
from tuzetu.dossier.letter import IntakeItem
from tuzetu.people.lists import items
from tuzetu.procedure.flows.case import CaseStep
from tuzetu.procedure.flows.letter import LetterStep
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.states import LetterState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.reaching import reach
from tuzetu.web.showing import Page, show
from tuzetu.web.states_shown import tag_of
from tuzetu.web.visit import Visit, visit
from tuzetu.web.wording import step_name

MOST = 200


def letters(request: HttpRequest) -> HttpResponse:
    """The letters, latest first; the chancellery and the office see them."""
    seen = visit(request)
    step = LetterStep.REGISTER_LETTER
    free = not standing(step, None, by=seen.person, on=seen.on).reasons
    head = (_act(step, None),) if free else ()
    return show(request, Page(title=_("Letters"), head=head, main=(_table(seen),)))


def _act(step: Step, item: IntakeItem | None) -> looks.Act:
    return looks.Act(label=step_name(step.code), href=step_href(step.code, item), primary=True)


def _table(seen: Visit) -> looks.Table:
    rows = visible_letters(seen.person, on=seen.on).select_related("applicant")
    heads = (
        _("Number"),
        _("Incoming number"),
        _("Received on"),
        _("Subject"),
        _("Applicant"),
        _("State"),
    )
    return looks.Table(
        caption=_("Letters"),
        columns=tuple(looks.Column(title=one) for one in heads),
        rows=tuple(_row(item) for item in rows.order_by("-pk")[:MOST]),
        empty=looks.Empty(title=_("There are no letters yet.")),
    )


def _row(item: IntakeItem) -> looks.Row:
    return looks.Row(
        cells=(
            looks.Cell(says=item.number, href=reverse("letter", args=(item.pk,))),
            looks.Cell(says=item.incoming_number),
            looks.Cell(says=date_format(item.received_on, "SHORT_DATE_FORMAT")),
            looks.Cell(says=item.subject),
            looks.Cell(says=item.applicant.name),
            looks.Cell(looks=(tag_of(LetterState[item.state.upper()]),)),
        )
    )


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter with its applicant, files and cases."""
    seen = visit(request)
    item = reach(IntakeItem, pk, seen)
    page = Page(
        title=item.subject,
        crumbs=(looks.Link(label=_("Letters"), href=reverse("letters")),),
        number=item.number,
        tags=(tag_of(LetterState[item.state.upper()]),),
        head=tuple(_acts(item, seen)),
        main=(_told(item), *_files(item)),
        aside=(_cases(item, seen),),
    )
    return show(request, page)


def _acts(item: IntakeItem, seen: Visit) -> list[looks.Act]:
    """What may be done with the letter; further cases are opened once it is handed over."""
    free = [one.step for one in offers_on(item, by=seen.person, on=seen.on) if one.free]
    further = standing(CaseStep.OPEN_CASE, item, by=seen.person, on=seen.on)
    if item.state == LetterState.HANDED_OVER.code and not further.reasons:
        free.append(further.step)
    return [_act(step, item) for step in free]


def _told(item: IntakeItem) -> looks.Section:
    kinds = {one.code: one.name for one in items("letter_kinds")}
    rows = (
        (_("Kind of letter"), kinds.get(item.letter_kind, "")),
        (_("Incoming number"), item.incoming_number),
        (_("Received on"), date_format(item.received_on, "DATE_FORMAT")),
        (
            _("Date of the letter"),
            date_format(item.letter_date, "DATE_FORMAT") if item.letter_date else "",
        ),
        (_("Applicant"), item.applicant.name),
        (_("Organisation"), item.applicant.organisation),
        (_("Contact"), item.applicant.contact),
        (_("Content"), item.content),
    )
    facts = looks.Facts(
        facts=tuple(looks.Fact(term=term, says=says) for term, says in rows if says)
    )
    return looks.Section(head=looks.SectionHead(title=_("Letter")), looks=(facts,))


def _files(item: IntakeItem) -> tuple[object, ...]:
    tiles = tuple(
        looks.EvidenceTile(name=one.name, href=reverse("file", args=(one.pk,)))
        for one in item.files.all()
    )
    return (looks.Evidence(files=tiles),) if tiles else ()


def _cases(item: IntakeItem, seen: Visit) -> looks.Panel:
    """Every case of the letter by number; a link where the visitor may see it."""
    visible = set(
        visible_cases(seen.person, on=seen.on).filter(item=item).values_list("pk", flat=True)
    )
    links = tuple(
        looks.Link(label=nc.number, href=reverse("case", args=(nc.pk,)) if nc.pk in visible else "")
        for nc in item.cases.all()
    )
    return looks.Panel(title=_("Cases of the letter"), looks=(looks.Waiting(items=links),))
