"""The demonstration tells its whole year through the very steps that people take."""

from datetime import datetime, timedelta

import pytest

from tuzetu import demonstration
from tuzetu.conduct.recounting import wake_observed
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.founding import found_edition
from tuzetu.dossier.naming import named_in
from tuzetu.journal.chain import verify
from tuzetu.procedure.calendar import ALMATY
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.states import CaseState

SUNDAY = datetime(2026, 11, 29, 12, 0, tzinfo=ALMATY)
AFTER_THE_NEW_YEAR = datetime(2027, 1, 3, 12, 0, tzinfo=ALMATY)
"""Days off before it and a holiday soon after."""


def _played(at: datetime) -> None:
    found_edition()
    assert demonstration.is_empty()
    demonstration.play(at=at)
    assert not demonstration.is_empty()
    assert verify() == []
    for nc in Nonconformity.objects.all():
        known, now = named_in(nc)
        assert known == now, nc.number


@pytest.mark.django_db
def test_every_stage_has_a_case_also_when_it_is_started_on_a_day_off() -> None:
    _played(SUNDAY)

    assert set(Nonconformity.objects.values_list("state", flat=True)) == {
        state.code for state in CaseState
    }
    wake_observed(on=SUNDAY.date())
    observed = Nonconformity.objects.filter(state=CaseState.OBSERVATION.code)
    assert observed.filter(owed=Owed.CONFIRM_VERDICT.code).exists()


@pytest.mark.drill
@pytest.mark.django_db
@pytest.mark.parametrize("days", range(16))
def test_every_stage_has_a_case_whatever_the_day(days: int) -> None:
    _played(AFTER_THE_NEW_YEAR + timedelta(days=days))

    assert set(Nonconformity.objects.values_list("state", flat=True)) == {
        state.code for state in CaseState
    }
