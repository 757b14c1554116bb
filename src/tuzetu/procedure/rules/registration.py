"""What must be known before the project office decides (27.2, 30)."""

from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, Word, asks_for, rule
from tuzetu.procedure.rules.going_on import where_it_goes_on
from tuzetu.procedure.states import CaseState, LetterState, PlanState
from tuzetu.procedure.wording import _

TAKES_UP = frozenset(
    {
        CaseState.ANALYSIS,
        CaseState.AGREEMENT,
        CaseState.PLANNING,
        CaseState.APPROVAL,
        CaseState.EXECUTION,
    }
)
"""Decided and not yet evaluated: such a case takes up another of the same matter."""

EXTERNAL_AUDIT = "21.5"
CONSUMERS = "21.1"
DOCUMENTED = frozenset({CONSUMERS, EXTERNAL_AUDIT})
"""Sources behind which there is always a document."""


@asks_for(_("The requirement that is not met is named."))
@rule("5.5", _("Name the requirement that is not met."), who=Part.OFFICE, mend="identify_case")
def the_requirement_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Identification means naming the specific requirement that is not met."""
    return nc.identification.requirement


@asks_for(_("The source of the fact is named."))
@rule("21", _("Choose the source of the fact."), who=Part.OFFICE, mend="identify_case")
def the_source_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """A fact comes from one of the sources of clause 21."""
    return bool(nc.identification.source)


@asks_for(_("The document behind the source is named."))
@rule(
    "37",
    _(
        "Name the document behind the source: "
        "the letter, the act or the audit, its number and date."
    ),
    who=Part.OFFICE,
    mend="identify_case",
)
def the_source_document_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """A complaint or an external audit is always a document."""
    return nc.identification.source_document or nc.identification.source not in DOCUMENTED


@asks_for(_("The method of detection is named."))
@rule("29", _("Choose how the fact was detected."), who=Part.OFFICE, mend="identify_case")
def the_method_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Detection has a method of clause 29, or none where no educational service is meant."""
    return nc.identification.method


