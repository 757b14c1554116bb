"""The words that set a scene: a small institution, its standing characters, cases on their way."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet

from tests.remembering import remembered
from tuzetu.conduct.registering import Report
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Criterion, Line, Plan
from tuzetu.people.appointment import Appointment
from tuzetu.people.lists import ListItem
from tuzetu.people.person import Person, written
from tuzetu.people.unit import Unit, plant
from tuzetu.procedure.edition import as_mapping, first_edition
from tuzetu.procedure.offices import Office
from tuzetu.stages.causes.steps import CauseRow, complete_analysis, write_analysis
from tuzetu.stages.closure.steps import close_case, record_lessons
from tuzetu.stages.containment.steps import (
    confirm_correction,
    record_consequences,
    record_correction,
    waive_hold,
)
from tuzetu.stages.decision.steps import pass_to_unit
from tuzetu.stages.effectiveness.steps import confirm_effective, find_effective, record_measurements
from tuzetu.stages.execution.steps import confirm_action, mark_done
from tuzetu.stages.intake.steps import Letter, hand_over_letter, register_letter, submit_report
from tuzetu.stages.planning.steps import (
    approve_plan,
    draft_plan,
    join_case,
    propose_controller,
    record_meeting,
    submit_plan,
)
from tuzetu.stages.planning.writing import CriterionRow, LineRow, write_plan
from tuzetu.stages.registration.steps import identify_case

MONDAY = datetime(2026, 2, 2, 5, 0, tzinfo=UTC)
"""Ten in the morning in Almaty on a Monday without holidays near."""


def day(number: int) -> datetime:
    """So many days after MONDAY, at the same hour."""
    return MONDAY + timedelta(days=number)


@dataclass(frozen=True)
class House:
    """The institution and everybody in it."""

    department: Unit
    office: Unit
    aigerim: Person
    """An employee of the department; reports."""
    dauren: Person
    """Head of the department."""
    saule: Person
    """Officer of the project office."""
    timur: Person
    """Controls plans; works in the dean's office."""
    maira: Person
    """Vice-rector for academic affairs."""
    erlan: Person
    """Rector."""
    gulnar: Person
    """Auditor."""
    zhanar: Person
    """Chancellery."""
    bauyrzhan: Person
    """Executes lines."""
    asel: Person
    """Leads analysis groups."""


@remembered
def house() -> House:
    """The institution, new; the first edition is in force."""
    content = as_mapping(first_edition())
    ProcedureEdition.objects.create(code="2025", in_force_from=date(2025, 1, 1), content=content)
    for name, rows in content["lists"].items():
        for position, row in enumerate(rows, 1):
            ListItem.objects.create(list=name, position=position, from_on=date(2025, 1, 1), **row)
    top = unit("institution", Unit.Kind.INSTITUTION)
    rectorate = unit("rectorate", Unit.Kind.RECTORATE, top)
    office = unit("office", Unit.Kind.PROJECT_OFFICE, top)
    chancellery = unit("chancellery", Unit.Kind.CHANCELLERY, top)
    faculty = unit("faculty", Unit.Kind.FACULTY, top)
    department = unit("dombyra", Unit.Kind.DEPARTMENT, faculty)
    return House(
        department=department,
        office=office,
        aigerim=person("aigerim", "Айгерім", department),
        dauren=person("dauren", "Дәурен", department, Office.HEAD_OF_UNIT, department),
        saule=person("saule", "Сәуле", office, Office.OFFICE_OFFICER),
        timur=person("timur", "Тимур", faculty),
        maira=person("maira", "Майра", rectorate, Office.VICE_RECTOR),
        erlan=person("erlan", "Ерлан", rectorate, Office.RECTOR),
        gulnar=person("gulnar", "Гүлнар", office),
        zhanar=person("zhanar", "Жанар", chancellery, Office.CHANCELLERY_OFFICER),
        bauyrzhan=person("bauyrzhan", "Бауыржан", department),
        asel=person("asel", "Әсел", faculty),
    )


def unit(code: str, kind: str, parent: Unit | None = None) -> Unit:
    """A unit called by its code in every language."""
    return plant(
        Unit(code=code, kind=kind, parent=parent, name_kk=code, name_ru=code, name_en=code)
    )


def person(
    login: str, name: str, home: Unit, office: Office | None = None, of: Unit | None = None
) -> Person:
    """A person, perhaps in an office since long ago."""
    made = written(Person(login=login, surname=f"{name}ов", given_name=name, unit=home))
    if office:
        appoint(made, office, of=of)
    return made


@remembered
def appoint(who: Person, office: Office, *, of: Unit | None = None) -> Appointment:
    """The person holds the office since 2025."""
    return Appointment.objects.create(
        person=who, office=office.code, unit=of, from_on=date(2025, 1, 1), entered_at=MONDAY
    )


