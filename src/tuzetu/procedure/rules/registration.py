"""What must be known before the project office decides (27.2, 30)."""

from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import rule
from tuzetu.procedure.states import CaseState, LetterState
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


@rule("5.5", _("Name the requirement that is not met."), who=Part.OFFICE, mend="identify_case")
def the_requirement_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Identification means naming the specific requirement that is not met."""
    return nc.identification.requirement


@rule("21", _("Choose the source of the fact."), who=Part.OFFICE, mend="identify_case")
def the_source_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """A fact comes from one of the sources of clause 21."""
    return bool(nc.identification.source)


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
    return nc.identification.source_document or nc.identification.source not in {
        CONSUMERS,
        EXTERNAL_AUDIT,
    }


@rule("29", _("Choose how the fact was detected."), who=Part.OFFICE, mend="identify_case")
def the_method_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Detection has a method of clause 29, or none where no educational service is meant."""
    return nc.identification.method


@rule("27.2", _("Name the process or object concerned."), who=Part.OFFICE, mend="identify_case")
def the_process_is_named(nc: CaseFacts, _by: Actor) -> bool:
    """Identification names the process."""
    return nc.identification.process


@rule("27.2", _("The head of the unit has already taken note."))
def note_is_not_taken_yet(nc: CaseFacts, _by: Actor) -> bool:
    """Taking note happens once in a cycle."""
    return not nc.identification.noted


@rule(
    "18",
    _("A case that has been decided on is never rejected, merged or voided; it goes its way."),
)
def it_is_the_first_decision(nc: CaseFacts, _by: Actor) -> bool:
    """The third ways exist only at the first decision of a case."""
    return nc.cycle == 1


@rule(
    "19",
    _("A case is merged only into another, decided case that is not yet evaluated."),
    who=Part.OFFICE,
)
def the_other_case_takes_it_up(nc: CaseFacts, _by: Actor) -> bool:
    """The same matter goes on in a case that is still worked on."""
    chosen = nc.merging
    return chosen is None or (chosen.state in TAKES_UP and not chosen.same_case)


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
