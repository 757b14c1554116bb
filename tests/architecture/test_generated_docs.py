"""The pages about the procedure are what its tables say today."""

from pathlib import Path

import pytest

from tuzetu.management.describing import pages

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "procedure"
PAGES = pages(ROOT / "tests" / "clauses")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fresh(name: str) -> None:
    written = (FOLDER / name).read_text("utf-8")

    assert written == PAGES[name], "run: tuzetu describe"


def test_there_are_no_pages_that_nothing_writes() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == set(PAGES)
