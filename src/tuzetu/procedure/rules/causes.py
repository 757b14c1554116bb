"""Cause analysis (10.4-10.6, 12, 14, 22, 34, 36, 39, 40)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.facts_within import CauseFact
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import Values, asked_after, asked_of_the_doer, asks_for, rule
from tuzetu.procedure.wording import _

WRITE = "write_analysis"
ANALYSTS = (Part.LEADER, Part.ANALYST)


@asks_for(_("At least one cause is named."))
@rule("14", _("Name at least one cause; no case goes on without one."), who=ANALYSTS, mend=WRITE)
def a_cause_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Every problem has its cause determined, whatever it is."""
    return bool(nc.analysis.causes)


@asks_for(_("The root cause is marked."))
@rule("36.1", _("Mark the root cause."), who=ANALYSTS, mend=WRITE)
def a_root_cause_is_marked(nc: CaseFacts, _by: Actor) -> bool:
    """The root is found in the chain of possible causes."""
    return any(cause.root for cause in nc.analysis.causes)


def _told(which: Callable[[CaseFacts], Sequence[int]]) -> Callable[[CaseFacts, Actor], Values]:
    """The rows of the chain that a condition is about, from 1."""
    return lambda nc, _by: {"rows": ", ".join(map(str, which(nc)))}


def _with_one_beneath(nc: CaseFacts) -> list[int]:
    parents = {cause.parent for cause in nc.analysis.causes}
    rows = enumerate(nc.analysis.causes, 1)
    return [number for number, cause in rows if cause.root and cause.id in parents]


def _not_ranked(nc: CaseFacts) -> list[int]:
    """Of first causes, and of roots beneath one, those without a rank or with another's."""
    rows = enumerate(nc.analysis.causes, 1)
    return sorted(
        number
        for beside in _beside_each_other(rows, nc)
        for number, rank in beside.items()
        if len(beside) > 1 and (rank is None or [*beside.values()].count(rank) > 1)
    )


def _beside_each_other(
    rows: Iterable[tuple[int, CauseFact]], nc: CaseFacts
) -> Iterable[dict[int, int | None]]:
    """The ranks, by row, of causes that are weighed against each other."""
    above = {cause.id: cause.parent for cause in nc.analysis.causes}
    beside: dict[int | None, dict[int, int | None]] = {}
    for number, cause in rows:
        if cause.parent is None or cause.root:
            first = None if cause.parent is None else _first_of(cause.id, above)
            beside.setdefault(first, {})[number] = cause.rank
    return beside.values()


@asked_after(a_root_cause_is_marked)
@asks_for(_("A root cause has no cause beneath it."))
@rule(
    "36.1",
    _("A root cause has no cause beneath it; mark the last one of its chain. Rows: {rows}."),
    who=ANALYSTS,
    mend=WRITE,
    details=_told(_with_one_beneath),
)
def a_root_cause_ends_its_chain(nc: CaseFacts, _by: Actor) -> bool:
    """What has a deeper cause is not the root."""
    return not _with_one_beneath(nc)


@asked_after(a_cause_is_named)
@asks_for(_("Several causes have different ranks."))
@rule(
    "36.3",
    _(
        "There are several causes: give each first cause, and each root cause of the same first "
        "cause, a different rank. Rows: {rows}."
    ),
    who=ANALYSTS,
    mend=WRITE,
    details=_told(_not_ranked),
)
def several_causes_are_ranked(nc: CaseFacts, _by: Actor) -> bool:
    """When one nonconformity has several causes they are ranked by significance."""
    return not _not_ranked(nc)


def _first_of(cause: int, above: Mapping[int, int | None]) -> int:
    """The first cause of the chain in which a cause stands."""
    parent = above[cause]
    return cause if parent is None else _first_of(parent, above)


def _without_a_kind(nc: CaseFacts) -> list[int]:
    return [number for number, cause in enumerate(nc.analysis.causes, 1) if not cause.kind]


@asked_after(a_cause_is_named)
@asks_for(_("Every cause has its kind."))
@rule(
    "23",
    _("Choose the kind of the causes in rows: {rows}."),
    who=ANALYSTS,
    mend=WRITE,
    details=_told(_without_a_kind),
)
def every_cause_has_a_kind(nc: CaseFacts, _by: Actor) -> bool:
    """Kinds come from the list of clause 23, which is open."""
    return not _without_a_kind(nc)


