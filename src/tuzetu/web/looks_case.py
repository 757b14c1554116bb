"""What a case's page is made of: stations, next act, clocks, sections, facts, people, papers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tuzetu.web.looks_page import Act, Link, PersonChip


class Tone(StrEnum):
    """The colour and mark of a state; red belongs to OVERDUE alone."""

    RECEIVED = "received"
    HOLD = "hold"
    CAUSES = "causes"
    PLAN = "plan"
    APPROVAL = "approval"
    DOING = "doing"
    CHECKING = "checking"
    CLOSED = "closed"
    REJECTED = "rejected"
    OVERDUE = "overdue"


class Mark(StrEnum):
    """Where a station stands: passed, the present one, ahead, or left out with a reason."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A state as a word with its drawn mark."""

    tone: Tone
    says: str

    @property
    def mark(self) -> str:
        """The name of its drawing in the sprite."""
        return f"mark-{self.tone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One stop of a case's line.

    `spent` says days used of days allowed; `note` what else belongs there (a minutes' number);
    `reason` why a station was skipped; `unanswered` what the case left behind without an answer.
    """

    name: str
    mark: Mark
    on: date | None = None
    who: str = ""
    spent: str = ""
    note: str = ""
    reason: str = ""
    unanswered: bool = False
    late: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """The line back of a reopened case: from the station where it stood to where it goes on."""

    leaves: int
    returns: int
    says: str

    @property
    def path(self) -> str:
        """The drawing, 40 high, in a field where every station's column is 100 wide."""
        start, end = 100 * self.leaves - 50, 100 * self.returns - 50
        down, up = f"C{start} 8 {start - 20} 8 {start - 40} 8", f"C{end + 20} 8 {end} 8 {end} 38"
        return f"M{start} 40 {down} H{end + 40} {up}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationLine:
    """The line of stations of a case; on a phone it folds to "6 / 10"."""

    stations: tuple[Station, ...]
    loop: Loop | None = None

    @property
    def now(self) -> Station:
        """The present station; the last passed one once the case is closed."""
        present = [one for one in self.stations if one.mark is Mark.NOW]
        passed = [one for one in self.stations if one.mark is Mark.DONE]
        return (present or passed[-1:] or list(self.stations))[0]

    @property
    def width(self) -> int:
        """The width of the drawing's field."""
        return 100 * len(self.stations)

    @property
    def arrow(self) -> int:
        """Where the line back arrives, in per cent of the drawing's width."""
        returns = self.loop.returns if self.loop else 1
        return round(100 * (returns - 0.5) / len(self.stations))

    @property
    def position(self) -> int:
        """The present station's number, counted from one."""
        return self.stations.index(self.now) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """Why the reader may not take the step: the sentence, its clause, and where it is explained."""

    says: str
    clause: str
    why_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAct:
    """Who has the ball, until when, and what the reader can do about it.

    `title` names the person whose turn it is and the act; `says` what has happened and the last
    day. One of the acts `either` is wanted, and none of them comes first. Without anything to do
    the box tells why in `barred`. `still` are rows of what is open beside the stage: what, in a
    sentence, and the links that settle it.
    """

    title: str
    says: str
    primary: Act | None = None
    either: tuple[Act, ...] = ()
    others: tuple[Act, ...] = ()
    barred: tuple[Barred, ...] = ()
    late: bool = False
    still: "tuple[Fact, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A running or stopped term: how much of it is used, in days.

    `tally` is the same in words ("4 of 5 working days"); `half` the share of the term at which
    its half lies, when a rule hangs on it (clause 49).
    """

    name: str
    used: int
    allowed: int
    tally: str
    running: bool = False
    half: bool = False

    @property
    def late(self) -> bool:
        """More days used than allowed."""
        return self.used > self.allowed

    @property
    def percent(self) -> int:
        """The used share of the allowed days; when late, the allowed share of the used ones."""
        longer, part = max(self.used, self.allowed, 1), min(self.used, self.allowed)
        return round(100 * part / longer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The terms of a case, with the sentences that tell how each was counted."""

    clocks: tuple[Clock, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHead:
    """A quiet heading: what the part is, who wrote it and when."""

    title: str
    byline: str = ""
    anchor: str = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a definition list: words, links, or other looks.

    `lang` is the language in which a person wrote the words; `changes` lead to the steps that
    change them; `struck` words count no more.
    """

    term: str
    says: str = ""
    links: tuple[Link, ...] = ()
    looks: tuple[object, ...] = ()
    note: str = ""
    lang: str = ""
    changes: tuple[Act, ...] = ()
    anchor: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Definition rows; `numbered` where the terms are clause numbers and need little room."""

    facts: tuple[Fact, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a record: its head and the looks under it."""

    head: SectionHead
    looks: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """An earlier round of a case, folded: how it ended, and beneath it what it found."""

    title: str
    says: str
    looks: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A box of the page's side: a small title and looks, or plain words."""

    title: str
    looks: tuple[object, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People with what they are to the record."""

    people: tuple[PersonChip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperIn:
    """A printable form, called `paper`, in one of its languages, with the formats it comes in."""

    paper: str
    language: str
    formats: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A printable form, with the languages it is printed in."""

    name: str
    languages: tuple[PaperIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The forms of a record."""

    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTile:
    """A kept file: its name, size in words, who brought it and when, and what it shows."""

    name: str
    href: str
    size: str = ""
    by: str = ""
    on: date | None = None
    says: str = ""
    picture_href: str = ""

    @property
    def icon(self) -> str:
        """The drawing for its kind, read from the ending of the name."""
        ending = self.name.rpartition(".")[2].lower()
        kinds = {"pdf": "pdf", "doc": "doc", "docx": "doc", "xls": "sheet", "xlsx": "sheet"}
        return kinds.get(ending, "photo" if ending in {"jpg", "jpeg", "png", "webp"} else "file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The files of a record."""

    files: tuple[EvidenceTile, ...]
