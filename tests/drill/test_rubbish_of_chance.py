"""Rubbish of chance in every form of every step: told at its place, never a failure."""

from random import Random

import pytest

from tests.drill.conftest import Coming, Figures, count, scene_of
from tests.given import House
from tests.web.scenes import SCENES, address
from tests.web.test_rubbish import FAILURE, RUBBISH, _answer
from tuzetu.journal.chain import verify

pytestmark = [pytest.mark.drill, pytest.mark.django_db]

TIMES = 60
LETTERS = "аәбғқңөұүһі АБЁ09-.,:;\"'<>{}%\\\t\n\r\x00\x1f\u200d\u202e\ud7ff\ufeff🎻́"


@pytest.mark.parametrize("code", SCENES)
def test_rubbish_of_chance_never_fails(
    home: House, come: Coming, code: str, figures: Figures
) -> None:
    who, record = scene_of(code, home)
    visitor, where = come(who), address(code, record)
    typed = SCENES[code].typed(home, record) | {"version": getattr(record, "version", "")}
    chance = Random(code)

    for _time in range(TIMES):
        sent = {name: spoilt(value, chance) for name, value in typed.items()}
        assert _answer(visitor, where, sent) < FAILURE, sent
    count(figures, "forms")
    count(figures, "rubbish sent, none answered by a failure", TIMES)
    assert verify() == []


def spoilt(value: object, chance: Random) -> object:
    """The right value, or something else in its place."""
    kind = chance.random()
    if kind < 0.5:
        return value
    if kind < 0.75:
        return chance.choice(list(RUBBISH.values()))
    return "".join(chance.choices(LETTERS, k=chance.randint(0, 40)))
