"""What the looks reckon for themselves."""

import pytest

from tuzetu.web.looks import Clock, Difference, EvidenceTile, Mark, PersonChip, Station, StationLine
from tuzetu.web.looks_examples import LINE, LINE_CLOSED, LINE_REOPENED


@pytest.mark.parametrize(
    ("line", "position"), [(LINE, 6), (LINE_REOPENED, 4), (LINE_CLOSED, 10)], ids=str
)
def test_the_line_knows_its_present_station(line: StationLine, position: int) -> None:
    assert line.position == position


def test_a_line_not_yet_begun_stands_at_its_first_station() -> None:
    line = StationLine(stations=(Station(name="Тіркелді", mark=Mark.AHEAD),))

    assert line.now.name == "Тіркелді"


@pytest.mark.parametrize(
    ("used", "allowed", "percent"),
    [(0, 5, 0), (4, 5, 80), (5, 5, 100), (31, 28, 90), (1, 0, 0)],
)
def test_a_clock_shows_the_used_share_and_the_overrun(
    used: int, allowed: int, percent: int
) -> None:
    clock = Clock(name="Талдау", used=used, allowed=allowed, tally="")

    assert (clock.percent, clock.late) == (percent, used > allowed)


def test_a_difference_keeps_goes_and_comes_word_by_word() -> None:
    change = Difference(label="Мақсат", old="3 шағымнан аспау", new="2 шағымнан аспау")

    assert [(piece.says, piece.fate) for piece in change.pieces] == [
        ("3", "gone"),
        ("2", "new"),
        ("шағымнан аспау", "kept"),
    ]


def test_a_difference_to_nothing_is_all_gone() -> None:
    assert [piece.fate for piece in Difference(label="", old="бар еді", new="").pieces] == ["gone"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026 жылғы 21 желтоқсан", "2026 жылғы 28 желтоқсан"),
        ("21 декабря 2026 г.", "7 января 2027 г."),
        ("21 December 2026", "7 January 2027"),
        ("21 December 2026,", "7 January 2027,"),
    ],
)
def test_a_date_is_told_whole(old: str, new: str) -> None:
    change = Difference(label="", old=f"Кесте, {old}", new=f"Кесте, {new}")

    assert [piece.says for piece in change.pieces] == ["Кесте,", old, new]


@pytest.mark.parametrize("text", ["5 балл 100000 ұпай", "2026 жылғы 21 желтоқсан, сағат 10"])
def test_what_stays_is_told_as_it_was_typed(text: str) -> None:
    (kept,) = Difference(label="", old=text, new=text).pieces

    assert (kept.says, kept.fate) == (text, "kept")


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Б. Қуанышев", "БҚ"), ("Сәуле Арманқызы", "СА"), ("әкімші", "Ә"), ("", "")],
)
def test_initials_are_the_first_letters_of_two_words(name: str, initials: str) -> None:
    assert PersonChip(name=name).initials == initials


@pytest.mark.parametrize(
    ("name", "icon"), [("есеп.PDF", "pdf"), ("сурет.jpeg", "photo"), ("белгісіз", "file")]
)
def test_a_file_is_drawn_by_its_kind(name: str, icon: str) -> None:
    assert EvidenceTile(name=name, href="#").icon == icon
