"""The pages that are measured: who asks, for what, and what is to be reached."""

from dataclasses import dataclass
from urllib.parse import quote

TABLE, CASE, STEP = 2.0, 3.0, 4.0
GROWTH = 1.3
STATEMENTS_OF_A_TABLE, STATEMENTS_OF_A_CASE = 12, 25


@dataclass(frozen=True)
class Page:
    """A page with its ceilings: bare pages that it may take, statements."""

    name: str
    says: str
    who: str
    path: str
    most: float = TABLE
    statements: int = STATEMENTS_OF_A_TABLE


OF_A_CASE = {"most": CASE, "statements": STATEMENTS_OF_A_CASE}
PAGES = (
    Page("cases_due", "cases, open ones by deadline", "officer", "/cases/?view=open&order=due"),
    Page("cases_title", "cases by Kazakh title", "officer", "/cases/?order=title"),
    Page(
        "cases_due_head", "cases by deadline, a head of unit", "head", "/cases/?view=open&order=due"
    ),
    Page("cases_executor", "cases, an executor", "executor", "/cases/"),
    Page("log", "log of the year", "officer", "/log/?year={year}"),
    Page("today", "Today, the project office", "officer", "/"),
    Page("today_head", "Today, a head of unit", "head", "/"),
    Page("search", "cases by a common word", "officer", "/cases/?words=" + quote("жатақ")),
    Page("search_two", "cases by two words", "officer", "/cases/?words=" + quote("студ сабақ")),
    Page("case_running", "case in progress", "officer", "/cases/{running}/", **OF_A_CASE),
    Page("case_closed", "closed case", "officer", "/cases/{closed}/", **OF_A_CASE),
    Page("case_head", "case in progress, its head", "head", "/cases/{own}/", **OF_A_CASE),
)
ONE_ROW = {
    "cases_due": "/cases/?view=open&order=due&page=9999",
    "cases_title": "/cases/?order=title&page=9999",
    "log": "/log/?year=1990",
}
"""The same page with hardly a row."""


def address(page: Page, told: dict[str, object], at: int = 0) -> str:
    """The page's address in the installation that was filled, of one case after another."""
    values = {
        name: rows[at % len(rows)] if isinstance(rows, list) else rows
        for name, rows in told.items()
        if isinstance(rows, list | int)
    }
    return page.path.format(**values)
