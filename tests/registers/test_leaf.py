"""A long list is read page by page, and its pages are counted up to a ceiling."""

from tests.given import House
from tuzetu.dossier.number import Counter
from tuzetu.registers.leaf import MOST_PAGES, PAGE, Leaf, leaf_of

ROWS = Counter.objects.filter(register="shelf").order_by("year")


def leaf(number: int, *, of: int) -> Leaf[Counter]:
    """A page of a list of so many rows."""
    Counter.objects.bulk_create(Counter(register="shelf", year=year) for year in range(of))
    return leaf_of(ROWS.all(), number)


def test_a_short_list_is_one_page(home: House) -> None:
    found = leaf(1, of=PAGE - 1)

    assert (len(found.rows), found.pages, found.more, found.followed) == (PAGE - 1, 1, False, False)


def test_a_page_knows_its_number_and_the_last_one(home: House) -> None:
    found = leaf(3, of=2 * PAGE + 7)

    assert [one.year for one in found.rows] == list(range(2 * PAGE, 2 * PAGE + 7))
    assert (found.number, found.pages, found.followed) == (3, 3, False)


def test_a_page_that_is_not_there_is_the_first_one(home: House) -> None:
    assert leaf(9, of=3).number == 1


def test_pages_beyond_the_ceiling_are_not_counted_but_reached(home: House) -> None:
    found = leaf(MOST_PAGES + 1, of=(MOST_PAGES + 1) * PAGE + 1)

    assert (found.pages, found.more) == (MOST_PAGES, True)
    assert found.followed
    assert not leaf_of(ROWS.all(), MOST_PAGES + 2).followed
