"""One condition of the procedure that can be taken out for a while."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from unittest.mock import patch


@dataclass(frozen=True)
class Removal:
    """A condition, how to do without it for a while, and words in which a test speaks of it."""

    what: str
    name: str
    clause: str
    words: frozenset[str]
    taken_out: Callable[[], AbstractContextManager[object]]


@contextmanager
def changed(thing: object, attributes: dict[str, object]) -> Iterator[None]:
    """Some attributes of a row, a module or a field are others for a while."""
    with ExitStack() as stack:
        for name, value in attributes.items():
            stack.enter_context(patch.object(thing, name, value))
        yield
