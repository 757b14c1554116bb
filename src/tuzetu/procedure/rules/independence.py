"""Nobody decides about what concerns themselves (house reading on clauses 38, 44, 51)."""

from typing import Protocol

from tuzetu.procedure.parts import Actor, Part
from tuzetu.procedure.rulebook import asked_of_the_doer, asks_for, rule
from tuzetu.procedure.wording import _


class Concerning(Protocol):
    """Facts that know whom a matter concerns and which units answer for it."""

    @property
    def concerned(self) -> frozenset[int]:
        """Persons whom the matter concerns."""

    @property
    def answering_units(self) -> frozenset[int]:
        """Units that answer for the matter."""


@asked_of_the_doer
@asks_for(_("Whoever decides is not concerned by the matter."))
@rule(
    "38",
    _(
        "This matter concerns you, so you do not decide about it: somebody else of your office "
        "does, and where nobody else is left, a substitute whom the rector names."
    ),
    who=Part.RECTOR,
    mend="name_substitute",
)
def the_decider_is_not_concerned(facts: Concerning, by: Actor) -> bool:
    """A person named as concerned decides nothing in the matter."""
    return by.person not in facts.concerned


@asked_of_the_doer
@asks_for(_("Whoever decides is of another unit than the one that answers."))
@rule(
    "38",
    _(
        "Your own unit answers for this matter, so you do not decide about it: somebody of your "
        "office from another unit does, and where nobody else is left, a substitute whom the "
        "rector names."
    ),
    who=Part.RECTOR,
    mend="name_substitute",
)
def the_deciders_unit_does_not_answer(facts: Concerning, by: Actor) -> bool:
    """Whoever works in the unit that answers for the matter decides nothing in it."""
    return not (facts.answering_units & by.units)


@asked_of_the_doer
@asks_for(_("Whoever decides stands in for nobody whom the matter concerns."))
@rule(
    "38",
    _(
        "You stand in for somebody whom this matter concerns, so you do not decide about it: "
        "somebody else of the office does, and where nobody else is left, a substitute whom the "
        "rector names."
    ),
    who=Part.RECTOR,
    mend="name_substitute",
)
def the_decider_stands_in_for_nobody_concerned(facts: Concerning, by: Actor) -> bool:
    """Whoever is concerned does not decide through a substitute of their own choice either."""
    return facts.concerned.isdisjoint(by.on_behalf_of.values())


UNCONCERNED = (the_decider_is_not_concerned, the_decider_stands_in_for_nobody_concerned)
"""No decision yet, but whom it concerns shapes nothing that one rests on."""

IMPARTIAL = (*UNCONCERNED, the_deciders_unit_does_not_answer)
"""Stands in the column *only if* of every deciding step."""
