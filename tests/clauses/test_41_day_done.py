"""The day on which an action was done is the same on the screen and on paper (16, 41, 46)."""

from datetime import date

import pytest

from tests import given
from tests.given import House, day
from tuzetu.access.sight import visible_cases
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.registers.log import log_rows
from tuzetu.stages.execution.steps import confirm_action, mark_done

pytestmark = [pytest.mark.django_db, pytest.mark.clause("41"), pytest.mark.clause("46")]


def told(home: House, on: date) -> tuple[str, date | None]:
    """What the log says of the only case on the screen, and on paper."""
    rows, _ = log_rows(home.saule, 2026, on=on, page=1)
    printed = annex3(visible_cases(home.saule, on=on), 2026, at=day(9))
    (entry,) = printed.entries
    return rows[0].done, entry.done_on


def test_an_action_was_done_when_its_executor_did_it_and_is_known_once_confirmed(
    home: House,
) -> None:
    line = given.only_line(given.approved(home))
    mark_done(line, by=home.bauyrzhan, at=day(2), done_note="Бекітілді")
    on = day(9).date()

    assert told(home, on) == ("", None)

    line.refresh_from_db()
    confirm_action(line, by=home.timur, at=day(7))

    assert told(home, on) == ("04.02.2026", day(2).date())
