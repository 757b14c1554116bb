"""Hold, correction and consequences (10.2, 10.3, 27.3, 32)."""

from tuzetu.procedure.facts import CaseFacts, CorrectionFacts, HoldFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, asks_for, rule
from tuzetu.procedure.states import FINAL
from tuzetu.procedure.wording import Phrase, _, named

ANEW = _("What was recorded in an earlier round does not count for this one.")


def told_anew(nc: CaseFacts, _by: Actor) -> Values:
    """Whoever remembers the earlier round is told why it is asked once more (17)."""
    return {"anew": Phrase(ANEW, {}) if nc.cycle > 1 else ""}


@asks_for(_("The suspension of use is entered, or it is said why it is not needed."))
@rule(
    "27.3",
    _("Enter the suspension of use or explain why it is not needed."),
    who=(Part.HEAD, Part.OFFICE),
    mend=("set_hold", "waive_hold"),
)
def the_hold_is_answered(nc: CaseFacts, _by: Actor) -> bool:
    """Stage 3 is never skipped: a hold, or why there is none."""
    return nc.containment.hold_answered


def _holds(nc: CaseFacts, _by: Actor) -> Values:
    return {"holds": named(nc.containment.holds_in_force)}


@asks_for(_("No suspension of use is in force."))
@rule(
    "32",
    _("A suspension of use is still in force: {holds}. The project office ends it first."),
    who=Part.OFFICE,
    mend=("resume_use", "release_by_concession", "withdraw_for_good"),
    details=_holds,
)
def no_hold_is_in_force(nc: CaseFacts, _by: Actor) -> bool:
    """While something is on hold the case cannot end."""
    return not nc.containment.holds_in_force


@asks_for(_("No suspension of use is in force."))
@rule(
    "32",
    _("A suspension of use is in force, so no reason is needed; the project office ends it."),
    who=Part.OFFICE,
    mend=("resume_use", "release_by_concession", "withdraw_for_good"),
)
def nothing_is_on_hold(nc: CaseFacts, _by: Actor) -> bool:
    """The answer “not applicable” contradicts a hold in force."""
    return not nc.containment.holds_in_force


@asks_for(_("The case has not ended."))
@rule("32", _("The case has ended; a suspension belongs to an open case."))
def the_case_is_open(hold: HoldFacts, _by: Actor) -> bool:
    """Only an open case can stop something."""
    return hold.case_state not in FINAL


@asks_for(_("The suspension has its order."))
@rule(
    "32",
    _("Give the number of the order that stops it."),
    who=(Part.HEAD, Part.OFFICE),
)
def an_order_stops_it(hold: HoldFacts, _by: Actor) -> bool:
    """A programme or a building is stopped by an order."""
    return hold.ordered or not hold.by_order


@asks_for(_("The correction is recorded."))
@rule(
    "10.2",
    _("Record the correction: what was done to remove the nonconformity itself. {anew}"),
    who=(Part.HEAD, Part.OFFICE),
    mend="record_correction",
    details=told_anew,
)
def a_correction_is_recorded(nc: CaseFacts, _by: Actor) -> bool:
    """An actual nonconformity is corrected, or it is said why this cannot be."""
    return nc.containment.corrections > 0 or nc.containment.correction_waived


@asks_for(_("Every correction is finished."))
@rule(
    "10.2",
    _("A correction is not finished yet: {corrections}."),
    who=(Part.EXECUTOR, Part.HEAD, Part.OFFICE),
    mend="finish_correction",
    details=lambda nc, _by: {"corrections": named(nc.containment.corrections_open)},
)
def corrections_are_finished(nc: CaseFacts, _by: Actor) -> bool:
    """A correction that takes time has to be finished."""
    return not nc.containment.corrections_open


@asks_for(_("The case has not ended."))
@rule("5.8", _("The case has ended; its corrections are no longer waited for."))
def its_case_is_open(correction: CorrectionFacts, _by: Actor) -> bool:
    """Nothing more is done to a case that waits for nobody."""
    return correction.case_state not in FINAL


@asks_for(_("The case has not ended."))
@rule(
    "18", _("The case has ended; what was recorded in it stands, and nobody changes it any more.")
)
def its_case_still_records(correction: CorrectionFacts, _by: Actor) -> bool:
    """A case that has ended keeps its corrections as they were confirmed."""
    return correction.case_state not in FINAL


@asks_for(_("The correction belongs to the present round of the case."))
@rule("18", _("The correction belongs to an earlier round of the case, which has ended."))
def its_round_is_not_over(correction: CorrectionFacts, _by: Actor) -> bool:
    """What an earlier round was judged by is not changed afterwards."""
    return correction.answers


@asks_for(_("The correction is not confirmed yet."))
@rule(
    "10.2",
    _(
        "The correction is confirmed already; "
        "whatever is recorded or struck later asks for it anew."
    ),
)
def the_correction_is_not_confirmed_yet(nc: CaseFacts, _by: Actor) -> bool:
    """The office confirms once, until something changes that it had seen."""
    return not nc.containment.correction_confirmed


@asks_for(_("The project office has confirmed the correction."))
@rule(
    "10.2",
    _("The project office has not yet confirmed the correction."),
    who=Part.OFFICE,
    mend="confirm_correction",
)
def the_correction_is_confirmed(nc: CaseFacts, _by: Actor) -> bool:
    """The office has seen that the nonconformity itself is gone."""
    return nc.containment.correction_confirmed or (
        nc.containment.correction_waived and nc.containment.corrections == 0
    )


@asks_for(_("The actual consequences are recorded, or it is said why there are none."))
@rule(
    "10.3",
    _("Record the actual consequences and who was told, or why there are none. {anew}"),
    who=(Part.HEAD, Part.OFFICE),
    mend="record_consequences",
    details=told_anew,
)
def the_consequences_are_answered(nc: CaseFacts, _by: Actor) -> bool:
    """Consequences are dealt with or said not to exist."""
    return nc.containment.consequences_answered
