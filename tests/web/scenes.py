"""Every step that somebody takes, with the scene in which it can be taken and what is typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from tests import given
from tests.given import MONDAY, House, day, fresh
from tests.journeys import clock
from tests.remembering import remembered
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Plan
from tuzetu.people.person import Person
from tuzetu.stages.causes.steps import propose_no_action, write_analysis
from tuzetu.stages.containment.steps import record_correction, set_hold
from tuzetu.stages.effectiveness.recurring import link_recurrence
from tuzetu.stages.execution.requests import (
    advise_postponement,
    ask_postponement,
    propose_criterion_change,
)
from tuzetu.stages.execution.steps import mark_done
from tuzetu.stages.planning.steps import draft_plan, release_case, return_plan
from tuzetu.stages.records.steps import keep_signed_copy

Typed = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A step in its scene: who takes it, on what, after how many days, and what is typed."""

    who: str
    on: Callable[[House], Model | None]
    typed: Callable[[House, Any], Typed]
    after: int = 0
    wrong: Mapping[str, str] | None = None
    """Fields that are typed wrongly so that the form comes back; nothing where nothing is asked."""

    def set(self, home: House) -> tuple[Person, Any]:
        """The scene is set, the clock stands right: who is to act, on which record."""
        record = remembered(self.on)(home)
        clock.set_to(day(self.after))
        return getattr(home, self.who), record


def address(code: str, record: Model | None) -> str:
    """Where a step is taken."""
    if record is None:
        return reverse("open", args=(code,))
    return reverse("step", args=(code, record.pk))


def on_day(number: int) -> str:
    """A day so many days after Monday, as a browser sends it."""
    return (MONDAY + timedelta(days=number)).date().isoformat()


