"""Statements of a page: ``python bench/counting.py TOLD``, TOLD as filling printed it."""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pages import ONE_ROW, PAGES, address

HTTP_OK = 200


def count(told: dict[str, object]) -> dict[str, dict[str, int]]:
    """Statements of each page, and of the same page with few rows where there is such a one."""
    found = {}
    for page in PAGES:
        many = _statements(told, page.who, address(page, told))
        few = ONE_ROW.get(page.name)
        found[page.name] = {"statements": many}
        if few:
            found[page.name]["with_one_row"] = _statements(told, page.who, few)
    return found


def _statements(told: dict[str, object], who: str, path: str) -> int:
    visitor = Client(HTTP_HOST="localhost")
    visitor.cookies["sessionid"] = told["sessions"][who]
    visitor.get(path)  # what is kept for the process is asked once
    with CaptureQueriesContext(connection) as asked:
        answer = visitor.get(path)
    if answer.status_code != HTTP_OK:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return len(asked)


if __name__ == "__main__":
    print(json.dumps(count(json.loads(sys.argv[1]))))
