"""What is chosen in the first response, as the rules see it."""

from dataclasses import replace

from tuzetu.dossier.containment import Hold
from tuzetu.procedure.facts import HoldFacts

BY_ORDER = frozenset({Hold.Object.PROGRAMME, Hold.Object.BUILDING})
"""Stopping these takes an order with a number."""


def stopping(facts: HoldFacts, *, kind: str, order_number: str) -> HoldFacts:
    """The facts once it is chosen what is stopped."""
    return replace(facts, by_order=kind in BY_ORDER, ordered=bool(order_number))
