"""Evaluation, verdict, observation and recurrence (10.8, 17, 47, 51)."""

from datetime import date

from tuzetu.procedure.calendar import DAY
from tuzetu.procedure.facts import CaseFacts, RecurrenceFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, Word, asked_after, asked_of_the_doer, asks_for, rule
from tuzetu.procedure.rules.going_on import where_it_goes_on
from tuzetu.procedure.states import ALIVE, CaseState
from tuzetu.procedure.wording import Phrase, _, named

MEASURE = "record_measurements"


def _early(nc: CaseFacts, _by: Actor) -> Values:
    told = nc.measuring
    return {"count": told.early, "day": told.next_check_on} if told else {}


@asks_for(_("No result is entered before the check date of its criterion."))
@rule(
    "48",
    _(
        "A result is entered from the check date of its criterion on. "
        "Too early: {count}; the next check date is {day}."
    ),
    who=Part.HEAD,
    mend=MEASURE,
    details=_early,
)
def no_result_precedes_its_check_date(nc: CaseFacts, _by: Actor) -> bool:
    """The day is approved as part of the criterion, also where the actions end sooner.

    Only a change of the criterion (49, 50) moves it; what has nothing to do with that criterion
    is entered without waiting for it.
    """
    return nc.measuring is None or nc.measuring.early == 0


def _looked(nc: CaseFacts, _by: Actor) -> Values:
    told = nc.measuring
    return {"ended": told.ended_on, "until": told.looked_until} if told else {}


@asks_for(_("The period of looking for a recurrence reaches beyond the end of the actions."))
@rule(
    "17",
    _(
        "Recurrence is looked for from the day after the actions ended. They ended on {ended}; "
        "this period ends on {until}."
    ),
    who=Part.HEAD,
    mend=MEASURE,
    details=_looked,
)
def the_period_reaches_beyond_the_actions(nc: CaseFacts, _by: Actor) -> bool:
    """Before the last confirmation nothing could show that the actions help."""
    told = nc.measuring
    if told is None or told.ended_on is None or told.looked_until is None:
        return True
    return told.looked_until > told.ended_on


def _with_result(nc: CaseFacts, met: bool | None) -> tuple[Phrase, ...]:  # noqa: FBT001
    return named(result.measure for result in nc.evaluation.results if result.met is met)


TOO_EARLY = _("From {day} on a result can be entered: that is the next check date.")
ONE_BY_ONE = _("From {day} on results can be entered; the last check date is {last}.")


def _missing(nc: CaseFacts, _by: Actor) -> Values:
    """Which criteria have no result; while none of them may have one yet, from when on."""
    checks = [one.check_on for one in nc.evaluation.results if one.met is None and one.check_on]
    return {"criteria": _with_result(nc, None), "when": _from_when(checks, nc.on)}


def _from_when(checks: list[date], on: date) -> Phrase | None:
    """The days of the checks, as long as all of them lie ahead."""
    soonest, last = min(checks, default=on), max(checks, default=on)
    if soonest <= on:
        return None
    says = TOO_EARLY if soonest == last else ONE_BY_ONE
    return Phrase(says, {"day": soonest, "last": last})


@asks_for(_("Every criterion has a result."))
@rule(
    "51",
    _("Enter a result for every criterion; missing: {criteria}. {when}"),
    who=Part.HEAD,
    mend=MEASURE,
    details=_missing,
)
def every_criterion_is_measured(nc: CaseFacts, _by: Actor) -> bool:
    """The evaluation goes criterion by criterion."""
    return nc.evaluation.measured


@asks_for(_("A recurrence was looked for."))
@rule(
    "17",
    _("Say over which period recurrence was looked for and what was found."),
    who=Part.HEAD,
    mend=MEASURE,
)
def recurrence_was_looked_for(nc: CaseFacts, _by: Actor) -> bool:
    """Effectiveness shows by the problem not coming back."""
    return nc.evaluation.recurrence_looked_for


@asks_for(_("The head of the unit has given a view on the effectiveness."))
@rule(
    "16",
    _("The head of the unit has not yet given a view on the effectiveness."),
    who=Part.HEAD,
    mend=MEASURE,
)
def the_head_gave_a_view(nc: CaseFacts, _by: Actor) -> bool:
    """The management of the unit convinces itself of the effectiveness."""
    return nc.evaluation.head_view


@asks_for(_("The head of the unit has followed up every action."))
@rule(
    "16",
    _("The head of the unit has not followed up every action; missing: {lines}."),
    who=Part.HEAD,
    mend=MEASURE,
    details=lambda nc, _by: {"lines": named(nc.planned.lines_not_followed)},
)
def every_action_is_followed_up(nc: CaseFacts, _by: Actor) -> bool:
    """The management of the unit follows every action through."""
    return not nc.planned.lines_not_followed


