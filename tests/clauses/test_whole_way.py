"""The whole way of one case, from the report to closing (27)."""

import pytest

from tests import given
from tests.given import House, day
from tuzetu.journal.chain import verify
from tuzetu.journal.models import Entry
from tuzetu.procedure.rulebook import Refused
from tuzetu.procedure.states import CaseState
from tuzetu.stages.closure.steps import close_case, record_lessons
from tuzetu.stages.containment.steps import confirm_correction


@pytest.mark.clause("27")
def test_a_case_goes_from_report_to_closing(home: House) -> None:
    nc = given.confirmed(home)
    given.answered(home, nc, at=day(262))
    confirm_correction(nc, by=home.saule, at=day(263), note="Силлабустар түзетілген")
    record_lessons(
        nc,
        by=home.saule,
        at=day(263),
        risks_updated=False,
        risks="Тәуекел бұрыннан тізілімде",
        system_changed=True,
        changes="Силлабус ережесі жаңартылды",
    )
    close_case(nc, by=home.saule, at=day(264))

    assert given.fresh(nc).phase == CaseState.CLOSED
    assert list(Entry.objects.order_by("seq").values_list("code", flat=True)) == [
        "submit_report",
        "identify_case",
        "waive_hold",
        "pass_to_unit",
        "complete_analysis",
        "draft_plan",
        "record_meeting",
        "propose_controller",
        "submit_plan",
        "approve_plan",
        "mark_done",
        "confirm_action",
        "enter_evaluation",
        "complete_plan",
        "record_measurements",
        "find_effective",
        "confirm_effective",
        "record_correction",
        "record_consequences",
        "confirm_correction",
        "record_lessons",
        "close_case",
    ]
    assert verify() == []


@pytest.mark.clause("10.9")
@pytest.mark.clause("10.2")
@pytest.mark.clause("10.3")
def test_closing_names_everything_that_is_missing_at_once(home: House) -> None:
    nc = given.confirmed(home)

    with pytest.raises(Refused) as refused:
        close_case(nc, by=home.saule, at=day(261))

    clauses = sorted(reason.clause for reason in refused.value.reasons)
    assert clauses == ["10.2", "10.2", "10.3", "10.9", "iso.10.2.1f"]
