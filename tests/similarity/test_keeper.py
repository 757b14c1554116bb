"""A process holds the similar cases, fills itself by reading and stays fresh."""

from collections.abc import Iterable
from threading import Event, Lock, current_thread

import pytest

from tuzetu.similarity.index import FEWEST_RECENT
from tuzetu.similarity.keeper import LOOKED_BACK, MOST_AT_ONCE, Keeper

PIANO = "Концерт залындағы рояльдің күйі келмейді"
MEALS = "Асханадағы тамақтың сапасы нашар"


class Shelf:
    """Cases as a database keeps them."""

    def __init__(self, **_nothing: object) -> None:
        self.rows: dict[int, str] = {1: PIANO, 2: MEALS}
        self.asked: list[int] = []
        self.may_read = Event()
        self.may_read.set()
        self.may_make = Event()
        self.may_make.set()
        self.broken = False

    def since(self, last_id: int, most: int | None) -> Iterable[tuple[int, str]]:
        """The cases with a greater id, in order, at most so many."""
        assert self.may_read.wait(10)
        if current_thread().name == "similar-cases":
            assert self.may_make.wait(10)
        self.asked.append(last_id)
        if self.broken:
            message = "no connection"
            raise ConnectionError(message)
        later = [(number, text) for number, text in sorted(self.rows.items()) if number > last_id]
        return later[:most]


@pytest.fixture
def shelf() -> Shelf:
    """Two cases."""
    return Shelf()


@pytest.fixture
def keeper(shelf: Shelf) -> Keeper:
    """A keeper that is ready."""
    made = Keeper(shelf.since)
    made.wake()
    assert made.wait(10)
    return made


def ids(keeper: Keeper, text: str) -> list[int]:
    """The ids of the cases found, once ready."""
    answer = keeper.similar_to(text)
    assert answer.ready
    return [found.case_id for found in answer.cases]


def test_until_the_library_is_made_the_keeper_says_so(shelf: Shelf) -> None:
    shelf.may_read.clear()
    keeper = Keeper(shelf.since)
    assert not keeper.similar_to(PIANO).ready
    assert not keeper.similar_to(PIANO).ready
    shelf.may_read.set()
    assert keeper.wait(10)
    assert ids(keeper, PIANO) == [1]
    assert shelf.asked.count(0) == 2, "made once; asked for what is new once"


def test_a_question_waits_a_little_for_the_first_making(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuzetu.similarity.keeper.PATIENCE", 10)
    assert ids(Keeper(shelf.since), PIANO) == [1]


def test_a_keeper_that_never_woke_is_not_ready(shelf: Shelf) -> None:
    assert not Keeper(shelf.since).wait(0)


def test_what_another_process_wrote_is_found(keeper: Keeper, shelf: Shelf) -> None:
    shelf.rows[3] = "Рояльдің пернесі сынған"
    assert ids(keeper, "Рояльдің пернесі сынды")[0] == 3


def test_what_was_written_out_of_order_is_found(keeper: Keeper, shelf: Shelf) -> None:
    shelf.rows[60] = "Лифт тоқтады"
    assert ids(keeper, "Лифт тоқтады") == [60]
    shelf.rows[60 - LOOKED_BACK + 1] = "Кітапхана жабық"
    assert ids(keeper, "Кітапхана жабық") == [60 - LOOKED_BACK + 1]


def test_a_changed_text_is_known(keeper: Keeper) -> None:
    keeper.add(2, "Лифт тоқтады")
    assert ids(keeper, "Лифт тоқтады") == [2]
    assert ids(keeper, MEALS) == []


def test_a_new_case_whose_text_changes_is_known_by_its_new_text(
    keeper: Keeper, shelf: Shelf
) -> None:
    shelf.rows[2] = "Лифт тоқтады"
    assert ids(keeper, "Лифт тоқтады") == [2]
    assert ids(keeper, MEALS) == []


def test_a_change_before_the_first_making_is_left_to_the_making(shelf: Shelf) -> None:
    keeper = Keeper(shelf.since)
    keeper.add(2, "Лифт тоқтады")
    keeper.wake()
    assert keeper.wait(10)
    assert ids(keeper, MEALS) == [2]


def test_a_flood_of_new_cases_is_taken_in_by_and_by(keeper: Keeper, shelf: Shelf) -> None:
    shelf.rows |= {number: f"Лифт тоқтады {number}" for number in range(3, 4 + MOST_AT_ONCE)}
    last = f"тоқтады {3 + MOST_AT_ONCE}"
    shelf.may_make.clear()
    assert 3 + MOST_AT_ONCE not in ids(keeper, last), "one question takes in so many and no more"
    assert ids(keeper, last)[0] == 3 + MOST_AT_ONCE, "the next one goes on"
    shelf.may_make.set()
    assert keeper.wait(10)
    assert ids(keeper, last)[0] == 3 + MOST_AT_ONCE


def test_many_new_cases_make_the_library_anew(keeper: Keeper, shelf: Shelf) -> None:
    shelf.rows |= dict.fromkeys(range(3, 4 + FEWEST_RECENT), MEALS)
    ids(keeper, PIANO)
    assert keeper.wait(10)
    assert shelf.asked.count(0) >= 3
    assert not keeper._cases.wants_building


def test_a_failure_is_no_answer_and_the_next_question_tries_again(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.broken = True
    keeper = Keeper(shelf.since)
    assert not keeper.similar_to(PIANO).ready
    assert not keeper.wait(10)
    assert "could not be made" in caplog.text
    shelf.broken = False
    keeper.similar_to(PIANO)
    assert keeper.wait(10)
    assert ids(keeper, PIANO) == [1]


def test_the_connection_of_the_making_is_given_back_in_its_own_thread(shelf: Shelf) -> None:
    threads: list[str] = []
    keeper = Keeper(shelf.since, afterwards=lambda: threads.append(current_thread().name))
    keeper.wake()
    assert keeper.wait(10)
    assert ids(keeper, PIANO) == [1]
    assert threads == ["similar-cases"]


def test_the_library_is_made_alone(shelf: Shelf) -> None:
    others = Lock()
    others.acquire()
    keeper = Keeper(shelf.since, alone=lambda: others)
    keeper.wake()
    assert not keeper.wait(0.05)
    assert shelf.asked == []
    others.release()
    assert keeper.wait(10)
    assert ids(keeper, PIANO) == [1]


def test_only_what_may_be_seen_is_told(keeper: Keeper, shelf: Shelf) -> None:
    shelf.rows[3] = PIANO
    answer = keeper.similar_to(PIANO, among=lambda _ids: {1}, limit=5)
    assert [found.case_id for found in answer.cases] == [1]
