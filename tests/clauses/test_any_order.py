"""Whatever people try, in any order: the records stay whole (18, 27)."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import given as scene
from tests.clauses.test_43_45_plan import goal, row
from tests.given import FOUND, MONDAY, ROOT, House, report
from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct.offering import offers_on
from tuzetu.conduct.recounting import recount, wake_observed
from tuzetu.conduct.subjects import SUBJECTS, Subject
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.duty import Duty
from tuzetu.dossier.kept import Versioned
from tuzetu.dossier.plan import Line, Plan
from tuzetu.journal.chain import verify
from tuzetu.journal.models import Entry
from tuzetu.people.person import Person
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.flows.every import DRAFTS
from tuzetu.procedure.parts import Part as P
from tuzetu.procedure.rulebook import Refused
from tuzetu.stages.intake.steps import Letter

pytestmark = pytest.mark.unmeasured  # goes where others go: they are measured

Told = dict[str, Any]
Tell = Callable[[House, Any, datetime], Told]
PEOPLE = ("saule", "dauren", "maira", "timur", "bauyrzhan", "erlan", "zhanar", "aigerim")
WHY = {"reason": "Себебі бар"}


def _letter(_home: House, _record: object, at: datetime) -> Told:
    return {
        "letter": Letter(
            letter_kind="complaint",
            incoming_number="1",
            subject="Кесте",
            received_on=local_day(at),
            applicant="Серік",
        )
    }


def _report(home: House, _record: object, at: datetime) -> Told:
    return {"report": report(home.department, detected_on=local_day(at))}


def _latest(home: House, _record: object, _at: datetime) -> Nonconformity | None:
    return Nonconformity.objects.order_by("-pk").first()


def _grid(home: House, plan: Plan, at: datetime) -> Told:
    cases = [entry.cycle.nc for entry in plan.joined.filter(left_at=None)]
    later = local_day(at) + timedelta(days=60)
    return {
        "lines": [row(home, nc, due_on=later) for nc in cases],
        "criteria": [goal(nc, number) for number, nc in enumerate(cases, 1)],
    }


def _measured(_home: House, nc: Nonconformity, at: datetime) -> Told:
    planned = nc.cycles.get(ordinal=nc.ordinal).planned.filter(left_at=None).first()
    return {
        "measured": {row.pk: ("100 %", "yes") for row in planned.criteria.all()} if planned else {},
        "recurrence_from": MONDAY.date(),
        "recurrence_until": local_day(at),
        "recurrence_found": "Жоқ",
        "head_view": "Нәтижелі",
        "followed": {row.pk: "Нәтижелі" for row in planned.lines.all()} if planned else {},
    }


def plain(**told: object) -> Tell:
    """Always the same answers."""
    return lambda _home, _record, _at: dict(told)


ANSWERS: dict[str, Tell] = {
    "submit_report": _report,
    "register_letter": _letter,
    "hand_over_letter": _report,
    "open_case": _report,
    "identify_case": plain(requirement="ISO", source="21.3", method="29.1", process="Оқу"),
    "take_note": plain(),
    "name_concerned": plain(concerned=[], **WHY),
    "restrict_case": plain(confidential=False, readers=[], **WHY),
    "bind_to_rectorate": plain(rectorate_decision="7", rectorate_decided_on=MONDAY.date()),
    "set_hold": plain(kind="service", what="Сабақ", since_on=MONDAY.date()),
    "waive_hold": plain(hold_waiver="Керек емес"),
    "record_correction": lambda home, _nc, at: {
        "what": "Түзетіледі",
        "executor": home.bauyrzhan,
        "due_on": local_day(at),
    },
    "finish_correction": lambda _home, _correction, at: {"done_on": local_day(at)},
    "strike_correction": plain(**WHY),
    "confirm_correction": plain(),
    "record_consequences": plain(consequences_waiver="Жоқ"),
    "record_disposition": plain(disposition="20.1"),
    "resume_use": plain(end_reason="Сай"),
    "release_by_concession": plain(authorised_by="Проректор", end_reason="Шартпен"),
    "withdraw_for_good": plain(end_reason="Ескірді"),
    "convene_group": lambda home, _nc, _at: {
        "leader": home.dauren,
        "members": [],
        "owning_unit": home.department,
        **WHY,
    },
    "pass_to_unit": lambda home, _nc, _at: {"unit": home.department, **WHY},
    "reject_case": plain(**WHY),
    "merge_case": lambda home, nc, at: {"into": _latest(home, nc, at), **WHY},
    "void_case": plain(**WHY),
    "write_analysis": plain(causes=[ROOT], **FOUND),
    "complete_analysis": plain(),
    "propose_no_action": plain(),
    "agree_no_action": plain(**WHY),
    "require_action": plain(**WHY),
    "draft_plan": plain(),
    "write_plan": _grid,
    "record_meeting": lambda _home, _plan, at: {
        "minutes_number": "3",
        "held_on": local_day(at),
    },
    "propose_controller": lambda home, _plan, _at: {"controller": home.timur},
    "change_controller": lambda home, _plan, _at: {"controller": home.asel, **WHY},
    "submit_plan": plain(),
    "return_plan": plain(remark="Толықтырыңыз"),
    "approve_plan": plain(),
    "revise_plan": plain(**WHY),
    "abandon_plan": plain(**WHY),
    "mark_done": plain(done_note="Бекітілді"),
    "send_back_action": plain(**WHY),
    "confirm_action": plain(),
    "follow_up": plain(note="Барысы жақсы"),
    "change_executor": lambda home, _line, _at: {"executor": home.asel, **WHY},
    "ask_postponement": lambda _home, line, at: {
        "asked_until": max(line.due_on or date.min, local_day(at)) + timedelta(days=9),
        **WHY,
    },
    "advise_postponement": plain(advised_for=True, advice="Дұрыс"),
    "grant_postponement": plain(),
    "refuse_postponement": plain(decision="Жоқ"),
    "propose_criterion_change": plain(
        measure="Басқа",
        value_now="1",
        target="2",
        data_source="Тізілім",
        check_on=date(2026, 9, 1),
        **WHY,
    ),
    "accept_criterion_change": plain(),
    "reject_criterion_change": plain(decision="Жоқ"),
    "record_measurements": _measured,
    "find_effective": plain(**WHY),
    "order_further_actions": plain(**WHY),
    "order_new_analysis": plain(verdict="partly", **WHY),
    "confirm_effective": plain(),
    "link_recurrence": lambda _home, nc, _at: {
        "earlier": Nonconformity.objects.exclude(pk=nc.pk).order_by("pk").first() or nc,
        **WHY,
    },
    "confirm_recurrence": plain(decision="Иә"),
    "deny_recurrence": plain(decision="Жоқ"),
    "record_lessons": plain(risks_updated=False, risks="Жоқ", system_changed=False, changes="Жоқ"),
    "close_case": plain(),
    "keep_signed_copy": plain(signed_by="Дәурен", signed_on=MONDAY.date(), files=()),
    "keep_signed_plan": plain(signed_by="Дәурен", signed_on=MONDAY.date(), files=()),
    "strike_signed_copy": plain(**WHY),
}
UNTRIED = {"join_case", "release_case", "name_substitute", "strike_meeting"}
"""These choose another record or person by hand; their own tests take them."""

DOERS = {
    P.OFFICE: "saule",
    P.HEAD: "dauren",
    P.LEADER: "dauren",
    P.ANALYST: "dauren",
    P.AUTHOR: "dauren",
    P.RECORDER: "dauren",
    P.VICE_RECTOR: "maira",
    P.RECTOR: "erlan",
    P.CONTROLLER: "timur",
    P.EXECUTOR: "bauyrzhan",
    P.CHANCELLERY: "zhanar",
    P.EMPLOYEE: "aigerim",
}
"""Whose steps are whose in the scene."""

WHAT_IS_OWED = "what is owed"
WHAT_IS_OFFERED = "what is offered"
ON_THE_WAY = {
    "convene_group": ("identify_case", "waive_hold"),
    "write_analysis": ("write_analysis", "complete_analysis"),
    "write_plan": ("write_plan", "record_meeting", "propose_controller", "submit_plan"),
    "close_case": (
        "record_lessons",
        "record_correction",
        "finish_correction",
        "confirm_correction",
        "record_consequences",
    ),
}
"""What goes before, or after, the step that a duty opens."""

CODES = sorted(ANSWERS)
ACTS = 28
EXAMPLES = {"sqlite": 6, "postgresql": 3}
"""A life takes seconds; what is played is the same rulebook on both."""
COUNTED_ANEW = 4
"""Counting everything anew takes longer than the act: what drifts is still adrift a few acts on."""


def attempts(chance: Random) -> Iterator[tuple[str, str | None, int, int]]:
    """What is tried, by whom, on which record, how many days later."""
    for _ in range(ACTS):
        code = chance.choice((WHAT_IS_OWED, WHAT_IS_OFFERED, chance.choice(CODES)))
        who = chance.choice((None, chance.choice(PEOPLE)))
        yield code, who, chance.randrange(100), chance.randrange(20)


BEGINNINGS = (
    scene.registered,
    scene.decided,
    scene.analysed,
    scene.submitted,
    scene.approved,
    scene.carried_out,
    scene.observed,
)


def living() -> Iterator[tuple[Subject, Model]]:
    """Everything that has a state and owes something."""
    for subject in SUBJECTS:
        for record in subject.model._default_manager.all():
            yield subject, record


def owed() -> set[tuple[object, ...]]:
    columns = ("subject_kind", "subject_id", "owed", "part", "person", "unit", "due_on")
    return set(Duty.objects.values_list(*columns))


def assert_sound(on: date) -> None:
    """What holds after every act, taken or refused."""
    assert verify() == []
    for subject, record in living():
        assert subject.facts(record, on=on).state is not None
    for year in set(Nonconformity.objects.values_list("year", flat=True)):
        numbers = Nonconformity.objects.filter(year=year).values_list("sequence", flat=True)
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def assert_owed_is_told(on: date) -> None:
    """Counting anew what everybody owes changes nothing."""
    before = owed()
    with transaction.atomic():
        for _subject, record in living():
            if not isinstance(record, Line):
                recount(record, on=on)
        assert owed() == before


def doer(home: House, code: str) -> Person:
    """Who takes a step in the scene."""
    return getattr(home, DOERS[CATALOGUE[code].step.done_by[0]])


def act(home: House, code: str, who: str | None, at: datetime, which: int) -> None:
    """One act, or all that leads to one that is owed."""
    if code == WHAT_IS_OWED:
        fulfil(home, at, which)
        return
    if code == WHAT_IS_OFFERED:
        accept(home, who or PEOPLE[which % len(PEOPLE)], at, which)
        return
    wanted = CATALOGUE[code].record
    by = getattr(home, who) if who else doer(home, code)
    records = list(wanted._default_manager.order_by("-pk")[:4]) if wanted else [None]
    if records:
        take(home, code, records[which % len(records)], by, at)


def fulfil(home: House, at: datetime, which: int) -> None:
    """Somebody does what is owed."""
    duties = list(Duty.objects.order_by("pk"))
    if not duties:
        return
    duty = duties[which % len(duties)]
    code = Owed[duty.owed.upper()].step
    (subject,) = (one for one in SUBJECTS if one.kind == duty.subject_kind)
    record = subject.model._default_manager.get(pk=duty.subject_id)
    for step in (*ON_THE_WAY.get(code, ()), code):
        wanted = CATALOGUE[step].record
        begun = isinstance(record, wanted or ()) or wanted is not Correction
        met = record if begun else Correction.objects.filter(nc=record.pk).last()
        if met:
            take(home, step, met, doer(home, step), at)


def accept(home: House, who: str, at: datetime, which: int) -> None:
    """Somebody does what the page of a record offers."""
    by = getattr(home, who)
    free = [
        (offer.step.code, record)
        for _subject, record in living()
        for offer in offers_on(record, by=by, on=local_day(at))
        if offer.free and offer.step.code in ANSWERS
    ]
    if free:
        code, record = free[which % len(free)]
        take(home, code, record, by, at)


def take(home: House, code: str, record: Model | None, by: Person, at: datetime) -> None:
    """A person tries a step: it changes the record once, or is refused with reasons."""
    performance = CATALOGUE[code]
    told = ANSWERS[code](home, record, at)
    asked_on = () if record is None else (record,)
    count, version = Entry.objects.count(), versioned(record)
    try:
        with transaction.atomic():
            performance.perform(*asked_on, by=by, at=at, **told)
    except Refused as refused:
        TRIED[code, "refused"] += 1
        if not refused.reasons or Entry.objects.count() != count:
            pytest.fail(f"{code} was refused without a reason, or left a trace")
        return
    TRIED[code, "taken"] += 1
    assert (Entry.objects.count() > count) is (code not in DRAFTS)
    if version is not None:
        assert versioned(record) > version


TRIED: Counter[tuple[str, str]] = Counter()


def versioned(record: Model | None) -> int | None:
    """How often the record has changed."""
    if not isinstance(record, Versioned):
        return None
    return type(record)._default_manager.get(pk=record.pk).version


@pytest.mark.clause("18")
@pytest.mark.clause("27")
class TestAnyOrder(TestCase):
    """Random acts of random people on later and later days."""

    @settings(
        max_examples=EXAMPLES[connection.vendor],
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(beginning=st.sampled_from(BEGINNINGS), chance=st.randoms(use_true_random=True))
    def test_the_records_stay_whole(
        self,
        beginning: Callable[[House], object],
        chance: Random,
    ) -> None:
        """Every act is taken whole or refused with reasons; the invariants hold after each."""
        home = scene.house()
        beginning(home)
        at = MONDAY + timedelta(days=200 if beginning is scene.observed else 80)
        for number, (code, who, which, later) in enumerate(attempts(chance), 1):
            at += timedelta(days=later)
            wake_observed(on=local_day(at))
            act(home, code, who, at, which)
            assert_sound(local_day(at))
            if number % COUNTED_ANEW == 0:
                assert_owed_is_told(local_day(at))


def test_every_step_that_somebody_takes_is_tried() -> None:
    assert set(ANSWERS) | UNTRIED == set(CATALOGUE)