@asks_for(_("The method by which the causes were determined is named."))
@rule("40", _("Choose the method by which the causes were determined."), who=ANALYSTS, mend=WRITE)
def a_method_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """At least one method of clause 40."""
    return nc.analysis.methods


@asks_for(_("It is described what the method showed."))
@rule("40", _("Describe what the chosen method showed."), who=ANALYSTS, mend=WRITE)
def the_method_has_its_evidence(nc: CaseFacts, _by: Actor) -> bool:
    """A method without what it showed proves nothing."""
    return nc.analysis.method_evidence


@asks_for(_("The information that was used is named."))
@rule("22", _("Choose the information that was used."), who=ANALYSTS, mend=WRITE)
def the_information_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Information for the analysis comes from clause 22."""
    return nc.analysis.information


@asks_for(_("The possible consequences are described."))
@rule("36.2", _("Describe the possible consequences."), who=ANALYSTS, mend=WRITE)
def possible_consequences_are_named(nc: CaseFacts, _by: Actor) -> bool:
    """Possible consequences are determined, apart from the actual ones."""
    return nc.analysis.possible_consequences


@asks_for(_("The significance of the nonconformity is judged."))
@rule("34", _("Judge the significance of the nonconformity."), who=ANALYSTS, mend=WRITE)
def the_significance_is_judged(nc: CaseFacts, _by: Actor) -> bool:
    """The analysis judges significance, so that actions can match it (12)."""
    return nc.analysis.significance


@asks_for(_("The degree of influence on quality is judged."))
@rule(
    "12",
    _("Judge the degree of influence on quality; the actions must match it."),
    who=ANALYSTS,
    mend=WRITE,
)
def the_influence_is_judged(nc: CaseFacts, _by: Actor) -> bool:
    """Corrective actions have to match the consequences."""
    return nc.analysis.influence


@asks_for(_("The cost of removal is known."))
@rule(
    "34",
    _("Enter the cost of removal in tenge; zero is allowed, blank is not."),
    who=ANALYSTS,
    mend=WRITE,
)
def the_cost_is_known(nc: CaseFacts, _by: Actor) -> bool:
    """The cost of removing the nonconformity is determined."""
    return nc.analysis.cost_known


@asks_for(_("Similar nonconformities were looked for."))
@rule(
    "10.6", _("Say whether similar nonconformities exist or could exist."), who=ANALYSTS, mend=WRITE
)
def similar_cases_are_looked_for(nc: CaseFacts, _by: Actor) -> bool:
    """The same may stand elsewhere."""
    return nc.analysis.similar_looked_for


@asks_for(_("It is decided whether corrective action is needed."))
@rule("10.4", _("Decide whether corrective action is needed."), who=ANALYSTS, mend=WRITE)
def the_need_is_decided(nc: CaseFacts, _by: Actor) -> bool:
    """The analysis ends with yes or no."""
    return nc.analysis.action_needed is not None


@asks_for(_("It is said why corrective action is or is not needed."))
@rule(
    "10.4",
    _("Give the reason why corrective action is or is not needed."),
    who=ANALYSTS,
    mend=WRITE,
)
def the_need_has_its_reason(nc: CaseFacts, _by: Actor) -> bool:
    """Yes or no stands with its reason."""
    return nc.analysis.need_reason


@asked_after(the_need_is_decided)
@asks_for(_("The analysis says that corrective action is needed."))
@rule(
    "10.4",
    _("The analysis says that no corrective action is needed: propose that to the project office."),
    who=Part.LEADER,
    mend="propose_no_action",
)
def action_is_needed(nc: CaseFacts, _by: Actor) -> bool:
    """Planning follows a "yes"."""
    return nc.analysis.action_needed is not False


@asked_after(the_need_is_decided)
@asks_for(_("The analysis says that no corrective action is needed."))
@rule(
    "10.4",
    _("The analysis says that corrective action is needed: complete it for planning."),
    who=Part.LEADER,
    mend="complete_analysis",
)
def action_is_not_needed(nc: CaseFacts, _by: Actor) -> bool:
    """The way without action follows a "no"."""
    return nc.analysis.action_needed is not True


@asks_for(_("The rectorate has not decided that actions are developed."))
@rule(
    "35",
    _("The rectorate has decided that actions are developed; the case goes on to planning."),
    who=(Part.LEADER, Part.OFFICE),
    mend="require_action",
)
def the_rectorate_asked_for_no_action(nc: CaseFacts, _by: Actor) -> bool:
    """On a decision of the rectorate the graduating department develops actions."""
    return not nc.rectorate_decided


ANALYSED = (
    a_cause_is_named,
    a_root_cause_is_marked,
    a_root_cause_ends_its_chain,
    several_causes_are_ranked,
    every_cause_has_a_kind,
    a_method_is_named,
    the_method_has_its_evidence,
    the_information_is_named,
    possible_consequences_are_named,
    the_significance_is_judged,
    the_influence_is_judged,
    the_cost_is_known,
    similar_cases_are_looked_for,
    the_need_is_decided,
    the_need_has_its_reason,
)
"""The analysis is complete (36)."""


def _term(nc: CaseFacts, _by: Actor) -> Values:
    chosen = nc.deciding
    if chosen is None:
        return {}
    weeks = nc.edition.limits.analysis_weeks
    told = {"due": chosen.due_on, "limit": chosen.limit_on, "received": nc.received_on}
    return {**told, "weeks": weeks}


@asks_for(_("The term of the analysis is within its limit."))
@rule(
    "39",
    _(
        "The analysis takes at most so many weeks from receipt: {weeks}. It was received on "
        "{received}, so it ends no later than {limit} and not before today; {due} is outside."
    ),
    who=Part.OFFICE,
    details=_term,
)
def the_term_is_within_the_limit(nc: CaseFacts, _by: Actor) -> bool:
    """A term may be shorter than the limit, never longer.

    What is left of a limit that has passed is asked by its own condition.
    """
    chosen = nc.deciding
    return chosen is None or chosen.limit_on < nc.on or nc.on <= chosen.due_on <= chosen.limit_on


@asks_for(_("A limit that has passed stays the term of the analysis."))
@rule(
    "39",
    _(
        "The analysis takes at most so many weeks from receipt: {weeks}. It was received on "
        "{received}; the last day was {limit}, and it is not moved. Leave that day: the analysis "
        "counts as late. {due} is another day."
    ),
    who=Part.OFFICE,
    details=_term,
)
def a_limit_that_has_passed_is_the_term(nc: CaseFacts, _by: Actor) -> bool:
    """If the limit passed before the decision, the limit itself is the term."""
    chosen = nc.deciding
    return chosen is None or chosen.limit_on >= nc.on or chosen.due_on == chosen.limit_on


@asks_for(_("Whoever leads the analysis is not concerned by the matter."))
@rule(
    "38",
    _("The matter concerns whoever would lead the analysis; name another leader."),
    who=Part.OFFICE,
)
def the_chosen_leader_is_not_concerned(nc: CaseFacts, _by: Actor) -> bool:
    """Whom it concerns does not say why it happened."""
    return nc.deciding is None or nc.deciding.leader not in nc.concerned


@asks_for(_("Whoever leads the analysis is not concerned by the matter."))
@asked_of_the_doer
@rule(
    "38",
    _("The matter concerns you, so somebody else leads the analysis; the office decides anew."),
    who=Part.OFFICE,
    mend=("convene_group", "pass_to_unit"),
)
def the_leader_is_not_concerned(nc: CaseFacts, by: Actor) -> bool:
    """Nor does whom it turns out to concern only later."""
    return by.person not in nc.concerned


HANDED_OVER = (*ANALYSED, the_leader_is_not_concerned)
"""The analysis is complete, and by whom it does not concern (36, 38)."""


@asks_for(_("Somebody leads the analysis in the unit."))
@rule(
    "38.2",
    _("The unit has no head on this day; name who leads the analysis."),
    who=Part.OFFICE,
)
def somebody_leads_the_analysis(nc: CaseFacts, _by: Actor) -> bool:
    """The head of the unit that analyses leads, or somebody named in the decision."""
    return nc.deciding is None or nc.deciding.led
