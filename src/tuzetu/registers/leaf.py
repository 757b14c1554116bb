"""A page of a long list: its rows, and how many pages there are, counted up to a ceiling."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

R = TypeVar("R", bound=Model)

PAGE = 50
MOST_PAGES = 10
"""Pages are counted up to here; beyond it "more than" is said."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[R]):
    """The rows of a page, its number, and the pages there are, at most ``MOST_PAGES`` counted."""

    rows: list[R]
    number: int
    pages: int
    more: bool

    @property
    def followed(self) -> bool:
        """Whether another page comes after it."""
        return self.number < self.pages or (self.more and len(self.rows) == PAGE)


def leaf_of(rows: QuerySet[R], number: int) -> Leaf[R]:
    """The page of that number; the first one where there is none of it."""
    start = (max(number, 1) - 1) * PAGE
    found = list(rows[start : start + PAGE])
    if start and not found:
        return leaf_of(rows, 1)
    if not start and len(found) < PAGE:
        return Leaf(found, 1, 1, more=False)
    counted = rows.values("pk")[: PAGE * MOST_PAGES + 1].count()
    pages = min(-(-counted // PAGE), MOST_PAGES)
    return Leaf(found, start // PAGE + 1, pages, more=counted > PAGE * MOST_PAGES)
