"""What is wrong with something entered, field by field, all of it at once."""

from collections.abc import Iterable
from dataclasses import dataclass

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, in the reader's words; without a field it concerns the whole."""

    says: str
    field: str = EVERYWHERE


class Unfit(Exception):  # noqa: N818  (an answer to the person, not an error of the program)
    """What was entered cannot be kept; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.says for fault in self.faults))


def refuse(faults: Iterable[Fault]) -> None:
    """Raise ``Unfit`` when there is any fault."""
    found = tuple(faults)
    if found:
        raise Unfit(found)
