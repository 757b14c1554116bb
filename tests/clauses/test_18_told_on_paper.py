"""What the forms tell of a case: days, names and words that somebody gave and nobody else (18)."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from tests import given
from tests.given import House, day
from tests.paperwork.papers import docx_text
from tuzetu.access.sight import visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evaluation import Evaluation
from tuzetu.dossier.plan import Line, Plan
from tuzetu.paperwork.annex2 import Annex2
from tuzetu.paperwork.annex2_containment import containment
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.gather_annex3 import annex3
from tuzetu.paperwork.labels import PROVISIONAL, VERDICTS
from tuzetu.paperwork.voice import Voice
from tuzetu.paperwork.words import FormLanguage, Words, long_date
from tuzetu.procedure.offices import Office
from tuzetu.stages.containment.steps import (
    confirm_correction,
    record_correction,
    strike_correction,
)
from tuzetu.stages.effectiveness.recurring import reopen_case
from tuzetu.stages.effectiveness.steps import confirm_effective
from tuzetu.stages.execution.requests import (
    accept_criterion_change,
    advise_postponement,
    ask_postponement,
    grant_postponement,
    propose_criterion_change,
)

pytestmark = [pytest.mark.django_db, pytest.mark.clause("18")]


def in_the_log(home: House) -> tuple[Words | None, date | None]:
    """The verdict of the only case with the day beside it."""
    rows = visible_cases(home.saule, on=day(300).date())
    (entry,) = annex3(rows, 2026, at=day(300)).entries
    return entry.verdict, entry.verdict_on


@pytest.mark.clause("18.3")
@pytest.mark.clause("17")
def test_the_verdict_stands_with_the_day_on_which_this_word_was_given(home: House) -> None:
    nc = given.observed(home)
    assert in_the_log(home) == (PROVISIONAL["effective"], day(76).date())

    confirm_effective(nc, by=home.saule, at=day(260), reason="Қайталанбады")
    assert in_the_log(home) == (VERDICTS["effective"], day(260).date())

    reopen_case(given.fresh(nc), by=home.saule, at=day(280), reason="Қайталанды")
    _word, on = in_the_log(home)
    assert on == day(280).date()


SEEN = "Кесте ілулі тұр"
CONFIRMED = f"Жобалық кеңсе растады: Сәулеов С., {long_date(day(3).date()).kk}\n{SEEN}"


@pytest.fixture
def confirmed(home: House) -> Nonconformity:
    """A case whose correction the office has seen."""
    nc = given.decided(home)
    told = {"what": "Кесте ілінді", "done_on": day(1).date()}
    record_correction(nc, by=home.dauren, at=day(1), **told)
    confirm_correction(given.fresh(nc), by=home.saule, at=day(3), note=SEEN)
    return given.fresh(nc)


def correction(report: Annex2, cycle: int = 1) -> str:
    """Field 20 of a round."""
    later = report.cycles[cycle - 1].response
    told = containment(later or report.response, Voice(FormLanguage.KAZAKH))
    return told["correction"]


@pytest.mark.clause("18.2")
@pytest.mark.clause("10.2")
def test_who_confirmed_the_correction_and_what_was_seen(
    home: House, confirmed: Nonconformity
) -> None:
    assert CONFIRMED in correction(annex2(confirmed, at=day(4)))

    strike_correction(confirmed.corrections.get(), by=home.saule, at=day(5), reason="Қате")

    lapsed = given.fresh(confirmed)
    assert lapsed.correction_confirmed_note == ""
    assert SEEN not in correction(annex2(lapsed, at=day(6)))


@pytest.mark.clause("18.2")
def test_another_correction_is_confirmed_anew(home: House, confirmed: Nonconformity) -> None:
    record_correction(confirmed, by=home.dauren, at=day(5), what="Тағы", done_on=day(5).date())

    assert SEEN not in correction(annex2(given.fresh(confirmed), at=day(6)))


@pytest.mark.clause("18.2")
@pytest.mark.clause("17")
def test_a_confirmation_stays_with_the_round_that_a_recurrence_ended(home: House) -> None:
    nc = given.closable(home)
    reopen_case(nc, by=home.saule, at=day(280), reason="Қайталанды")

    report = annex2(given.fresh(nc), at=day(281))

    assert "Силлабустар түзетілген" in correction(report)
    assert "Силлабустар түзетілген" not in correction(report, cycle=2)


@pytest.mark.clause("10.2")
def test_confirmations_of_before_tell_what_the_journal_was_told(confirmed: Nonconformity) -> None:
    kept = Nonconformity.objects.filter(pk=confirmed.pk)
    kept.update(correction_confirmed_note="")

    import_module("tuzetu.migrations.0014_confirmed_in_words").told(apps, None)

    assert kept.get().correction_confirmed_note == SEEN


@pytest.mark.clause("10.2")
def test_of_confirmations_of_before_the_last_counts_and_none_that_lapsed(
    home: House, confirmed: Nonconformity
) -> None:
    told = {"what": "Тағы", "done_on": day(5).date()}
    record_correction(confirmed, by=home.dauren, at=day(5), **told)
    confirm_correction(given.fresh(confirmed), by=home.saule, at=day(6), note="Екеуі де тұр")
    lapsed = given.decided(home, day(7))
    record_correction(lapsed, by=home.dauren, at=day(7), what="Ілінді", done_on=day(7).date())
    confirm_correction(given.fresh(lapsed), by=home.saule, at=day(8), note=SEEN)
    strike_correction(lapsed.corrections.get(), by=home.saule, at=day(9), reason="Қате")
    Nonconformity.objects.update(correction_confirmed_note="")

    import_module("tuzetu.migrations.0014_confirmed_in_words").told(apps, None)

    assert given.fresh(confirmed).correction_confirmed_note == "Екеуі де тұр"
    assert given.fresh(lapsed).correction_confirmed_note == ""


@pytest.mark.clause("18.2")
@pytest.mark.clause("45")
def test_a_postponed_action_tells_the_deadline_first_approved(home: House) -> None:
    plan = given.approved(home)
    postponed(home, given.only_line(plan))
    nc = given.confirm_lines(home, given.plan_again(plan))
    given.measure(home, nc, at=day(85))

    printed = docx_text(annex2(given.fresh(nc), at=day(86)), language=FormLanguage.KAZAKH)

    assert "14.04.2026\nбастапқы мерзім: 03.04.2026\n" in printed


def postponed(home: House, line: Line) -> None:
    """The deadline of a line is moved from day 60 to day 71."""
    until = {"asked_until": day(71).date(), "reason": "Жеткізуші кешікті"}
    asked = ask_postponement(line, by=home.bauyrzhan, at=day(1), **until)
    advise_postponement(asked, by=home.timur, at=day(2), advised_for=True, advice="Дұрыс")
    grant_postponement(asked, by=home.maira, at=day(3))


@pytest.mark.clause("18.1")
@pytest.mark.clause("50")
def test_a_changed_criterion_stands_with_its_rows_and_each_part_with_its_name(
    home: House,
) -> None:
    plan = given.approved(home)
    change = propose_criterion_change(
        plan.criteria.get(), by=home.dauren, at=day(1), reason="Сессия кейінге қалды",
        measure="Келісілген силлабустар", value_now="0 %", target="95 % · екі топ",
        data_source="Тізілім", check_on=day(80).date(),
    )  # fmt: skip
    accept_criterion_change(change, by=home.saule, at=day(2))

    again = propose_criterion_change(
        plan.criteria.get(), by=home.dauren, at=day(3), reason="Топ қосылды",
        measure="Келісілген силлабустар", value_now="0 %", target="90 %",
        data_source="Тізілім", check_on=day(80).date(),
    )  # fmt: skip
    accept_criterion_change(again, by=home.saule, at=day(4))

    told, after = annex1(given.plan_again(plan), at=day(5)).supplement.amendments

    assert after.wording[2].after == "90 %", "each amendment tells its own change"
    assert told.concerns == (1,)
    assert [(one.name.kk, one.before, one.after) for one in told.wording] == [
        ("Көрсеткіш", "Келісілген силлабустар", "Келісілген силлабустар"),
        ("Бастапқы мән", "0 %", "0 %"),
        ("Мақсатты мән", "100 %", "95 % · екі топ"),
        ("Дереккөзі", "Тізілім", "Тізілім"),
        ("Тексеру күні", "13.04.2026", "23.04.2026"),
    ]


@pytest.mark.clause("annex1")
@pytest.mark.parametrize(("audited", "name"), [(False, ""), (True, "Гүлнаров Г.")])
def test_the_auditors_line_bears_a_name_only_where_an_audit_found_the_case(
    home: House, *, audited: bool, name: str
) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    plan = given.approved(home)
    Nonconformity.objects.update(internal_audit=audited)

    printed = annex1(plan, at=day(1))

    assert printed.auditor == name
    assert "\nАудитор\n" in docx_text(printed, language=FormLanguage.KAZAKH)


@pytest.mark.clause("annex1")
@pytest.mark.clause("51")
def test_the_auditor_who_judged_is_the_one_named(home: House) -> None:
    given.appoint(home.gulnar, Office.AUDITOR)
    nc = given.observed(home)
    Evaluation.objects.update(verdict_by=home.asel, verdict_by_auditor=True)

    printed = annex1(Plan.objects.get(joined__cycle__nc=nc), at=day(200))

    assert printed.auditor == "Әселов Ә."
