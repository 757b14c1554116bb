"""The history of a case speaks in words: the journal's codes never reach the page."""

import re

from django.test import Client

from tests import given
from tests.given import House
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity

CODES = re.compile(r"\b(?:effective|middle|possible|minor|2[19]\.\d|40\.\d)\b|\((?:yes|no)\)")
DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")


def what_is_read(visitor: Client, nc: Nonconformity) -> str:
    """The words of the differences on the history page."""
    page = text_of(visitor.get(f"/cases/{nc.pk}/history/"))
    told = re.findall(r"<(ins|del)\b[^>]*>(.*?)</\1>", page, re.DOTALL)
    return "\n".join(re.sub(r"<[^>]*>|\s+", " ", words).strip() for _, words in told)


def test_codes_of_the_journal_are_told_in_words(home: House, come: Come) -> None:
    read = what_is_read(come(home.saule), given.observed(home))

    assert CODES.findall(read) == []
    for words in ("Effective", "Internal check", "Met", "tenge"):
        assert words in read


def test_days_and_minutes_are_told_as_people_write_them(home: House, come: Come) -> None:
    read = what_is_read(come(home.saule), given.closed(home))

    assert DAYS.findall(read) == []
    assert "Minutes No. " in read
