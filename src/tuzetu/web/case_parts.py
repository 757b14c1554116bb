"""Pieces from which the parts of a case's page are made."""

from django.db.models import QuerySet

from tuzetu.people.lists import ListItem
from tuzetu.people.written import written_once
from tuzetu.web import looks

Names = dict[tuple[str, str], str]


def list_names() -> Names:
    """The names of every list value the page shows, in one query."""
    return {(row.list, row.code): row.name for row in _items()}


@written_once
def _items() -> QuerySet[ListItem]:
    return ListItem.objects.filter(list__in=LISTS).order_by()


LISTS = (
    *("sources", "methods", "classes", "cause_kinds", "cause_methods"),
    *("analysis_information", "forums", "dispositions"),
)
"""The lists whose values stand on a case's page."""


def named(name: str, says: str) -> str:
    """A second value beside the first, under a name of its own; nothing where it says nothing."""
    return f"{name}: {says}" if says else ""


def followed(told: str, words: str) -> str:
    """A sentence with somebody's words after it; a Russian day brings its own full stop."""
    return f"{told.removesuffix('.')}. {words}" if words else told


def present(facts: tuple[looks.Fact, ...]) -> looks.Facts:
    """Only rows that say something."""
    return looks.Facts(facts=tuple(fact for fact in facts if fact.says or fact.links or fact.looks))


def section(
    title: str,
    shown: tuple[object, ...],
    *,
    byline: str = "",
    anchor: str = "",
    acts: tuple[looks.Act, ...] = (),
) -> looks.Section:
    """A part of the page under its quiet head."""
    head = looks.SectionHead(title=title, byline=byline, anchor=anchor, acts=acts)
    return looks.Section(head=head, looks=shown)
