"""Earlier similar cases beside a text: a hint that bars nothing."""

from dataclasses import dataclass

from tuzetu.web.looks_case import Tag
from tuzetu.web.looks_page import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCase:
    """One case: number, title, state, unit, and in words what it shares with the text."""

    number: str
    title: str
    href: str
    tags: tuple[Tag, ...] = ()
    unit: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarFound:
    """What was found, in a sentence and as a list; `making`: the list cannot be told yet."""

    says: str
    cases: tuple[SimilarCase, ...] = ()
    making: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCases:
    """The box beside the text.

    `href` answers with a `SimilarFound` alone; `asks` names the field of the page's form that is
    sent there while it is typed, empty where the text stands already. `beside` names the field
    below which the finding is told, with the way to the box.
    """

    found: SimilarFound
    href: str
    asks: str = ""
    beside: str = ""
    says: str = ""
    act: Act | None = None