def report(unit: Unit, **told: object) -> Report:
    """A report of something that does not meet a requirement."""
    said = {
        "description": "Силлабустағы тақырыптар өтілген сабақтарға сай емес.",
        "detected_on": date(2026, 2, 2),
        "evidence": "Топ журналы",
        "unit": unit,
    }
    return Report(**{**said, **told})  # type: ignore[arg-type]


@remembered
def registered(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case that Aigerim reported."""
    return submit_report(report(home.department, **told), by=home.aigerim, at=at)


@remembered
def identified(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A registered case that the office identified; its hold is answered."""
    nc = registered(home, at, **told)
    identify_case(
        nc,
        by=home.saule,
        at=at,
        requirement="ISO 9001, 8.5.1",
        source="21.3",
        method="29.1",
        process="Оқу үдерісі",
    )
    waive_hold(nc, by=home.saule, at=at, hold_waiver="Тоқтататын ештеңе жоқ")
    return fresh(nc)


@remembered
def decided(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case passed to the department, whose head leads the analysis."""
    nc = identified(home, at, **told)
    pass_to_unit(nc, by=home.saule, at=at, unit=home.department, reason="Кафедра ішіндегі мәселе")
    return fresh(nc)


FOUND = {
    "methods": ["40.1"],
    "method_evidence": "Журналдар салыстырылды",
    "information": ["22.1"],
    "significance": "Оқу нәтижесіне әсер етеді",
    "influence": "middle",
    "possible_consequences": "Аккредиттеу ескертуі",
    "cost": 0,
    "similar": "none",
    "action_needed": True,
    "need_reason": "Себеп жойылмаса қайталанады",
}
"""A complete analysis but for its causes."""

ROOT = CauseRow(text="Силлабусты келісу тәртібі жоқ", kind="23.3", root=True, rank=1)


@remembered
def analysed(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case whose analysis is complete; it waits for a plan."""
    nc = decided(home, at, **told)
    analyse(nc, by=home.dauren, at=at)
    return fresh(nc)


def analyse(nc: Nonconformity, *, by: Person, at: datetime) -> None:
    """Whoever leads the analysis completes it."""
    write_analysis(nc, by=by, at=at, causes=[ROOT], **FOUND)
    complete_analysis(nc, by=by, at=at)


@remembered
def planned(home: House, at: datetime = MONDAY, **told: object) -> Plan:
    """A plan with one line and one criterion, discussed and ready to be submitted."""
    nc = analysed(home, at, **told)
    plan = draft_plan(nc, by=home.dauren, at=at)
    due = (at + timedelta(days=60)).date()
    lines = [
        LineRow(
            case=nc.pk,
            what="Келісу тәртібін бекіту",
            due_on=due,
            executor=home.bauyrzhan,
            unit=home.department,
        )
    ]
    write_plan(plan, by=home.dauren, at=at, lines=lines, criteria=[criterion(nc, at=at)])
    discuss(home, plan, at=at)
    return Plan.objects.get(pk=plan.pk)


def criterion(nc: Nonconformity, *, at: datetime) -> CriterionRow:
    """The criterion of a case's only line."""
    return CriterionRow(
        case=nc.pk,
        measure="Келісілген силлабустар",
        covers=(1,),
        value_now="0 %",
        target="100 %",
        data_source="Тізілім",
        check_on=(at + timedelta(days=70)).date(),
    )


def discuss(home: House, plan: Plan, *, at: datetime) -> None:
    """The meeting of the unit discusses the plan."""
    number = str(3 + plan.meetings.count())
    record_meeting(plan, by=home.dauren, at=at, minutes_number=number, held_on=at.date())


@remembered
def submitted(home: House, at: datetime = MONDAY, **told: object) -> Plan:
    """A plan before the vice-rector, with its controller proposed."""
    plan = planned(home, at, **told)
    propose_controller(plan, by=home.saule, at=at, controller=home.timur)
    submit_plan(plan, by=home.dauren, at=at)
    return Plan.objects.get(pk=plan.pk)


@remembered
def approved(home: House, at: datetime = MONDAY, **told: object) -> Plan:
    """A plan in progress."""
    plan = submitted(home, at, **told)
    approve_plan(plan, by=home.maira, at=at)
    return Plan.objects.get(pk=plan.pk)


@remembered
def carried_out(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case whose last line the controller has confirmed; it is to be evaluated."""
    return confirm_lines(home, approved(home, at, **told), at=at)


@remembered
def confirm_lines(home: House, plan: Plan, *, at: datetime = MONDAY) -> Nonconformity:
    """Every line of an approved plan is done and confirmed a month later."""
    for line in plan.lines.all():
        mark_done(line, by=home.bauyrzhan, at=at + timedelta(days=30), done_note="Бекітілді")
        line.refresh_from_db()
        confirm_action(line, by=home.timur, at=at + timedelta(days=31))
    return plan.joined.get().cycle.nc


def goes_on_to_measured(home: House, plan: Plan, *, at: datetime = MONDAY) -> None:
    """A submitted plan is approved, carried out, and its criteria are met."""
    approve_plan(plan, by=home.maira, at=at)
    measure(home, confirm_lines(home, plan, at=at), at=at + timedelta(days=75))


def criteria_of(nc: Nonconformity) -> QuerySet[Criterion]:
    """The criteria by which a case is measured in its present cycle."""
    return nc.cycles.get(ordinal=nc.ordinal).planned.get(left_at=None).criteria.all()


def lines_of(nc: Nonconformity) -> QuerySet[Line]:
    """The actions that are planned for a case in its present cycle."""
    return nc.cycles.get(ordinal=nc.ordinal).planned.get(left_at=None).lines.all()


@remembered
def measured(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case whose criteria are measured and met."""
    nc = carried_out(home, at, **told)
    measure(home, nc, at=at + timedelta(days=75))
    return fresh(nc)


def measure(home: House, nc: Nonconformity, *, at: datetime, met: str = "yes") -> None:
    """Dauren measures every criterion alike and gives his view."""
    criteria = criteria_of(nc)
    record_measurements(
        nc,
        by=home.dauren,
        at=at,
        measured={row.pk: ("100 %", met) for row in criteria},
        recurrence_from=MONDAY.date(),
        recurrence_until=at.date(),
        recurrence_found="Қайталанбады",
        head_view="Нәтижелі деп санаймын",
        followed={row.pk: "Қайталанбады" for row in lines_of(nc)},
    )


@remembered
def observed(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case that was found provisionally effective."""
    nc = measured(home, at, **told)
    find_effective(nc, by=home.saule, at=at + timedelta(days=76), reason="Критерий орындалды")
    return fresh(nc)


@remembered
def confirmed(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case with its final verdict, to be closed."""
    nc = observed(home, at, **told)
    confirm_effective(nc, by=home.saule, at=at + timedelta(days=260), reason="Қайталанбады")
    return fresh(nc)


def answered(home: House, nc: Nonconformity, *, at: datetime) -> None:
    """Correction and consequences are recorded."""
    record_correction(nc, by=home.dauren, at=at, what="Силлабус түзетілді", done_on=at.date())
    record_consequences(nc, by=home.dauren, at=at, consequences_waiver="Салдары болған жоқ")


@remembered
def closable(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case to which only closing is left to do."""
    nc = confirmed(home, at, **told)
    later = at + timedelta(days=261)
    answered(home, nc, at=later)
    confirm_correction(nc, by=home.saule, at=later, note="Силлабустар түзетілген")
    learn(home, nc, at=later)
    return fresh(nc)


def learn(home: House, nc: Nonconformity, *, at: datetime) -> None:
    """Risks and changes are answered."""
    record_lessons(
        nc,
        by=home.saule,
        at=at,
        risks_updated=False,
        risks="Тәуекел бұрыннан тізілімде",
        system_changed=True,
        changes="Силлабус ережесі жаңартылды",
    )


@remembered
def closed(home: House, at: datetime = MONDAY, **told: object) -> Nonconformity:
    """A case that went the whole way."""
    nc = closable(home, at, **told)
    close_case(nc, by=home.saule, at=at + timedelta(days=262))
    return fresh(nc)


def fresh(nc: Nonconformity) -> Nonconformity:
    """The case as it now stands in the database."""
    return Nonconformity.objects.get(pk=nc.pk)


@remembered
def letter(home: House, at: datetime = MONDAY, **told: object) -> IntakeItem:
    """A complaint that Zhanar entered on the day it came."""
    said = {
        "letter_kind": "complaint",
        "incoming_number": "15",
        "subject": "Сабақ кестесі",
        "content": "Сабақтар ескертусіз ауыстырылады",
        "received_on": at.date(),
        "applicant": "Серік Ахметов",
    }
    entered = Letter(**{**said, **told})  # type: ignore[arg-type]
    return register_letter(entered, by=home.zhanar, at=at)


@remembered
def handed_over(home: House, item: IntakeItem, at: datetime = MONDAY) -> Nonconformity:
    """The first case of a letter."""
    return hand_over_letter(item, by=home.zhanar, at=at, report=report(home.department))


def only_line(plan: Plan) -> Line:
    """The one line of a plan, as it now stands."""
    return plan.lines.get()


def plan_again(plan: Plan) -> Plan:
    """The plan as it now stands in the database."""
    return Plan.objects.get(pk=plan.pk)


def moves_to(who: Person, unit: Unit) -> None:
    """The person works in another unit from now on."""
    who.unit = unit
    who.save()


def joins(home: House, plan: Plan, nc: Nonconformity, *, at: datetime = MONDAY) -> None:
    """Another case is planned in the same plan."""
    join_case(plan, by=home.dauren, at=at, case=nc)


def at_noon(on: date) -> datetime:
    """Noon in Almaty on a day."""
    return datetime(on.year, on.month, on.day, 7, 0, tzinfo=UTC)
