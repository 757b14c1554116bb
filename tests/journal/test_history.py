"""The journal as people read it: by case, by record, page by page."""

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from tests.journal.conftest import MONDAY, Scribe
from tuzetu.journal.erasing import erase
from tuzetu.journal.history import Change, history_of
from tuzetu.journal.writing import append
from tuzetu.people.person import Person, written


def test_a_plan_step_is_told_in_each_of_its_cases(clerk: Person) -> None:
    append(
        code="approve_plan", clause="44", subject_kind="plan", subject_id=3, cases=[7, 9],
        by=clerk, on_behalf_of=None, at=MONDAY, reason="Келісемін",
        changes={"due_on": (MONDAY.date(), None)}, extra={"hash": "ab"},
    )  # fmt: skip

    (told,) = history_of(7).entries
    assert history_of(9).entries == (told,)
    assert history_of(8).entries == ()
    assert (told.code, told.clause, told.by, told.reason) == (
        "approve_plan", "44", "Ғабитова Әсел", "Келісемін",
    )  # fmt: skip
    assert told.changes == (Change("due_on", "2026-11-23", None),)
    assert told.extra == {"hash": "ab"}
    assert told.at == MONDAY
    assert not told.erased


def test_names_stay_as_they_were(scribe: Scribe, clerk: Person) -> None:
    scribe(2)
    clerk.surname = "Басқа"
    written(clerk)

    assert history_of(7).entries[0].by == "Ғабитова Әсел"


def test_erased_contents_are_shown_as_erased(scribe: Scribe, clerk: Person) -> None:
    scribe(4)
    erase([4], by=clerk, at=MONDAY + timedelta(days=1), reason="Жою актісі")

    act, told = history_of(9).entries[:2]

    assert (told.seq, told.erased, told.reason, told.changes) == (4, True, "", ())
    assert told.by == "Ғабитова Әсел"
    assert (act.code, act.reason) == ("edit:erasure", "Жою актісі")


def test_what_the_clock_did_names_nobody(scribe: Scribe) -> None:
    scribe(1)

    assert history_of(7).entries[0].by == ""


def test_pages_follow_one_another_from_the_latest(scribe: Scribe) -> None:
    scribe(8)

    newest = history_of(7, limit=3)
    middle = history_of(7, before=newest.older, limit=3)
    oldest = history_of(7, before=middle.older, limit=3)

    read = [told.seq for page in (newest, middle, oldest) for told in page.entries]
    assert read == [8, 7, 6, 4, 3, 2, 1]
    assert oldest.older is None


def test_a_page_is_one_query(
    scribe: Scribe, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scribe(30)

    with django_assert_num_queries(1):
        assert len(history_of(7).entries) == 24
