"""How the matter is settled: a sanction is only a reference to an order (20, 26)."""

import pytest

from tests import given
from tests.given import MONDAY, House
from tests.refusing import not_theirs
from tuzetu.journal.history import history_of
from tuzetu.procedure.edition import first_edition
from tuzetu.procedure.states import CaseState
from tuzetu.stages.containment.forms import RecordDisposition
from tuzetu.stages.containment.steps import record_disposition

SANCTIONS = ("20.2", "20.3", "26.4")
EVERY = [item.code for item in first_edition().lists["dispositions"]]


@pytest.mark.clause("20")
@pytest.mark.clause("20.2")
@pytest.mark.clause("20.3")
@pytest.mark.clause("26.4")
@pytest.mark.parametrize("code", SANCTIONS)
def test_a_sanction_names_the_order_behind_it(home: House, code: str) -> None:
    nc = given.decided(home)

    def asked(order: str) -> RecordDisposition:
        told = {"disposition": code, "disposition_order": order}
        return RecordDisposition(told, record=nc, by=home.saule, on=MONDAY.date())

    assert list(asked("").errors) == ["disposition_order"]
    assert asked("№ 12-с, 02.02.2026").is_valid()


@pytest.mark.clause("26")
@pytest.mark.parametrize("code", [code for code in EVERY if code not in SANCTIONS])
def test_every_other_way_of_settling_needs_no_order(home: House, code: str) -> None:
    nc = given.decided(home)

    form = RecordDisposition({"disposition": code}, record=nc, by=home.saule, on=MONDAY.date())

    assert form.is_valid(), form.errors


@pytest.mark.clause("20")
def test_a_disposition_is_a_record_and_moves_nothing(home: House) -> None:
    nc = given.decided(home)

    record_disposition(
        nc, by=home.dauren, at=MONDAY, disposition="20.3", disposition_order="№ 12-с, 02.02.2026"
    )

    assert given.fresh(nc).phase == CaseState.ANALYSIS
    entry = history_of(nc.pk).entries[0]
    assert {change.field: change.after for change in entry.changes} == {
        "disposition": "20.3",
        "disposition_order": "№ 12-с, 02.02.2026",
    }


@pytest.mark.clause("20")
@pytest.mark.parametrize("who", ["aigerim", "maira", "timur"])
def test_dispositions_are_recorded_by_the_head_and_the_office(home: House, who: str) -> None:
    nc = given.decided(home)

    with not_theirs():
        record_disposition(nc, by=getattr(home, who), at=MONDAY, disposition="20.1")
