"""A change of a criterion that waits for its decision, told beside the criterion (49, 50)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.conduct.offering import offers_on
from tuzetu.dossier.plan import Criterion
from tuzetu.dossier.plan_facts import facts_of_criterion_change
from tuzetu.dossier.request import PROPOSED, WORDING, CriterionChange, wording_of
from tuzetu.people.reading import asked_once
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.facts import CriterionChangeFacts
from tuzetu.procedure.flows.criterion_change import CriterionChangeStep
from tuzetu.procedure.rulebook import Offer, offers
from tuzetu.procedure.rules.planning import is_checked_too_early
from tuzetu.procedure.states import ActionState, CriterionChangeState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.case_file import CaseFile
from tuzetu.web.field_names import field_name
from tuzetu.web.visit import Visit
from tuzetu.web.wording import step_name

Changes = dict[int, CriterionChange]


def waiting_changes(criteria: list[Criterion]) -> Changes:
    """The change that waits, by its criterion; one has no more than one."""
    rows = CriterionChange.objects.filter(criterion__in=criteria, state=PROPOSED)
    related = ("proposed_by", "criterion__plan__unit", "criterion__plan__edition")
    rows = rows.select_related(*related, "criterion__plan_case__cycle__nc")
    return {row.criterion_id: row for row in rows}


def offers_of_change(pk: int, file: CaseFile) -> tuple[Offer, ...]:
    """What the visitor may answer to a change in the case, and what stands against it (50).

    The office and whom the rector named for it in the case decide, so the parts in the case do.
    """
    return offers(CriterionChangeStep, _facts_of_change(pk, file.facts.on), file.who)


@asked_once
def _facts_of_change(pk: int, on: date) -> CriterionChangeFacts:
    related = ("criterion__plan__edition", "criterion__plan_case__cycle__nc")
    change = CriterionChange.objects.select_related(*related).get(pk=pk)
    return facts_of_criterion_change(change.criterion, change, on=on)


def with_changes(
    table: looks.CriteriaTable, criteria: list[Criterion], waiting: Changes, seen: Visit
) -> looks.CriteriaTable:
    """The table, with each waiting change beneath its criterion and the ways to decide on it."""
    decided = _last_decided(criteria)
    rows = tuple(
        replace(row, note=_told(waiting[one.pk]), links=_answers(waiting[one.pk], seen))
        if one.pk in waiting
        else replace(row, note=decided.get(one.pk, row.note))
        for row, one in zip(table.criteria, criteria, strict=True)
    )
    return replace(table, criteria=rows)


DECIDED = {
    CriterionChangeState.ACCEPTED.code: noop(
        "A change was accepted by %(who)s on %(day)s. %(why)s"
    ),
    CriterionChangeState.REJECTED.code: noop(
        "A change was rejected by %(who)s on %(day)s. %(why)s"
    ),
}


def _last_decided(criteria: list[Criterion]) -> dict[int, str]:
    """What the office decided last on a change of each criterion, and why (50)."""
    rows = CriterionChange.objects.filter(criterion__in=criteria, state__in=DECIDED)
    return {
        row.criterion_id: (
            _(DECIDED[row.state])
            % {
                "who": row.decided_by,
                "day": date_format(local_day(row.decided_at), "DATE_FORMAT"),  # type: ignore[arg-type]
                "why": row.decision,
            }
        ).strip()
        for row in rows.select_related("decided_by").order_by("decided_at", "pk")
    }


def checked_before_the_end(change: CriterionChange) -> tuple[looks.Panel, ...]:
    """That the check date as proposed lies before the deadline of an action under it (48)."""
    lines = change.criterion.lines.exclude(state=ActionState.STRUCK.code)
    last = max((line.due_on for line in lines if line.due_on), default=None)
    if (
        change.check_on is None
        or last is None
        or not is_checked_too_early(change.check_on, (last,))
    ):
        return ()
    says = _("The check date %(check)s lies before the deadline of an action under it, %(until)s.")
    days = {"check": change.check_on, "until": last}
    told = says % {name: date_format(day, "DATE_FORMAT") for name, day in days.items() if day}
    return (looks.Panel(title=_("Check date before the deadline"), says=told),)


def what_changes(change: CriterionChange) -> tuple[looks.Difference, ...]:
    """Every field whose wording would be another (50)."""
    asked = {name: str(getattr(change, name) or "") for name in WORDING}
    told = ((name, _read(name, change.before), _read(name, asked)) for name in WORDING)
    return tuple(
        looks.Difference(label=field_name(name), old=old, new=new)
        for name, old, new in told
        if old != new
    )


def _read(name: str, wording: Mapping[str, str]) -> str:
    told = wording[name]
    if told and name == "check_on":
        return date_format(date.fromisoformat(told), "DATE_FORMAT")
    return told or "—"


def _told(change: CriterionChange) -> str:
    """What is proposed; of what was rewritten since, that it can only be rejected (50)."""
    return f"{_proposed(change)} {rewritten_since(change)}".strip()


def rewritten_since(change: CriterionChange) -> str:
    """Of what reads otherwise than when the change was proposed, that it can only be rejected."""
    stands = change.before == wording_of(change.criterion)
    return "" if stands else _(REWRITTEN)


REWRITTEN = noop("The criterion was rewritten since, so the change can only be rejected.")


def _proposed(change: CriterionChange) -> str:
    return _(
        "A change waits for the decision of the project office: %(wording)s. "
        "Proposed: %(who)s, %(day)s."
    ) % {
        "wording": "; ".join(f"{one.label}: {one.old} → {one.new}" for one in what_changes(change)),
        "who": change.proposed_by,
        "day": date_format(local_day(change.proposed_at), "DATE_FORMAT"),
    }


def _answers(change: CriterionChange, seen: Visit) -> tuple[looks.Link, ...]:
    """Both answers, for those who may give them now."""
    return tuple(
        looks.Link(label=step_name(offer.step.code), href=step_href(offer.step.code, change))
        for offer in offers_on(change, by=seen.person, on=seen.on)
        if offer.free
    )
