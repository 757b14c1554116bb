"""The words by which a test says that the procedure refuses an act."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import translation

from tuzetu.procedure.rulebook import OVER, PASSED, WRONG_STAGE, Refused, Rule
from tuzetu.web.wording import shown_value

NOT_YOURS = "This step is not yours; it is taken by: {parts}."
NOT_NOW = frozenset({WRONG_STAGE, PASSED, OVER})


@contextmanager
def refused(*rules: Rule) -> Iterator[dict[str, str]]:
    """The act is refused for exactly these reasons, each with its clause; yields what they name."""
    named: dict[str, str] = {}
    with pytest.raises(Refused) as told:
        yield named
    said = sorted((one.clause, one.says) for one in told.value.reasons)
    assert said == sorted((rule.clause, rule.says) for rule in rules)
    with translation.override("en"):
        for reason in told.value.reasons:
            named |= {place: shown_value(value) for place, value in reason.values.items()}


@contextmanager
def refused_saying(*sentences: str) -> Iterator[list[str]]:
    """The act is refused in exactly these words; yields the clauses behind them."""
    clauses: list[str] = []
    with pytest.raises(Refused) as told:
        yield clauses
    assert sorted(reason.says for reason in told.value.reasons) == sorted(sentences)
    clauses += [reason.clause for reason in told.value.reasons]


@contextmanager
def refused_among_others(rule: Rule) -> Iterator[dict[str, str]]:
    """The act is refused, and this is one of the reasons; yields what that one names."""
    named: dict[str, str] = {}
    with pytest.raises(Refused) as told:
        yield named
    met = {(one.clause, one.says): one for one in told.value.reasons}
    assert (rule.clause, rule.says) in met
    with translation.override("en"):
        values = met[rule.clause, rule.says].values
        named |= {place: shown_value(value) for place, value in values.items()}


@contextmanager
def not_theirs() -> Iterator[None]:
    """The act belongs to somebody else."""
    with pytest.raises(Refused) as told:
        yield
    assert NOT_YOURS in {one.says for one in told.value.reasons}


@contextmanager
def not_now() -> Iterator[None]:
    """The act belongs to another stage."""
    with pytest.raises(Refused) as told:
        yield
    assert NOT_NOW & {one.says for one in told.value.reasons}
