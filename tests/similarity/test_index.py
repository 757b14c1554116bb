"""Similar cases are found, kept from those who may not see them, and known at once."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.similarity.labelled import distractors
from tuzetu.similarity.index import FEWEST_RECENT, MOST_CONSIDERED, SimilarCases
from tuzetu.similarity.library import Library

PIANO = "Концерт залындағы рояльдің күйі келмейді"
PIANO_IN_RUSSIAN = "Рояль в концертном зале расстроен"
DORMITORY = "Жатақханада ыстық су жоқ"
MEALS = "Асханадағы тамақтың сапасы нашар"
KNOWN = [(3, PIANO), (5, DORMITORY), (8, MEALS), (9, PIANO_IN_RUSSIAN)]


@pytest.fixture
def cases() -> SimilarCases:
    """Four cases, all in the library."""
    made = SimilarCases()
    made.build(KNOWN)
    return made


def ids(cases: SimilarCases, text: str, **how: object) -> list[int]:
    """The ids of the cases found."""
    return [found.case_id for found in cases.similar_to(text, **how)]  # type: ignore[arg-type]


def test_the_most_similar_comes_first(cases: SimilarCases) -> None:
    assert ids(cases, PIANO) == [3, 9]


def test_shared_words_are_words_of_the_text(cases: SimilarCases) -> None:
    found = cases.similar_to("Рояльдің күйі бұзылды, залда суық")
    assert found[0].case_id == 3
    assert set(found[0].shared_words) == {"рояльдің", "күйі", "залда"}


def test_scores_are_shares(cases: SimilarCases) -> None:
    shares = [found.score for found in cases.similar_to(PIANO, threshold=0)]
    assert shares == sorted(shares, reverse=True)
    assert 0.9 < shares[0] <= 1
    assert 0 < shares[-1] < 0.9


def test_below_the_threshold_nothing_is_told(cases: SimilarCases) -> None:
    assert ids(cases, "Залда жиналыс өтті, хаттама жазылды, шешім шықты, бұйрық жоқ") == []
    assert set(ids(cases, "Залда жиналыс өтті, хаттама жазылды", threshold=0)) == {3, 9}


def test_what_shares_nothing_is_never_told(cases: SimilarCases) -> None:
    assert ids(cases, "мерейтой", threshold=0) == []


@pytest.mark.parametrize("text", ["", " \x00 ", "?!", "а"])
def test_a_text_without_words_is_like_nothing(cases: SimilarCases, text: str) -> None:
    assert ids(cases, text, threshold=0) == []


def test_only_what_may_be_seen_is_told(cases: SimilarCases) -> None:
    asked: list[int] = []

    def visible(chunk: Sequence[int]) -> set[int]:
        asked.extend(chunk)
        return {9, 5}

    assert ids(cases, PIANO, among=visible) == [9]
    assert asked[0] == 3


def test_hidden_cases_do_not_use_up_the_limit() -> None:
    cases = SimilarCases()
    cases.build((number, PIANO) for number in range(1, 201))
    assert ids(cases, PIANO, among=lambda chunk: [i for i in chunk if i < 60], limit=2) == [59, 58]


def test_words_that_join_and_point_make_nothing_alike() -> None:
    cases = SimilarCases()
    cases.build([(1, "Асханада тамақ пен шай үшін орын жоқ"), (2, MEALS)])
    assert ids(cases, "Спорт киімі мен аяқ киім үшін де екен", threshold=0) == [], "only joints"


def test_of_equals_the_later_comes_first() -> None:
    cases = SimilarCases()
    cases.build((number, PIANO) for number in range(1, 10))
    assert ids(cases, PIANO, limit=3) == [9, 8, 7]


def test_in_a_young_house_whose_cases_are_all_alike_they_are_found() -> None:
    cases = SimilarCases()
    cases.build((number, PIANO) for number in range(1, 4))
    cases.add(4, PIANO)
    assert ids(cases, "Залдағы рояль тағы да күйге келтірілмеген") == [4, 3, 2, 1]


def test_the_best_are_found_among_many_alike() -> None:
    cases = SimilarCases()
    cases.build((number, "рояль сынды") for number in range(1, 2 * MOST_CONSIDERED))
    cases.build([*((n, "рояль сынды") for n in range(1, 2 * MOST_CONSIDERED)), (9000, PIANO)])
    assert ids(cases, PIANO, limit=1) == [9000]


def test_a_new_case_is_known_at_once(cases: SimilarCases) -> None:
    cases.add(12, "Рояльдің пернесі сынған, күйі де келмейді")
    assert ids(cases, "Рояльдің пернесі сынды")[0] == 12
    assert len(cases) == 5
    assert cases.holds(12)


def test_a_case_without_library_is_known_too() -> None:
    cases = SimilarCases()
    assert ids(cases, PIANO) == []
    cases.add(1, PIANO)
    assert ids(cases, PIANO) == [1]


def test_a_changed_text_takes_the_place_of_the_earlier(cases: SimilarCases) -> None:
    cases.add(5, "Лифт тоқтап қалды")
    cases.add(5, "Лифт жүрмейді")
    assert ids(cases, DORMITORY) == []
    assert ids(cases, "Лифт жүрмейді") == [5]
    assert ids(cases, "тоқтап қалды", threshold=0) == []
    assert len(cases) == 4


def test_recent_cases_score_as_they_do_in_the_library() -> None:
    texts = list(enumerate(distractors(400), 1))
    whole, parted = SimilarCases(), SimilarCases()
    whole.build(texts)
    parted.build(texts[:399])
    parted.add(*texts[399])
    one = whole.similar_to(texts[399][1], limit=1)[0]
    other = parted.similar_to(texts[399][1], limit=1)[0]
    assert (
        (one.case_id, one.shared_words)
        == (other.case_id, other.shared_words)
        == (
            400,
            one.shared_words,
        )
    )
    assert one.score == pytest.approx(other.score, abs=0.02)


def test_building_takes_in_the_recent_ones(cases: SimilarCases) -> None:
    for number in range(20, 21 + FEWEST_RECENT):
        assert not cases.wants_building
        cases.add(number, MEALS)
    assert cases.wants_building
    cases.build([*KNOWN, *((number, MEALS) for number in range(20, 21 + FEWEST_RECENT))])
    assert not cases.wants_building
    assert len(cases) == len(KNOWN) + FEWEST_RECENT + 1


def test_what_comes_while_building_stays(cases: SimilarCases) -> None:
    def rows() -> Iterator[tuple[int, str]]:
        yield from KNOWN
        cases.add(40, "Лифт жүрмейді")
        cases.add(5, "Лифт тоқтады")

    cases.build(rows())
    assert set(ids(cases, "Лифт", threshold=0)) == {40, 5}
    assert ids(cases, DORMITORY) == []


def test_questions_are_answered_while_building(cases: SimilarCases) -> None:
    reading, asked = Event(), Event()

    def rows() -> Iterator[tuple[int, str]]:
        reading.set()
        assert asked.wait(10)
        yield from ((number, MEALS) for number in range(100))

    with ThreadPoolExecutor() as pool:
        building = pool.submit(cases.build, rows())
        assert reading.wait(10)
        assert ids(cases, PIANO) == [3, 9]
        asked.set()
        building.result(10)
    assert ids(cases, PIANO) == []


def test_many_may_ask_and_add_at_once(cases: SimilarCases) -> None:
    start = Barrier(8)

    def work(worker: int) -> None:
        start.wait(10)
        for turn in range(40):
            cases.add(1000 * worker + turn, MEALS)
            assert ids(cases, MEALS, limit=1)
            if turn % 10 == 0:
                cases.build(KNOWN)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(1, 9)))
    assert len(cases) == len(KNOWN) + 8 * 40


def test_a_library_of_nothing_is_empty() -> None:
    assert len(Library.of([])) == len(Library.of([(1, ""), (2, "?")])) == 0


def test_the_later_text_of_a_case_counts() -> None:
    library = Library.of([(1, PIANO), (2, MEALS), (1, DORMITORY)])
    assert library.has("жатак", case_id=1)
    assert not library.has("рояль", case_id=1)
    assert not library.has("жатак", case_id=2)
    assert not library.has("жатак", case_id=7)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.text(max_size=30)), max_size=12),
    st.text(st.characters(exclude_categories=()), max_size=60),
)
def test_any_cases_may_be_kept_and_any_text_asked(rows: list[tuple[int, str]], text: str) -> None:
    cases = SimilarCases()
    cases.build(rows[:6])
    for row in rows[6:]:
        cases.add(*row)
    for found in cases.similar_to(text, threshold=0):
        assert found.case_id in dict(rows)
        assert 0 < found.score <= 1
        assert found.shared_words