def _nothing(_home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {}


def _handed_over(home: House) -> IntakeItem:
    """A letter from which the first case was opened."""
    item = given.letter(home)
    given.handed_over(home, item)
    item.refresh_from_db()
    return item


def _says(**typed: str) -> Callable[[House, Any], Typed]:
    return lambda _home, _record: dict(typed)


def _report(home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {
        "kind": "actual",
        "description": "Силлабустағы тақырыптар өтілген сабақтарға сай емес.",
        "unit": home.department.pk,
        "place": "305-кабинет",
        "detected_on": on_day(0),
        "evidence": "Топ журналы",
        "detected_by": "Хатта аталған",
    }


def _letter(_home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {
        "letter_kind": "complaint",
        "incoming_number": "15/2",
        "received_on": on_day(0),
        "subject": "Сабақ кестесі",
        "applicant": "Серік Ахметов",
        "content": "Сабақтар ескертусіз ауыстырылады",
    }


def _identity(_home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {
        "title": "Силлабус журналға сай емес",
        "kind": "actual",
        "requirement": "ISO 9001, 8.5.1",
        "source": "21.3",
        "method": "29.1",
        "process": "Оқу үдерісі",
    }


def _decision(home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {
        "leader": home.asel.pk,
        "members": [home.timur.pk, home.aigerim.pk],
        "unit": home.department.pk,
        "owning_unit": home.department.pk,
        "reason": "Бірнеше бөлімшеге қатысты",
        "due_on": on_day(20),
        "term_reason": "Мәселе қарапайым",
    }


def _passed(home: House, record: Any) -> Typed:  # noqa: ANN401
    return _decision(home, record) | {"leader": home.dauren.pk}


def rows(prefix: str, *filled: Typed) -> Typed:
    """A set of rows as a browser sends it."""
    sent: Typed = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(filled):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def _analysis(_home: House, _record: Any) -> Typed:  # noqa: ANN401
    first = {"level": 0, "text": "Келісу тәртібі жоқ", "kind": "23.3", "root": "on", "rank": 1}
    findings = {
        "methods": ["40.1"],
        "information": ["22.1"],
        "method_evidence": "Журналдар салыстырылды",
        "significance": "Оқу нәтижесіне әсер етеді",
        "influence": "middle",
        "possible_consequences": "Аккредиттеу ескертуі",
        "cost": "0",
        "similar": "none",
        "action_needed": "yes",
        "need_reason": "Себеп жойылмаса қайталанады",
    }
    return findings | rows("cause", first)


def _grid(home: House, plan: Plan) -> Typed:
    nc = plan.joined.get().cycle.nc
    line = {
        "case": nc.pk,
        "kind": "corrective",
        "what": "Келісу тәртібін бекіту",
        "unit": home.department.pk,
        "executor": home.bauyrzhan.pk,
        "co_executors": [home.aigerim.pk],
        "due_on": on_day(60),
    }
    criterion = {
        "covers": "1",
        "measure": "Келісілген силлабустар",
        "value_now": "0 %",
        "target": "100 %",
        "data_source": "Тізілім",
        "check_on": on_day(70),
    }
    return rows("line", line) | rows("criterion", criterion)


def _wording(_home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {
        "measure": "Келісілген силлабустардың үлесі",
        "value_now": "10 %",
        "target": "95 %",
        "data_source": "Тізілім",
        "check_on": on_day(72),
        "reason": "Бастапқы өлшем дәл емес",
    }


def _results(_home: House, nc: Nonconformity) -> Typed:
    planned = nc.cycles.get(ordinal=nc.ordinal).planned.get(left_at=None)
    told = {}
    for criterion in planned.criteria.all():
        told |= {f"value_{criterion.pk}": "100 %", f"met_{criterion.pk}": "yes"}
    told |= {f"follow_up_{line.pk}": "Қайталанбады" for line in planned.lines.all()}
    return told | {
        "recurrence_from": on_day(30),
        "recurrence_until": on_day(75),
        "recurrence_found": "Қайталанбады",
        "head_view": "Нәтижелі деп санаймын",
    }


def _on_hold(home: House) -> Model:
    nc = given.registered(home)
    told = {"kind": "service", "what": "Емтихан", "since_on": MONDAY.date()}
    return set_hold(nc, by=home.saule, at=MONDAY, **told)


def _corrected(home: House) -> Nonconformity:
    nc = given.registered(home)
    record_correction(nc, by=home.saule, at=MONDAY, what="Түзетілді", done_on=MONDAY.date())
    return fresh(nc)


def _awaiting_approval(home: House) -> Nonconformity:
    return given.submitted(home).joined.get().cycle.nc


def _correcting(home: House) -> Correction:
    nc = given.registered(home)
    told = {"what": "Журнал түзетіледі", "executor": home.aigerim, "due_on": day(5).date()}
    record_correction(nc, by=home.saule, at=MONDAY, **told)
    return nc.corrections.get()


def _no_action(home: House) -> Nonconformity:
    nc = given.decided(home)
    findings = given.FOUND | {"action_needed": False}
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[given.ROOT], **findings)
    return fresh(nc)


def _no_action_proposed(home: House) -> Nonconformity:
    nc = _no_action(home)
    propose_no_action(nc, by=home.dauren, at=MONDAY)
    return fresh(nc)


def _written(home: House) -> Nonconformity:
    nc = given.decided(home)
    write_analysis(nc, by=home.dauren, at=MONDAY, causes=[given.ROOT], **given.FOUND)
    return fresh(nc)


def _drafted(home: House) -> Plan:
    return draft_plan(given.analysed(home), by=home.dauren, at=MONDAY)


def _drafted_beside_another(home: House) -> Plan:
    plan = _drafted(home)
    given.analysed(home, description="Кафедра кестесі жарияланбаған.")
    return plan


def _empty(home: House) -> Plan:
    plan = _drafted(home)
    release_case(
        plan,
        by=home.dauren,
        at=MONDAY,
        case=plan.joined.get().cycle.nc,
        reason="Басқа жоспарда қаралады",
    )
    return given.plan_again(plan)


def returned(home: House) -> Plan:
    """A plan that came back with a remark at its line."""
    plan = given.submitted(home)
    remarks = {given.only_line(plan).pk: "Мерзімі тым ұзақ"}
    return_plan(plan, by=home.maira, at=MONDAY, remark="Нақтылау керек", line_remarks=remarks)
    return given.plan_again(plan)


def _line(home: House) -> Model:
    return given.only_line(given.approved(home))


def _done(home: House) -> Model:
    plan = given.approved(home)
    mark_done(given.only_line(plan), by=home.bauyrzhan, at=day(30), done_note="Бекітілді")
    return given.only_line(plan)


def _asked(home: House) -> Model:
    line = given.only_line(given.approved(home))
    told = {"asked_until": day(80).date(), "reason": "Комиссия отырысы кейінге қалды"}
    return ask_postponement(line, by=home.bauyrzhan, at=day(10), **told)


def _advised(home: House) -> Model:
    request = _asked(home)
    advise_postponement(request, by=home.timur, at=day(11), advised_for=True, advice="Орынды")
    request.refresh_from_db()
    return request


def _criterion(home: House) -> Model:
    return given.approved(home).criteria.get()


def _change(home: House) -> Model:
    criterion = given.approved(home).criteria.get()
    told = _wording(home, criterion) | {"check_on": day(72).date()}
    return propose_criterion_change(criterion, by=home.dauren, at=day(5), **told)


def _recurring(home: House) -> Nonconformity:
    """A case decided on after another was remedied, which may be that one come back."""
    given.observed(home)
    return given.decided(home, day(100), detected_on=day(99).date())


def _link(home: House) -> Model:
    later = _recurring(home)
    earlier = Nonconformity.objects.exclude(pk=later.pk).get()
    told = {"earlier": earlier, "reason": "Белгілері бірдей"}
    return link_recurrence(later, by=home.saule, at=day(101), **told)


def _mergeable(home: House) -> Nonconformity:
    given.decided(home)
    return given.identified(home, description="Сол мәселе екінші рет тіркелді.")


def _earlier(_home: House, record: Nonconformity) -> Typed:
    number = Nonconformity.objects.exclude(pk=record.pk).get().number
    return {"into": number, "earlier": number, "reason": "Мәселе бір"}


def _other_case(_home: House, plan: Plan) -> Typed:
    joined = plan.joined.values("cycle__nc")
    return {"case": Nonconformity.objects.exclude(pk__in=joined).get().pk}


def _own_case(_home: House, plan: Plan) -> Typed:
    return {"case": plan.joined.get().cycle.nc_id, "reason": "Басқа жоспарда қаралады"}


def _minutes(_home: House, plan: Plan) -> Typed:
    return {"meeting": plan.meetings.get().pk, "reason": "Басқа отырыстың хаттамасы"}


def _remarks(_home: House, plan: Plan) -> Typed:
    return {"remark": "Нақтылау керек", f"line_{plan.lines.get().pk}": "Мерзімі тым ұзақ"}


def _controllers(home: House, _record: Any) -> Typed:  # noqa: ANN401
    told = {"controller": home.timur.pk, "controller_substitute": home.asel.pk}
    return told | {"reason": "Бұрынғы бақылаушы басқа жұмысқа ауысты"}


def _people_of(name: str) -> Callable[[House, Any], Typed]:
    return lambda home, _record: {name: home.aigerim.pk, "reason": "Ауыстыру қажет"}


def _readers(home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {"confidential": "yes", "readers": [home.asel.pk], "reason": "Жеке деректер бар"}


def _concerned(home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {"concerned": [home.timur.pk], "reason": "Тексеруде оған қатысты екені белгілі болды"}


def _substitute(home: House, _record: Any) -> Typed:  # noqa: ANN401
    return {"part": "office", "person": home.asel.pk, "reason": "Кеңсе қызметкеріне қатысты"}


def _scan(_home: House, _record: Any) -> Typed:  # noqa: ANN401
    scan = SimpleUploadedFile("есеп.pdf", b"%PDF-1.7\n")
    return {"files": scan, "signed_by": "Дәуренов Дәурен", "signed_on": on_day(0)}


def _copy(home: House) -> Model:
    told = {"signed_by": "Дәуренов Дәурен", "signed_on": MONDAY.date(), "files": ()}
    return keep_signed_copy(given.registered(home), by=home.dauren, at=MONDAY, **told)


HOLD = _says(kind="service", what="Емтихан", since_on=on_day(0), told="Студенттер")
LESSONS = _says(
    risks_updated="no",
    risks="Тәуекел бұрыннан тізілімде",
    system_changed="yes",
    changes="Силлабус ережесі жаңартылды",
)
RECTORATE = _says(rectorate_decision="Р-4", rectorate_decided_on=on_day(0))
REASON = _says(reason="Негізі бар", decision="Негізі бар", verdict="partly")
ENDED = _says(end_reason="Сәйкес келеді", authorised_by="Проректор")
NO_REASON = {"reason": ""}
NO_DECISION = {"decision": ""}
UNENDED = {"end_reason": ""}
NEVER = "31.02.2026x"

SCENES: dict[str, Scene] = {
    "submit_report": Scene(
        who="aigerim", on=lambda _home: None, typed=_report, wrong={"unit": "0"}
    ),
    "register_letter": Scene(
        who="zhanar", on=lambda _home: None, typed=_letter, wrong={"applicant": ""}
    ),
    "hand_over_letter": Scene(
        who="zhanar", on=given.letter, typed=_report, wrong={"detected_on": NEVER}
    ),
    "open_case": Scene(who="saule", on=_handed_over, typed=_report, wrong={"kind": "maybe"}),
    "identify_case": Scene(
        who="saule", on=given.registered, typed=_identity, wrong={"source": "99.9"}
    ),
    "take_note": Scene(who="dauren", on=given.registered, typed=_says(disagreement="Келіспеймін")),
    "name_concerned": Scene(who="saule", on=given.decided, typed=_concerned, wrong=NO_REASON),
    "name_substitute": Scene(who="erlan", on=given.registered, typed=_substitute, wrong=NO_REASON),
    "restrict_case": Scene(who="saule", on=_awaiting_approval, typed=_readers, wrong=NO_REASON),
    "bind_to_rectorate": Scene(
        who="saule", on=given.registered, typed=RECTORATE, wrong={"rectorate_decided_on": NEVER}
    ),
    "set_hold": Scene(who="dauren", on=given.registered, typed=HOLD, wrong={"since_on": NEVER}),
    "waive_hold": Scene(
        who="saule",
        on=given.registered,
        typed=_says(hold_waiver="Тоқтататын ештеңе жоқ"),
        wrong={"hold_waiver": ""},
    ),
    "record_correction": Scene(
        who="dauren",
        on=given.registered,
        typed=_says(what="Түзетілді", done_on=on_day(0)),
        wrong={"done_on": NEVER},
    ),
    "finish_correction": Scene(
        who="aigerim",
        on=_correcting,
        typed=_says(done_on=on_day(0), note="Журнал түзетілді"),
        wrong={"done_on": NEVER},
    ),
    "strike_correction": Scene(who="saule", on=_correcting, typed=REASON, wrong=NO_REASON),
    "confirm_correction": Scene(
        who="saule", on=_corrected, typed=_says(note="Көрдім"), wrong={"note": ""}
    ),
    "record_consequences": Scene(
        who="dauren",
        on=given.registered,
        typed=_says(consequences="Емтихан қайта тапсырылды"),
        wrong={"consequences": ""},
    ),
    "record_disposition": Scene(
        who="saule",
        on=given.registered,
        typed=_says(disposition="20.2", disposition_order="№ 5"),
        wrong={"disposition_order": ""},
    ),
    "resume_use": Scene(who="saule", on=_on_hold, typed=ENDED, wrong=UNENDED),
    "release_by_concession": Scene(who="saule", on=_on_hold, typed=ENDED, wrong=UNENDED),
    "withdraw_for_good": Scene(who="saule", on=_on_hold, typed=ENDED, wrong=UNENDED),
    "convene_group": Scene(
        who="saule", on=given.identified, typed=_decision, wrong={"leader": "0"}
    ),
    "pass_to_unit": Scene(who="saule", on=given.identified, typed=_passed, wrong={"due_on": NEVER}),
    "reject_case": Scene(who="saule", on=given.identified, typed=REASON, wrong=NO_REASON),
    "merge_case": Scene(who="saule", on=_mergeable, typed=_earlier, wrong={"into": "СЕ-1"}),
    "void_case": Scene(who="saule", on=given.identified, typed=REASON, wrong=NO_REASON),
    "write_analysis": Scene(who="dauren", on=given.decided, typed=_analysis, wrong={"cost": "-1"}),
    "complete_analysis": Scene(who="dauren", on=_written, typed=_nothing),
    "propose_no_action": Scene(who="dauren", on=_no_action, typed=_nothing),
    "agree_no_action": Scene(who="saule", on=_no_action_proposed, typed=REASON, wrong=NO_REASON),
    "require_action": Scene(who="saule", on=_no_action_proposed, typed=REASON, wrong=NO_REASON),
    "draft_plan": Scene(who="dauren", on=given.analysed, typed=_nothing),
    "write_plan": Scene(who="dauren", on=_drafted, typed=_grid, wrong={"line-0-due_on": NEVER}),
    "join_case": Scene(
        who="dauren", on=_drafted_beside_another, typed=_other_case, wrong={"case": "0"}
    ),
    "release_case": Scene(who="dauren", on=_drafted, typed=_own_case, wrong=NO_REASON),
    "record_meeting": Scene(
        who="dauren",
        on=given.planned,
        typed=_says(minutes_number="5", held_on=on_day(0)),
        wrong={"held_on": on_day(9)},
    ),
    "strike_meeting": Scene(who="dauren", on=given.planned, typed=_minutes, wrong=NO_REASON),
    "propose_controller": Scene(
        who="saule", on=given.planned, typed=_controllers, wrong={"controller": "x"}
    ),
    "submit_plan": Scene(who="dauren", on=given.planned, typed=_nothing),
    "return_plan": Scene(
        who="maira", on=given.submitted, typed=_remarks, wrong={"remark": "x" * 10_001}
    ),
    "approve_plan": Scene(who="maira", on=given.submitted, typed=_nothing),
    "change_controller": Scene(who="maira", on=given.approved, typed=_controllers, wrong=NO_REASON),
    "revise_plan": Scene(who="dauren", on=given.approved, typed=REASON, wrong=NO_REASON),
    "abandon_plan": Scene(who="dauren", on=_empty, typed=REASON, wrong=NO_REASON),
    "mark_done": Scene(
        who="bauyrzhan",
        on=_line,
        typed=_says(done_note="Бекітілді"),
        after=30,
        wrong={"done_note": ""},
    ),
    "send_back_action": Scene(who="timur", on=_done, typed=REASON, after=31, wrong=NO_REASON),
    "confirm_action": Scene(
        who="timur",
        on=_done,
        typed=_says(confirmed_note="Көрдім"),
        after=31,
        wrong={"confirmed_note": "x" * 10_001},
    ),
    "follow_up": Scene(
        who="dauren", on=_line, typed=_says(note="Жүріп жатыр"), after=9, wrong={"note": ""}
    ),
    "change_executor": Scene(
        who="dauren", on=_line, typed=_people_of("executor"), after=9, wrong=NO_REASON
    ),
    "ask_postponement": Scene(
        who="bauyrzhan",
        on=_line,
        typed=_says(asked_until=on_day(80), reason="Кешігеді"),
        after=9,
        wrong={"asked_until": on_day(20)},
    ),
    "advise_postponement": Scene(
        who="timur",
        on=_asked,
        typed=_says(advised_for="yes", advice="Орынды"),
        after=11,
        wrong={"advice": ""},
    ),
    "grant_postponement": Scene(
        who="maira", on=_advised, typed=REASON, after=12, wrong={"decision": "x" * 10_001}
    ),
    "refuse_postponement": Scene(
        who="maira", on=_advised, typed=REASON, after=12, wrong=NO_DECISION
    ),
    "propose_criterion_change": Scene(
        who="dauren", on=_criterion, typed=_wording, after=5, wrong={"check_on": NEVER}
    ),
    "accept_criterion_change": Scene(
        who="saule", on=_change, typed=REASON, after=6, wrong={"decision": "x" * 10_001}
    ),
    "reject_criterion_change": Scene(
        who="saule", on=_change, typed=REASON, after=6, wrong=NO_DECISION
    ),
    "record_measurements": Scene(
        who="dauren", on=given.carried_out, typed=_results, after=75, wrong={"head_view": ""}
    ),
    "find_effective": Scene(
        who="saule", on=given.measured, typed=REASON, after=76, wrong=NO_REASON
    ),
    "order_further_actions": Scene(
        who="saule", on=given.measured, typed=REASON, after=76, wrong=NO_REASON
    ),
    "order_new_analysis": Scene(
        who="saule", on=given.measured, typed=REASON, after=76, wrong={"verdict": "effective"}
    ),
    "confirm_effective": Scene(
        who="saule", on=given.observed, typed=REASON, after=260, wrong=NO_REASON
    ),
    "link_recurrence": Scene(
        who="saule", on=_recurring, typed=_earlier, after=101, wrong={"earlier": "СЕ-1"}
    ),
    "confirm_recurrence": Scene(who="saule", on=_link, typed=REASON, after=102, wrong=NO_DECISION),
    "deny_recurrence": Scene(who="saule", on=_link, typed=REASON, after=102, wrong=NO_DECISION),
    "record_lessons": Scene(
        who="saule", on=given.confirmed, typed=LESSONS, after=261, wrong={"risks": ""}
    ),
    "close_case": Scene(
        who="saule",
        on=given.closable,
        typed=_says(reason="Жабылды"),
        after=262,
        wrong={"reason": "x" * 10_001},
    ),
    "keep_signed_copy": Scene(
        who="dauren", on=given.registered, typed=_scan, wrong={"signed_on": on_day(1)}
    ),
    "keep_signed_plan": Scene(
        who="dauren", on=given.approved, typed=_scan, wrong={"signed_by": ""}
    ),
    "strike_signed_copy": Scene(who="saule", on=_copy, typed=REASON, wrong=NO_REASON),
}
"""Code → scene; a test says that none is missing."""
