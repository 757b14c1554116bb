"""The links of a case to one that came back: what is asked, answered and still missing (17)."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.facts import RecurrenceFacts
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.procedure.rulebook import Offer, offers
from tuzetu.procedure.states import RecurrenceState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href, why_href
from tuzetu.web.case_file import CaseFile
from tuzetu.web.case_parts import section
from tuzetu.web.duties_shown import RECURRENCE
from tuzetu.web.states_shown import tag_of
from tuzetu.web.wording import step_name


def recurrences_shown(file: CaseFile) -> looks.Section | None:
    """The links of the case, each with its answers."""
    if not file.links:
        return None
    facts = tuple(fact for link in file.links for fact in (_link(file, link), *_asked(file, link)))
    return section(_("Recurrence"), (looks.Facts(facts=facts),), anchor=RECURRENCE)


def _link(file: CaseFile, link: Recurrence) -> looks.Fact:
    earlier = link.later_id == file.nc.pk
    other = link.earlier.nc if earlier else link.later
    term = _("Earlier case") if earlier else _("Later case")
    state = tag_of(RecurrenceState[link.state.upper()])
    if not (link.earlier_seen if earlier else link.later_seen):  # type: ignore[attr-defined]
        return _hidden(file, link, looks.Fact(term=term, says="", looks=(state,)))
    return looks.Fact(
        term=term,
        says=link.reason,
        links=(way_to(other),),
        looks=(state,),
        note=link.decision,
    )


def _hidden(file: CaseFile, link: Recurrence, told: looks.Fact) -> looks.Fact:
    """Of a case that the visitor does not see, its number to whoever has to decide on it."""
    says = _("A case that you do not see.")
    if link.pk in file.unseen:
        return replace(told, says=link.earlier.nc.number, note=says)
    waits = link.state == RecurrenceState.LINKED.code and link.later_id == file.nc.pk
    others = _("Whoever of the project office sees the earlier case decides.")
    return replace(told, says=says, note=others if waits else "")


def _asked(file: CaseFile, link: Recurrence) -> tuple[looks.Fact, ...]:
    """Both answers to a link that is not decided on, side by side, for whoever decides (17)."""
    answers = tuple(_answer(offer, link) for offer in offers_of_link(file, link))
    says = _(Owed.DECIDE_RECURRENCE.says)
    return (looks.Fact(term=_("Decide"), says=says, links=answers),) if answers else ()


def _answer(offer: Offer, link: Recurrence) -> looks.Link:
    """The way to an answer, or to what still stands in its way."""
    code = offer.step.code
    if offer.free:
        return looks.Link(label=step_name(code), href=step_href(code, link))
    return looks.Link(label=missing(offer), href=why_href(code, link))


def offers_of_link(file: CaseFile, link: Recurrence) -> tuple[Offer, ...]:
    """The answers that wait for the visitor, each with what still stands in its way."""
    seen = link.earlier_seen and link.later_seen  # type: ignore[attr-defined]
    if not (seen or link.pk in file.unseen) or _is_anothers(link, file):
        return ()
    return offers(RecurrenceStep, _facts_of(file, link), file.who)


def _is_anothers(link: Recurrence, file: CaseFile) -> bool:
    """Whether nobody of the office may decide: the rector named another, or is asked to (38)."""
    return link.decision_waits or link.decided_by_one not in {None, file.who.person}  # type: ignore[attr-defined]


def _facts_of(file: CaseFile, link: Recurrence) -> RecurrenceFacts:
    """What came with the page; whom the other case concerns is asked when the step is taken."""
    return RecurrenceFacts(
        on=file.facts.on,
        edition=file.facts.edition,
        state=RecurrenceState[link.state.upper()],
        later_state=link.later.phase,
        later_potential=link.later.potential,
        detected_on=link.later.detected_on,
        remedied_on=link.earlier.remedied_on,
        concerned=file.facts.concerned,
        answering_units=frozenset({link.earlier.nc.owning_unit_id}),
    )


def missing(offer: Offer) -> str:
    """A step that is not open yet, with how much stands in its way."""
    return _("%(act)s: conditions not met: %(count)s") % {
        "act": step_name(offer.step.code),
        "count": len(offer.reasons),
    }


def way_to(nc: Nonconformity) -> looks.Link:
    """To another case."""
    return looks.Link(label=nc.number, href=reverse("case", args=(nc.pk,)), note=nc.title)
