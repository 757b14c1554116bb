"""Which fact of the log and of the register of plans stands in which column of a spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeAlias, TypeVar

from tuzetu.paperwork.annex3 import Entry
from tuzetu.paperwork.annex3_sheet import minutes, remark
from tuzetu.paperwork.labels import LOG_FACTS, PLAN_FACTS, PLANS_COLUMNS
from tuzetu.paperwork.plans_register import RegisteredPlan
from tuzetu.paperwork.voice import DASH, Voice, lines
from tuzetu.paperwork.words import Words

Row = TypeVar("Row")
Fact: TypeAlias = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, the number of the form's column, its width in characters, its fact."""

    label: Words
    form_column: str
    width: int
    fact: Callable[[Row, Voice], Fact]


def _log(
    key: str, form_column: str, width: int, fact: Callable[[Entry, Voice], Fact]
) -> Column[Entry]:
    return Column(LOG_FACTS[key], form_column, width, fact)


LOG = (
    _log("ordinal", "1", 6, lambda row, _voice: row.ordinal),
    _log("number", "2", 15, lambda row, _voice: row.number),
    _log("registered_on", "2", 12, lambda row, _voice: row.registered_on),
    _log("unit", "3", 24, lambda row, voice: voice.beside(row.unit)),
    _log("source", "4", 24, lambda row, voice: voice.beside(row.source)),
    _log("source_document", "4", 24, lambda row, _voice: row.source_document),
    _log("kind", "5", 18, lambda row, voice: voice.beside(row.kind)),
    _log("summary", "5", 48, lambda row, _voice: row.summary),
    _log("requirement", "5", 28, lambda row, voice: voice.beside(row.requirement)),
    _log("root_causes", "6", 36, lambda row, _voice: lines(*row.root_causes)),
    _log("corrections", "7", 36, lambda row, _voice: lines(*row.corrections)),
    _log("actions", "8", 40, lambda row, _voice: lines(*row.actions)),
    _log("plan_number", "8", 15, lambda row, _voice: row.plan_number),
    _log("executors", "9", 24, lambda row, _voice: lines(*row.executors)),
    _log("due_on", "10", 12, lambda row, _voice: row.due_on),
    _log("done_on", "10", 12, lambda row, _voice: row.done_on),
    _log("verdict", "11", 18, lambda row, voice: voice.beside(row.verdict)),
    _log("verdict_on", "11", 12, lambda row, _voice: row.verdict_on),
    _log("status", "12", 20, lambda row, voice: voice.beside(row.status)),
    _log("closed_on", "12", 12, lambda row, _voice: row.closed_on),
    _log("remark", "13", 30, lambda row, voice: remark(row, voice).removeprefix(DASH)),
)


def _plan(
    place: int, width: int, fact: Callable[[RegisteredPlan, Voice], Fact]
) -> Column[RegisteredPlan]:
    return Column(PLANS_COLUMNS[place], "", width, fact)


PLANS: tuple[Column[RegisteredPlan], ...] = (
    _plan(0, 6, lambda row, _voice: row.ordinal),
    _plan(1, 16, lambda row, _voice: row.number),
    _plan(2, 12, lambda row, _voice: row.dated_on),
    _plan(3, 30, lambda row, voice: voice.beside(row.unit)),
    _plan(4, 18, lambda row, _voice: lines(*row.cases)),
    Column(PLAN_FACTS["confirmed"], "", 12, lambda row, _voice: row.confirmed),
    Column(PLAN_FACTS["lines"], "", 12, lambda row, _voice: row.lines),
    _plan(6, 20, lambda row, _voice: minutes(row)),
    _plan(7, 12, lambda row, _voice: row.approved_on),
    _plan(8, 28, lambda row, _voice: row.controller),
    _plan(9, 12, lambda row, _voice: row.due_on),
    _plan(10, 12, lambda row, _voice: row.carried_out_on),
    _plan(11, 20, lambda row, voice: voice.beside(row.status)),
)
