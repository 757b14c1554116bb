"""The demonstration tells its whole year through the very steps that people take."""

from datetime import datetime

import pytest

from tuzetu import demonstration
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.founding import found_edition
from tuzetu.procedure.calendar import ALMATY

SATURDAY = datetime(2026, 11, 28, 12, 0, tzinfo=ALMATY)


@pytest.mark.django_db
def test_no_step_of_the_year_is_refused_when_a_day_falls_on_a_day_off() -> None:
    found_edition()
    assert demonstration.is_empty()

    demonstration.play(at=SATURDAY)

    assert Nonconformity.objects.exists()
    assert not demonstration.is_empty()
