"""While a page is read nothing changes, so that the same question need be asked only once."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

Asked = tuple[Hashable, ...]

_answers: ContextVar[dict[Asked, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Answers are remembered until the end of the block; whoever writes must not be inside."""
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


def asked_once(ask: Callable[P, R]) -> Callable[P, R]:
    """Remembers the answers to a question while a page is read; outside it is asked each time."""

    @wraps(ask)
    def answer(*told: P.args, **named: P.kwargs) -> R:
        known = _answers.get()
        if known is None:
            return ask(*told, **named)
        question: Asked = (ask, told, tuple(sorted(named.items())))
        if question not in known:
            known[question] = ask(*told, **named)
        found: R = known[question]
        return found

    return answer