@asked_after(every_criterion_is_measured)
@asks_for(_("Every criterion is met."))
@rule(
    "51",
    _("Criteria are not fully met: {criteria}. The verdict “Effective” is not available."),
    who=(Part.OFFICE, Part.HEAD),
    mend=("order_further_actions", "order_new_analysis", MEASURE),
    details=lambda nc, _by: {"criteria": _with_result(nc, False)},
)
def every_criterion_is_met(nc: CaseFacts, _by: Actor) -> bool:
    """The verdict “effective” is impossible with a criterion measured as partly or not met.

    What is not measured yet is no reason for another verdict; it is asked by its own condition.
    """
    return all(result.met is not False for result in nc.evaluation.results)


@asks_for(_("Nothing has recurred."))
@rule(
    "17",
    _("A recurrence is recorded: the verdict “Effective” is not available."),
    who=Part.OFFICE,
    mend="order_new_analysis",
)
def nothing_has_recurred(nc: CaseFacts, _by: Actor) -> bool:
    """The verdict “effective” is impossible with a linked recurrence."""
    return nc.evaluation.recurrences_confirmed == 0


@asks_for(_("Every possible recurrence is decided on."))
@rule(
    "17",
    _("A possible recurrence is linked and not yet decided ({count})."),
    who=Part.OFFICE,
    mend="confirm_recurrence",
    details=lambda nc, _by: {"count": nc.evaluation.recurrences_undecided},
)
def every_recurrence_is_decided(nc: CaseFacts, _by: Actor) -> bool:
    """An undecided link bars the final verdict and closing."""
    return nc.evaluation.recurrences_undecided == 0


@asked_of_the_doer
@asks_for(_("Whoever gives the verdict has not planned the actions."))
@rule(
    "51",
    _(
        "Whoever drafted or submitted the plan gives no verdict on it: somebody else of the office "
        "does, and where nobody else is left, a substitute whom the rector names."
    ),
    who=Part.RECTOR,
    mend="name_substitute",
)
def the_judge_is_not_the_author(nc: CaseFacts, by: Actor) -> bool:
    """The verdict is never the plan author's."""
    return by.answers_for.isdisjoint(nc.planned.authors)


@asked_of_the_doer
@asks_for(_("The auditor judges what an internal audit found, the project office the rest."))
@rule(
    "51",
    _("An internal audit found it: the auditor gives the verdict."),
    who=Part.AUDITOR,
)
def the_auditor_judges_an_audit(nc: CaseFacts, by: Actor) -> bool:
    """The verdict is the auditor's for internal audits, with an auditor in office."""
    return by.plays(Part.AUDITOR) or not nc.evaluation.auditor_judges


@asked_of_the_doer
@asks_for(_("The auditor judges what an internal audit found, the project office the rest."))
@rule(
    "51",
    _("No internal audit found it: the project office gives the verdict."),
    who=Part.OFFICE,
)
def the_office_judges_other_sources(nc: CaseFacts, by: Actor) -> bool:
    """What no internal audit found the project office judges."""
    return by.plays(Part.OFFICE) or nc.evaluation.internal_audit


@asked_of_the_doer
@asks_for(_("The auditor judges what an internal audit found, the project office the rest."))
@rule(
    "51",
    _("No auditor is in office: the project office gives the verdict."),
    who=Part.OFFICE,
)
def the_office_judges_without_an_auditor(nc: CaseFacts, by: Actor) -> bool:
    """An audit's finding has a judge also while nobody holds the auditor's office."""
    told = nc.evaluation
    return by.plays(Part.OFFICE) or told.auditor_judges or not told.internal_audit


MEASURABLE = (no_result_precedes_its_check_date, the_period_reaches_beyond_the_actions)
"""What is entered can show whether the actions help (17, 48)."""

RIGHT_JUDGE = (
    the_auditor_judges_an_audit,
    the_office_judges_other_sources,
    the_office_judges_without_an_auditor,
)


def _observed(nc: CaseFacts, _by: Actor) -> Values:
    until = nc.evaluation.observed_until
    return {"until": until, "today": nc.on, "from": until + DAY if until else None}


@asks_for(_("The observation period, which the provisional verdict begins, has ended."))
@rule(
    "17",
    _(
        "The observation period lasts until {until} inclusive, today is {today}; from {from} on "
        "the final verdict can be given."
    ),
    details=_observed,
)
def the_observation_has_ended(nc: CaseFacts, _by: Actor) -> bool:
    """A first "effective" is provisional until the observation period ends."""
    return nc.evaluation.observed_until is not None and nc.on > nc.evaluation.observed_until


