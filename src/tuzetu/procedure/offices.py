"""Offices held for a time: who may act is decided by appointment, never by name."""

from enum import Enum

from tuzetu.procedure.wording import _


class Office(Enum):
    """An office of the institution that the procedure gives something to do. The value names it.

    Whoever holds none is an employee, and may report (2).
    """

    CHANCELLERY_OFFICER = _("chancellery officer")
    OFFICE_OFFICER = _("project office officer")
    OFFICE_HEAD = _("head of the project office")
    HEAD_OF_UNIT = _("head of unit")
    AUDITOR = _("auditor")
    VICE_RECTOR = _("vice-rector for academic affairs")
    RECTOR = _("rector")
    ADMINISTRATOR = _("system administrator")

    @property
    def code(self) -> str:
        """The office's name in lower case, as stored."""
        return self.name.lower()

    @property
    def of_a_unit(self) -> bool:
        """Whether the office is held in a unit and not in the institution as a whole."""
        return self is Office.HEAD_OF_UNIT

    @property
    def held_by_one(self) -> bool:
        """Whether one person holds it at a time: in a unit, or in the institution."""
        return self in HELD_BY_ONE


HELD_BY_ONE = frozenset(
    {Office.HEAD_OF_UNIT, Office.OFFICE_HEAD, Office.VICE_RECTOR, Office.RECTOR}
)


def office_of(code: str) -> Office:
    """The office stored under a code."""
    return Office[code.upper()]
