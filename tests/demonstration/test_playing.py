"""The demonstration tells its whole year through the very steps that people take."""

from datetime import datetime

import pytest

from tuzetu import demonstration
from tuzetu.demonstration.writing_down import told_stories
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.founding import found_edition
from tuzetu.dossier.request import CriterionChange, Postponement
from tuzetu.journal.chain import verify
from tuzetu.journal.models import Entry
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import ALMATY
from tuzetu.procedure.states import CaseState

SUNDAY = datetime(2026, 11, 29, 12, 0, tzinfo=ALMATY)


@pytest.mark.django_db
def test_the_year_is_told_to_its_end() -> None:
    found_edition()
    assert demonstration.is_empty()

    demonstration.play(at=SUNDAY)

    cases = Nonconformity.objects.all()
    assert {case.phase for case in cases} == set(CaseState)
    assert len(cases) == len(told_stories())
    assert len({case.number for case in cases}) == len(cases)
    assert Entry.objects.latest("seq").at <= SUNDAY
    assert verify() == []
    assert {one.state for one in Postponement.objects.all()} == {"granted"}
    assert {one.state for one in CriterionChange.objects.all()} == {"rejected"}
    assert Person.objects.exclude(demo_role="").exists()
    assert not demonstration.is_empty()