@asks_for(_("The later case is an actual nonconformity."))
@rule(
    "17",
    _(
        "A potential nonconformity has not happened yet, so it is no recurrence. When it happens, "
        "report it and link that case."
    ),
)
def the_later_case_is_actual(link: RecurrenceFacts, _by: Actor) -> bool:
    """Only what has happened can have happened again."""
    return not link.later_potential


ANEW = _("If the matter is seen again, it is reported anew and that case is linked.")
ANOTHER = _("Choose the case in which the matter was worked on.")


def _ended(number: str, state: CaseState, else_says: str) -> Values:
    """Which case ended how; that it goes on elsewhere, or what is done instead.

    Where it goes on is told by its page: whoever links may not see that case.
    """
    where = where_it_goes_on("") if state == CaseState.MERGED else Phrase(else_says, {})
    return {"number": number, "stage": Word(state.value), "where": where}


@asks_for(_("The later case was not merged, voided or rejected."))
@rule(
    "17",
    _("Case {number} is at the stage “{stage}”, so it is no recurrence of another. {where}"),
    details=lambda link, _by: _ended(link.later_number, link.later_state, ANEW),
)
def the_later_case_stands(link: RecurrenceFacts, _by: Actor) -> bool:
    """What goes on elsewhere, or was no nonconformity, has not recurred."""
    return link.later_state in ALIVE | {CaseState.CLOSED}


@asks_for(_("The earlier case was not merged, voided or rejected."))
@rule(
    "17",
    _(
        "Case {number} is at the stage “{stage}”, so nothing was removed in it that could come "
        "back. {where}"
    ),
    who=(Part.OFFICE, Part.HEAD, Part.LEADER, Part.ANALYST),
    details=lambda link, _by: _ended(link.earlier_number, link.earlier_state, ANOTHER),
)
def the_earlier_case_stands(link: RecurrenceFacts, _by: Actor) -> bool:
    """What was not worked on was not removed either."""
    return link.earlier_state is None or link.earlier_state in ALIVE | {CaseState.CLOSED}


@asks_for(_("The link joins two different cases."))
@rule("17", _("A case is not a recurrence of itself."))
def the_cases_differ(link: RecurrenceFacts, _by: Actor) -> bool:
    """A link joins two cases."""
    return not link.same_case


@asks_for(_("The two cases are not linked yet."))
@rule(
    "17",
    _(
        "These two cases are linked already; what was decided on it, or has still to be, stands on "
        "the page of the later case."
    ),
)
def the_link_is_new(link: RecurrenceFacts, _by: Actor) -> bool:
    """One link per pair and cycle."""
    return not link.linked_already


@asks_for(_("The project office has decided on the later case."))
@rule(
    "38",
    _("The project office has not yet decided on the later case."),
    who=Part.OFFICE,
    mend=("convene_group", "pass_to_unit"),
)
def the_later_case_is_decided(link: RecurrenceFacts, _by: Actor) -> bool:
    """A recurrence is a decided actual case."""
    return link.later_state != CaseState.REGISTERED


def _remedy(link: RecurrenceFacts, _by: Actor) -> Values:
    return {"detected": link.detected_on, "remedied": link.remedied_on}


@asks_for(_("The later case was detected after the earlier one had been remedied."))
@rule(
    "17",
    _(
        "The later case was detected on {detected}, before the earlier one was remedied "
        "({remedied}); it is not a recurrence."
    ),
    who=Part.OFFICE,
    mend="deny_recurrence",
    details=_remedy,
)
def it_came_after_the_remedy(link: RecurrenceFacts, _by: Actor) -> bool:
    """What came before the last confirmation (no action: before closing) is the same trouble."""
    if link.detected_on is None or link.remedied_on is None:
        return True
    return link.detected_on > link.remedied_on


@asks_for(_("The earlier nonconformity is removed."))
@rule(
    "17",
    _("The earlier nonconformity is not removed yet, so the later one is no recurrence of it."),
    who=Part.OFFICE,
    mend="deny_recurrence",
)
def the_earlier_one_is_remedied(link: RecurrenceFacts, _by: Actor) -> bool:
    """What was never gone has not come back."""
    return link.remedied_on is not None


RELIABLE = (
    every_criterion_is_measured,
    recurrence_was_looked_for,
    the_head_gave_a_view,
    every_action_is_followed_up,
    *RIGHT_JUDGE,
    the_judge_is_not_the_author,
)
"""The evaluation may be judged, and by this person (51)."""
