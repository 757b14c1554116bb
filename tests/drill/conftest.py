"""The drill: where its figures go, and the clock on its wall."""

import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client

from tests import given
from tests.given import MONDAY, House
from tests.journeys import clock
from tests.web.scenes import SCENES
from tuzetu.people.person import Person

PROOF = Path(__file__).parents[2] / "docs" / "proof"
Figures = dict[str, int]
Coming = Callable[[Person], Client]


@pytest.fixture
def home(db: None) -> House:
    """The small institution, entered in one transaction: the disk is waited for once."""
    with transaction.atomic():
        return given.house()


def scene_of(code: str, home: House) -> tuple[Person, Any]:
    """The scene in which a step can be taken, set in one transaction."""
    with transaction.atomic():
        return SCENES[code].set(home)


@pytest.fixture
def come(settings: LazySettings) -> Coming:
    """Somebody comes in, reading English, on the test's clock."""
    settings.CLOCK = "tests.journeys.clock.now"
    clock.set_to(MONDAY)

    def enter(who: Person) -> Client:
        client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
        client.force_login(who)
        return client

    return enter


@pytest.fixture(scope="module")
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """What a part of the drill counts; written down when the whole part has passed."""
    told: Figures = {}
    failed = request.session.testsfailed
    yield told
    if told and request.session.testsfailed == failed and _is_whole(request.config):
        _write_down(request.module, told)


def _is_whole(config: pytest.Config) -> bool:
    """Whether nothing of the part was left out by choice."""
    return not config.option.keyword and not any("::" in one for one in config.args)


def _write_down(part: object, told: Figures) -> None:
    name = part.__name__.rpartition("test_")[2]
    rows = "\n".join(f"| {what} | {count} |" for what, count in told.items())
    title = str(part.__doc__).splitlines()[0]
    made = f"{connection.vendor}, Python {platform.python_version()}"
    page = f"# {title}\n\nWritten by `make drill` ({made}).\n\n| what | how many |\n|---|---|\n"
    PROOF.mkdir(exist_ok=True)
    place = PROOF / f"{name}.{connection.vendor}.md"
    place.write_text(page + rows + "\n", encoding="utf-8")


def count(told: Figures, what: str, more: int = 1) -> None:
    """So many more of it."""
    told[what] = told.get(what, 0) + more
