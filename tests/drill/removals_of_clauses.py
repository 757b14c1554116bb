"""Clauses that are enforced by no single condition: what of the product keeps them is taken out.

Clause 2 gives a right, 18.3 and Annex 1 a form, 20.2 an entry of a list; 27.4 is a whole row.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from tests.drill.removal import Removal, changed
from tuzetu.paperwork import annex1_sheet, gather_annex3, labels
from tuzetu.paperwork.annex3 import Entry
from tuzetu.paperwork.voice import Value
from tuzetu.paperwork.words import Words
from tuzetu.procedure import duties as owing
from tuzetu.procedure.calendar import WorkingCalendar
from tuzetu.procedure.duties import Duty
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.flows.every import STEPS
from tuzetu.procedure.parts import Part
from tuzetu.stages.containment import forms

EXEMPT = "21.4"
BLANK = Words("", "")
EVERYBODY = tuple(Part)


def removals_of_clauses() -> Iterator[Removal]:
    """One for each such clause, several for a form."""
    yield from _of_rows()
    yield from _of_sanctions()
    yield from _of_forms()
    let_off = partial(_letting_off, owing.owed_in_case)
    yield _of("15", "a source is exempted", "source", owing, owed_in_case=let_off)


def _of_rows() -> Iterator[Removal]:
    yield _of_row("2", "the office alone", "submit_report", done_by=(Part.OFFICE,))
    yield _of_row("7", "everybody's", "resume_use", done_by=EVERYBODY)
    yield _of_row("10", "nothing is asked for", "close_case", only_if=())
    yield _of_row("10.5", "nothing is asked for", "complete_analysis", only_if=())
    yield _of_row("27", "no stage before it", "draft_plan", only_if=())
    yield _of_row("27.4", "nothing is asked for", "complete_analysis", only_if=())
    yield _of_row("27.5", "everybody's", "draft_plan", done_by=EVERYBODY)


def _of_row(clause: str, told: str, code: str, **columns: object) -> Removal:
    return _of(clause, f"{code}: {told}", code, STEPS[code], **columns)


def _of_sanctions() -> Iterator[Removal]:
    for code in sorted(forms.BY_ORDER_ONLY):
        rest = forms.BY_ORDER_ONLY - {code}
        yield _of(code, "a sanction without an order", "order", forms, BY_ORDER_ONLY=rest)


def _of_forms() -> Iterator[Removal]:
    entries = partial(_open_ones, gather_annex3._entries)
    yield _of("18.3", "the log leaves out what ended", "annex3", gather_annex3, _entries=entries)
    stamp = partial(_unsaid, annex1_sheet._stamp)
    yield _of("annex1", "no stamp", "annex1", annex1_sheet, _stamp=stamp)
    lines = partial(_head_alone, annex1_sheet._signatures)
    yield _of("annex1", "no auditor signs", "annex1", annex1_sheet, _signatures=lines)
    for number, column in enumerate(labels.ANNEX1_COLUMNS, 1):
        heads = tuple(BLANK if one is column else one for one in labels.ANNEX1_COLUMNS)
        told = f"no heading of column {number}"
        yield _of("annex1", told, "annex1", labels, ANNEX1_COLUMNS=heads)


def _of(clause: str, name: str, word: str, thing: object, **attributes: object) -> Removal:
    taken = partial(changed, thing, attributes)
    return Removal("clause", name, clause, frozenset({word}), taken)


def _letting_off(
    owed: Callable[..., Iterator[Duty]], nc: CaseFacts, calendar: WorkingCalendar
) -> Iterator[Duty]:
    return iter(()) if nc.identification.source == EXEMPT else owed(nc, calendar)


def _open_ones(entries: Callable[..., Iterable[Entry]], *told: object) -> Iterator[Entry]:
    return (one for one in entries(*told) if one.closed_on is None)


def _unsaid(said: Callable[..., dict[str, Value]], *told: object) -> dict[str, Value]:
    return dict.fromkeys(said(*told), "")


def _head_alone(lines: Callable[..., list[Value]], *told: object) -> list[Value]:
    return lines(*told)[:1]
