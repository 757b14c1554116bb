"""Refusals, explanations and history: why something cannot be done, and what was done."""

from dataclasses import dataclass
from datetime import datetime

from tuzetu.web.looks_case import Tag
from tuzetu.web.looks_page import Act, Link, PersonChip
from tuzetu.web.looks_plan import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason against a step: the sentence, its clause, who can meet it, by which acts."""

    says: str
    clause: str
    clause_href: str = ""
    who: str = ""
    mends: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalList:
    """Every reason the procedure gives against a step now.

    After an attempt it is drawn as trouble, with `kept` saying what became of the text; `calm`
    where nothing was tried and it only tells what will be needed.
    """

    title: str
    reasons: tuple[Reason, ...]
    kept: str = ""
    calm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A rule with what it found; `holds` is None where it was not asked.

    Any of `mends` meets it.
    """

    rule: str
    clause: str
    holds: bool | None
    found: str = ""
    clause_href: str = ""
    who: str = ""
    mends: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyTable:
    """Why can't I: the step, the state, the parts the reader plays, and every rule's verdict."""

    step: str
    state: Tag | None
    parts: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    done_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A journal entry in words: what, who, for whom, when, by which clause, what changed."""

    title: str
    by: PersonChip
    at: datetime
    clause: str = ""
    clause_href: str = ""
    reason: str = ""
    changes: tuple[Difference, ...] = ()
    links: tuple[Link, ...] = ()
    digest: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The journal of a record, newest first; `proof` says whether the chain holds."""

    entries: tuple[Entry, ...]
    proof: str = ""
    more: Act | None = None
