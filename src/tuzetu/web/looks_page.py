"""What the frame of a page shows: menu, languages, person, messages; and the smallest looks.

Every look is a frozen dataclass; ``{{ it|look }}`` renders it with the template of its own name
(``StationLine`` with ``components/look/station_line.html``). Texts arrive translated; addresses
arrive as strings; dates arrive as dates and are written by the template.
"""

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """Light, dark, or as the person's device says."""

    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """Row height: 44 px for reading and fingers, 32 px for working through long tables."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class FlashTone(StrEnum):
    """What a message after an act tells: it is done, take note, or it did not work."""

    DONE = "done"
    NOTICE = "notice"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address with words; `note` follows in quiet type, `lang` marks words of another tongue."""

    label: str
    href: str = ""
    note: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something a person can do here.

    A plain act is a link (`post` false) or its own one-button form (`post` true). With `confirm`
    the button first opens that sentence, and only the second press acts: for what cannot be undone.
    `key` is the physical key code (``KeyD``) that presses it from the keyboard; `about` says which
    record, for readers who hear a list of buttons; `hidden` are the pairs sent along with a POST.
    """

    label: str
    href: str
    post: bool = False
    primary: bool = False
    confirm: str = ""
    key: str = ""
    about: str = ""
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChip:
    """A person as named on a page: initials, name, the office held, whom they stand in for."""

    name: str
    office: str = ""
    on_behalf_of: str = ""
    href: str = ""

    @property
    def initials(self) -> str:
        """The first letters of the first two words of the name."""
        return "".join(word[0] for word in self.name.replace(".", " ").split()[:2]).upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breadcrumb:
    """The way back up; the page itself is the heading and is not repeated."""

    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """What the last act did, said once at the top of the next page."""

    says: str
    tone: FlashTone = FlashTone.DONE
    act: Act | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """A page of the main menu; `count` is what the person owes there."""

    label: str
    href: str
    current: bool = False
    count: int | str = 0
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChoice:
    """One language of the switch: `label` ҚАЗ, `name` in the language itself."""

    code: str
    label: str
    name: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All that stands round a page; templates know it as `frame`.

    `here` is the address with its query, to which a change of language or appearance returns.
    `language_href` and `appearance_href` take a POST. An empty address leaves its part out.
    `demo` is the sentence of the demonstration's strip.
    """

    languages: tuple[LanguageChoice, ...]
    here: str
    language_href: str
    menu: tuple[MenuEntry, ...] = ()
    home_href: str = "/"
    organisation: str = ""
    person: PersonChip | None = None
    person_href: str = ""
    sign_in_href: str = ""
    sign_out_href: str = ""
    search_href: str = ""
    search_words: str = ""
    appearance_href: str = ""
    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE
    shortcuts: bool = True
    flashes: tuple[Flash, ...] = ()
    links: tuple[Link, ...] = ()
    demo: str = ""