@asks_for(_("The process or object is named."))
@rule("27.2", _("Name the process or object concerned."), who=Part.OFFICE, mend="identify_case")
def the_process_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Identification names the process."""
    return nc.identification.process


@asks_for(_("The head of the unit has not taken note yet."))
@rule("27.2", _("The head of the unit has already taken note."))
def note_is_not_taken_yet(nc: CaseFacts, _by: Actor) -> bool:
    """Taking note happens once in a cycle."""
    return not nc.identification.noted


@asks_for(_("The case has not been decided on yet."))
@rule(
    "18",
    _(
        "A case that was decided on in an earlier round is never rejected, merged or voided: a "
        "group or a unit looks for its causes anew."
    ),
    who=Part.OFFICE,
    mend=("convene_group", "pass_to_unit"),
)
def it_is_the_first_decision(nc: CaseFacts, _by: Actor) -> bool:
    """The third ways exist only at the first decision of a case."""
    return nc.cycle == 1


def _shared(nc: CaseFacts, _by: Actor) -> Values:
    return {"plan": nc.sharing.plan, "cases": nc.sharing.cases} if nc.sharing else {}


def _shares_at(nc: CaseFacts, state: PlanState) -> bool:
    return nc.sharing is not None and nc.sharing.follows and nc.sharing.state == state


@asks_for(_("No submitted plan is shared with other cases."))
@rule(
    "18",
    _(
        "The case shares plan {plan} with {cases}. The vice-rector returns the plan, its "
        "author releases the case; then it can be made confidential."
    ),
    who=Part.VICE_RECTOR,
    mend="return_plan",
    details=_shared,
)
def the_shared_plan_is_returned_first(nc: CaseFacts, _by: Actor) -> bool:
    """A confidential case shares no plan, or whoever works on it would lose sight of it."""
    return not _shares_at(nc, PlanState.SUBMITTED)


@asks_for(_("No approved plan is shared with other cases while the case is carried out."))
@rule(
    "18",
    _(
        "The case shares plan {plan} with {cases}. The author revises the plan and releases "
        "the case; then it can be made confidential."
    ),
    who=Part.AUTHOR,
    mend="revise_plan",
    details=_shared,
)
def the_shared_plan_is_revised_first(nc: CaseFacts, _by: Actor) -> bool:
    """So the case leaves a plan that is being carried out."""
    return not _shares_at(nc, PlanState.APPROVED)


@asks_for(_("A plan shared with other cases is carried out in full."))
@rule(
    "18",
    _(
        "The case shares plan {plan} with {cases}, and its own actions are carried out. It can be "
        "made confidential once the plan has been carried out in full."
    ),
    who=Part.CONTROLLER,
    mend="confirm_action",
    details=_shared,
)
def the_shared_plan_is_carried_out_first(nc: CaseFacts, _by: Actor) -> bool:
    """A case that went past execution cannot leave the plan any more."""
    return nc.sharing is None or nc.sharing.follows


@asks_for(_("Whoever is named is not concerned by the case."))
@rule(
    "38",
    _("The case concerns this person, who decides nothing in it; name another."),
    who=Part.RECTOR,
)
def the_substitute_is_not_concerned(nc: CaseFacts, _by: Actor) -> bool:
    """Whoever is named to decide instead of somebody concerned is not concerned."""
    return nc.substitute is None or nc.substitute.person not in nc.concerned


@asks_for(_("Whoever is named is of another unit than the one that answers."))
@rule(
    "38",
    _("The unit of this person answers for the case, so they decide nothing in it; name another."),
    who=Part.RECTOR,
)
def the_substitute_is_of_another_unit(nc: CaseFacts, _by: Actor) -> bool:
    """Nor does whoever decides in their place work in the unit that answers."""
    return nc.substitute is None or nc.substitute.units.isdisjoint(nc.answering_units)


@asks_for(_("Whoever is named has not planned the actions."))
@rule(
    "38",
    _("This person planned the actions of the case, so they decide nothing in it; name another."),
    who=Part.RECTOR,
)
def the_substitute_did_not_plan(nc: CaseFacts, _by: Actor) -> bool:
    """Whoever drafted or submitted the plan neither approves it nor judges it."""
    return nc.substitute is None or nc.substitute.person not in nc.planned.authors


@asks_for(_("Whoever is named does not hold that office."))
@rule(
    "38",
    _("This person holds that office already; name somebody who decides in its place."),
    who=Part.RECTOR,
)
def the_substitute_holds_another_office(nc: CaseFacts, _by: Actor) -> bool:
    """Whoever may not decide is not replaced by the same office."""
    return nc.substitute is None or not nc.substitute.holds_it


@asks_for(_("The rector names another person."))
@rule("38", _("The rector names another person, not themselves."), who=Part.RECTOR)
def the_substitute_is_not_the_rector(nc: CaseFacts, by: Actor) -> bool:
    """Whoever names who decides does not decide."""
    return nc.substitute is None or nc.substitute.person not in by.answers_for


@asks_for(_("Whoever is named decides instead of another person."))
@rule("38", _("Nobody decides instead of themselves; name two different persons."), who=Part.RECTOR)
def the_substitute_replaces_another(nc: CaseFacts, _by: Actor) -> bool:
    """Whoever is replaced does not decide."""
    return nc.substitute is None or nc.substitute.person != nc.substitute.instead_of


SUBSTITUTABLE = (
    the_substitute_replaces_another,
    the_substitute_is_not_the_rector,
    the_substitute_is_not_concerned,
    the_substitute_is_of_another_unit,
    the_substitute_did_not_plan,
    the_substitute_holds_another_office,
)
"""Whoever is named may decide (38, 44, 51)."""


CONFIDENTIAL = (
    the_shared_plan_is_returned_first,
    the_shared_plan_is_revised_first,
    the_shared_plan_is_carried_out_first,
)


UNSEEN = _(
    "a case that you do not see (if you cannot decide on this link, somebody of the project office "
    "who sees that case can)"
)


def _merging(nc: CaseFacts, _by: Actor) -> Values:
    chosen = nc.merging
    if chosen is None:
        return {}
    onward, stage = chosen.goes_on_in, Word(chosen.state.value)
    linked = tuple(one or Word(UNSEEN) for one in chosen.linked)
    told: Values = {"number": chosen.number, "onward": onward, "stage": stage, "linked": linked}
    return {**told, "where": where_it_goes_on(onward)}


@asks_for(_("The other case is still worked on."))
@rule(
    "19",
    _("Case {number} is at the stage “{stage}”; choose one that is still worked on."),
    who=Part.OFFICE,
    details=_merging,
)
def the_other_case_takes_it_up(nc: CaseFacts, _by: Actor) -> bool:
    """The same matter goes on in a case that is still worked on."""
    chosen = nc.merging
    early = chosen is not None and chosen.state == CaseState.REGISTERED
    merged = chosen is not None and chosen.state == CaseState.MERGED
    return chosen is None or chosen.same_case or early or merged or chosen.state in TAKES_UP


@asks_for(_("The other case was not merged itself."))
@rule(
    "19",
    _("Case {number} was merged itself. {where}"),
    who=Part.OFFICE,
    details=_merging,
)
def the_other_case_is_not_merged(nc: CaseFacts, _by: Actor) -> bool:
    """The matter goes on in one case alone."""
    return nc.merging is None or nc.merging.state != CaseState.MERGED


@asks_for(_("The project office has decided on the other case."))
@rule(
    "19",
    _("The project office has not decided on case {number} yet; decide on it first."),
    who=Part.OFFICE,
    details=_merging,
)
def the_other_case_is_decided(nc: CaseFacts, _by: Actor) -> bool:
    """What nobody has confirmed takes up nothing."""
    chosen = nc.merging
    return chosen is None or chosen.same_case or chosen.state != CaseState.REGISTERED


@asks_for(_("Two different cases are merged."))
@rule("19", _("A case is not merged into itself; choose another."), who=Part.OFFICE)
def the_other_case_is_another(nc: CaseFacts, _by: Actor) -> bool:
    """Merging joins two cases."""
    return nc.merging is None or not nc.merging.same_case


@asks_for(_("No link of the case waits for a decision on a recurrence."))
@rule(
    "17",
    _(
        "Of this case and of {linked} it is still to be decided whether the trouble had come back, "
        "and the answer would be lost. Link case {number} there instead, then deny the link of "
        "this case with that reason."
    ),
    who=Part.OFFICE,
    mend="deny_recurrence",
    details=_merging,
)
def no_link_would_be_lost(nc: CaseFacts, _by: Actor) -> bool:
    """The matter goes on in the other case, and with it whether it had come back."""
    return nc.merging is None or nc.merging.same_case or not nc.merging.linked


@asks_for(_("The letter is handed over."))
@rule(
    "37",
    _("The letter is not handed over yet; handing it over opens its first case."),
    who=Part.CHANCELLERY,
    mend="hand_over_letter",
)
def the_letter_is_handed_over(nc: CaseFacts, _by: Actor) -> bool:
    """Further cases of a letter follow the first."""
    return nc.letter != LetterState.RECEIVED


IDENTIFIED = (
    the_requirement_is_named,
    the_source_is_named,
    the_source_document_is_named,
    the_method_is_named,
    the_process_is_named,
)
"""Registration and identification are complete (27.2)."""
