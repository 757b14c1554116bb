"""Registration and identification before the office decides (5.5, 21, 27.2, 29, 30, 37)."""

import pytest

from tests import given
from tests.given import MONDAY, House, day
from tests.refusing import not_now, not_theirs, refused
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.duty import Duty
from tuzetu.journal.history import history_of
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.rulebook import Rule
from tuzetu.procedure.rules import registration
from tuzetu.registers.cases import Wanted, find_cases
from tuzetu.stages.decision.steps import convene_group, pass_to_unit
from tuzetu.stages.registration.steps import (
    bind_to_rectorate,
    identify_case,
    restrict_case,
    take_note,
)

LACKING = [
    pytest.param("requirement", registration.the_requirement_is_named, id="requirement 5.5"),
    pytest.param("source", registration.the_source_is_named, id="source 21"),
    pytest.param("method", registration.the_method_is_named, id="method 29"),
    pytest.param("process", registration.the_process_is_named, id="process 27.2"),
]


def pass_on(home: House, nc: Nonconformity) -> None:
    pass_to_unit(nc, by=home.saule, at=MONDAY, unit=home.department, reason="Кафедра мәселесі")


def convene(home: House, nc: Nonconformity) -> None:
    convene_group(
        nc,
        by=home.saule,
        at=MONDAY,
        leader=home.asel,
        members=[home.timur],
        owning_unit=home.department,
        reason="Бірнеше бөлімшеге қатысты",
    )


@pytest.mark.clause("5.5")
@pytest.mark.clause("21")
@pytest.mark.clause("29")
@pytest.mark.clause("27.2")
@pytest.mark.parametrize("decide", [pass_on, convene])
@pytest.mark.parametrize(("field", "rule"), LACKING)
def test_the_office_decides_on_nothing_that_is_not_identified(
    home: House, field: str, rule: Rule, decide: object
) -> None:
    nc = given.identified(home)
    identify_case(nc, by=home.saule, at=MONDAY, **{field: ""})

    with refused(rule):
        decide(home, nc)  # type: ignore[operator]


@pytest.mark.clause("37")
@pytest.mark.parametrize("decide", [pass_on, convene])
@pytest.mark.parametrize("source", ["21.1", "21.5"])
def test_a_complaint_or_an_external_audit_is_a_document_with_number_and_date(
    home: House, source: str, decide: object
) -> None:
    nc = given.identified(home)
    identify_case(nc, by=home.saule, at=MONDAY, source=source)

    with refused(registration.the_source_document_is_named):
        decide(home, nc)  # type: ignore[operator]

    identify_case(nc, by=home.saule, at=MONDAY, source_document="КХ-2026-0004, 02.02.2026")
    decide(home, nc)  # type: ignore[operator]


@pytest.mark.clause("7")
@pytest.mark.clause("27.2")
def test_identification_is_the_offices_and_only_before_the_decision(home: House) -> None:
    nc = given.identified(home)

    with not_theirs():
        identify_case(nc, by=home.dauren, at=MONDAY, process="Басқа")

    pass_on(home, nc)
    with not_now():
        identify_case(nc, by=home.saule, at=MONDAY, process="Басқа")


@pytest.mark.clause("27.2")
def test_the_head_takes_note_once_and_a_disagreement_bars_nothing(home: House) -> None:
    nc = given.identified(home)
    assert Duty.objects.filter(nc=nc, owed=Owed.TAKE_NOTE.code).exists()

    with not_theirs():
        take_note(nc, by=home.aigerim, at=MONDAY)
    take_note(nc, by=home.dauren, at=MONDAY, disagreement="Фактімен келіспеймін")
    with refused(registration.note_is_not_taken_yet):
        take_note(nc, by=home.dauren, at=day(1))

    assert not Duty.objects.filter(nc=nc, owed=Owed.TAKE_NOTE.code).exists()
    pass_on(home, nc)
    assert nc.cycles.get().disagreement == "Фактімен келіспеймін"


@pytest.mark.clause("27.2")
@pytest.mark.clause("38")
def test_the_decision_does_not_wait_for_the_heads_note(home: House) -> None:
    nc = given.identified(home)

    pass_on(home, nc)

    assert nc.cycles.get().noted_at is None


@pytest.mark.clause("18")
def test_identification_stays_in_the_history_with_old_and_new_values(home: House) -> None:
    nc = given.identified(home)

    identify_case(nc, by=home.saule, at=day(1), process="Сынақ", concerned=[home.dauren])

    last = history_of(nc.pk).entries[0]
    assert last.code == "identify_case"
    told = {change.field: (change.before, change.after) for change in last.changes}
    assert told["process"] == ("Оқу үдерісі", "Сынақ")
    assert told["concerned"] == ([], [str(home.dauren)])


@pytest.mark.clause("35")
def test_a_case_is_tied_to_a_rectorate_decision_by_the_office(home: House) -> None:
    nc = given.decided(home)
    told = {"rectorate_decision": "7", "rectorate_decided_on": MONDAY.date()}

    with not_theirs():
        bind_to_rectorate(nc, by=home.dauren, at=MONDAY, **told)
    bind_to_rectorate(nc, by=home.saule, at=MONDAY, next_attestation_on=day(120).date(), **told)

    tied = given.fresh(nc)
    assert (tied.rectorate_decision, tied.next_attestation_on) == ("7", day(120).date())


@pytest.mark.clause("18")
@pytest.mark.clause("7")
def test_only_the_office_makes_a_case_confidential(home: House) -> None:
    nc = given.decided(home)

    with not_theirs():
        restrict_case(nc, by=home.dauren, at=MONDAY, confidential=True, readers=[], reason="Құпия")


@pytest.mark.clause("27.2")
def test_a_title_changed_by_the_office_takes_its_own_place_in_the_alphabet(home: House) -> None:
    first, second = given.registered(home), given.registered(home)
    identify_case(first, by=home.saule, at=MONDAY, title="Құрал тапшы")
    identify_case(second, by=home.saule, at=MONDAY, title="Әдеби тізім ескі")

    told = find_cases(Wanted(order="title"), by=home.saule, on=MONDAY.date())

    assert [nc.title for nc in told.rows] == ["Әдеби тізім ескі", "Құрал тапшы"]
