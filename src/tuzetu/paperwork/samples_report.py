"""The report of Annex 2, fully filled: two cycles, the first verdict overthrown by a recurrence."""

from datetime import date
from decimal import Decimal

from tuzetu.paperwork.annex2 import (
    Annex2,
    Cause,
    Consideration,
    Correction,
    CriterionChange,
    Cycle,
    DoneAction,
    Evaluation,
    Hold,
    Identification,
    Measurement,
    PlanLink,
    Response,
)
from tuzetu.paperwork.labels import (
    ANSWERS,
    DECISIONS,
    HOLD_ENDS,
    HOLD_OBJECTS,
    INFLUENCES,
    KINDS,
    LESSONS,
    NEXT_STEPS,
    REQUESTS,
    SIMILAR,
    VERDICTS,
)
from tuzetu.paperwork.marks import Changed, Decided, FormCode, Note
from tuzetu.paperwork.report_labels import CRITERIA_COLUMNS
from tuzetu.paperwork.samples import DEPARTMENT, HEAD, INSTITUTION, MEETINGS, PLAN, PRINTED_AT
from tuzetu.paperwork.words import Words

OFFICE = Words("Жобалық кеңсе", "Проектный офис")
AUDITOR = Words("Аудитор", "Аудитор")
VICE_RECTOR = PLAN.approval.post

IDENTIFICATION = Identification(
    number="СЕ-2026-0014",
    registered_on=date(2026, 9, 16),
    registered_by="Омаров С. Е.",
    detected_on=date(2026, 9, 15),
    detected_by="Оспанова Г. М., аудитор",
    unit=DEPARTMENT,
    process=Words("Оқыту және оқу сабақтары", "Обучение и учебные занятия"),
    kind=KINDS["actual"],
    source=Words("Ішкі тексеру", "Внутренняя проверка"),
    method=Words("Оқу сабақтарының сапасын бағалау", "Оценка качества учебных занятий"),
    source_document="Ішкі аудит туралы есеп № 7, 15.09.2026",
    requirement=Words(
        "Академиялық күнтізбе және сабақ кестесі", "Академический календарь и расписание занятий"
    ),
    description=PLAN.rows[0].text,
    evidence="Кесте 14 қыркүйекте бекітілген, сабақ 1 қыркүйекте басталған.",
    files=("кесте-2026.pdf", "журнал.xlsx"),
    significance_class=Words("Елеулі", "Значительное"),
    repeat_of=("СЕ-2025-0031",),
)

RESPONSE = Response(
    holds=(
        Hold(
            kind=HOLD_OBJECTS["document"],
            what="Бекітілмеген кесте",
            since_on=date(2026, 9, 16),
            set_by="Омаров С. Е.",
            order_number="112-н",
            replaced_by="Уақытша кесте",
            told="Кафедралар мен деканаттар",
            ended_on=date(2026, 9, 25),
            ended_by="Омаров С. Е.",
            ended_as=HOLD_ENDS["resumed"],
            end_reason="Жаңа кесте бекітілді",
            authorised_by="Қасымов Р. Д.",
        ),
    ),
    corrections=(
        Correction(
            what="Уақытша кесте жасалып, білім алушыларға хабарланды.",
            executor="Қалиева М. Б.",
            due_on=date(2026, 9, 18),
            done_on=date(2026, 9, 17),
        ),
        Correction(what="Өтпей қалған сабақтардың тізімі жасалды.", done_on=date(2026, 9, 22)),
        Correction(
            what="№ 4 сынып жабылды.",
            done_on=date(2026, 9, 22),
            struck=Note(by="Омаров С. Е.", on=date(2026, 9, 23), text="Басқа картаның түзетуі"),
        ),
    ),
    confirmed=Note(
        by="Омаров С. Е.", on=date(2026, 9, 24), text="Уақытша кесте мен тізім көрілді."
    ),
    consequences="11 білім алушының 22 жеке сабағы өтпей қалды.",
    consequences_told="Білім алушыларға тәлімгерлер арқылы",
    disposition=Words("Сәйкессіздікті жою", "Устранение несоответствия"),
    disposition_order="118-н, 22.09.2026",
    rectorate_decision="Ректорат хаттамасы № 9",
    rectorate_decided_on=date(2026, 9, 28),
    next_attestation_on=date(2027, 6, 7),
)

CAUSES = (
    Cause(
        text="Кесте жүктеме бөлінгеннен кейін ғана жасалады",
        kind=Words("Оқу үдерісін ұйымдастыру", "Организация учебного процесса"),
        rank=1,
        deeper=(
            Cause(
                text="Жүктемені бекіту мерзімі белгіленбеген",
                root=True,
                proof="Кафедра туралы ережеде мерзім жоқ",
            ),
        ),
    ),
    Cause(
        text="Сабақ бөлмелері туралы мәлімет кеш түседі",
        rank=2,
        proof="Хат алмасу, тамыз",
        deeper=(Cause(text="Ғимараттағы жөндеу жоспары кафедраға берілмейді"),),
    ),
)

FIRST = Cycle(
    ordinal=1,
    acknowledged=Note(by=HEAD, on=date(2026, 9, 17), text="Екі сабақ өткен, тізім нақтылансын."),
    consideration=Consideration(
        received_on=date(2026, 9, 15),
        office_received_on=date(2026, 9, 16),
        decided=Decided(
            word=DECISIONS["group"],
            by="Омаров С. Е.",
            office=OFFICE,
            on=date(2026, 9, 21),
            reason="Мәселе екі бөлімшеге ортақ",
        ),
        unit=DEPARTMENT,
        leader=HEAD,
        members=("Қалиева М. Б.", "Ахметов Т. Ж.", "Білім алушылар өкілі Серік Д."),
        due_on=date(2026, 10, 9),
        limit_on=date(2026, 10, 13),
        term_reason="Мәселенің күрделілігі орташа",
        methods=(
            Words("Жеке тұлға немесе топ жүргізетін талдау", "Анализ лицом или группой"),
            Words("Статистикалық әдістер", "Статистические методы"),
        ),
        method_evidence="Соңғы үш жылдың кесте бекіту күндері салыстырылды.",
        information=(
            Words(
                "Құжаттарды мерзімді тексеру нәтижелері",
                "Результаты периодической проверки документов",
            ),
        ),
        information_note="Тәлімгерлер журналы",
        forums=(Words("Ректорат өкілдерінің тексеруі", "Проверка представителями ректората"),),
        causes=CAUSES,
        significance="Бірінші курстың аралық бағалауына әсер етеді.",
        influence=INFLUENCES["high"],
        possible_consequences="Аралық бағалаудың кейінге қалуы.",
        cost=Decimal("185000.50"),
        similar=SIMILAR["possible"],
        similar_note="«Қобыз» кафедрасында тексерілсін.",
        action_needed=ANSWERS["yes"],
        need_reason="Себеп жойылмаса, келесі семестрде қайталанады.",
        completed=Note(by=HEAD, on=date(2026, 10, 8)),
    ),
    plan=PlanLink(
        number=PLAN.number,
        dated_on=PLAN.dated_on,
        meetings=MEETINGS,
        approved=Decided(
            word=Words("Бекітілді", "Утверждено"),
            by="Қасымов Р. Д.",
            office=VICE_RECTOR,
            on=date(2026, 10, 20),
        ),
        controller=PLAN.supplement.controller,
        controller_substitute=PLAN.supplement.controller_substitute,
        criteria=PLAN.supplement.criteria[:1],
        criterion_changes=(
            CriterionChange(
                measure=PLAN.supplement.criteria[0].measure,
                proposed_on=date(2026, 10, 26),
                changed=(
                    Changed(name=CRITERIA_COLUMNS[3], before="100 %", after="95 %"),
                    Changed(name=CRITERIA_COLUMNS[5], before="20.01.2027", after="10.02.2027"),
                ),
                outcome=REQUESTS["rejected"],
                decided=Note(
                    by="Омаров С. Е.", on=date(2026, 10, 28), text="Негіздеме жеткіліксіз"
                ),
            ),
        ),
    ),
    evaluation=Evaluation(
        done=(
            DoneAction(
                line=1,
                what=PLAN.rows[0].actions[0].what,
                first_due_on=date(2026, 10, 30),
                due_on=date(2026, 10, 30),
                done_on=date(2026, 10, 29),
                proof="Қосымша сабақтар журналы",
            ),
            DoneAction(
                line=2,
                what=PLAN.rows[0].actions[1].what,
                first_due_on=date(2026, 11, 10),
                due_on=date(2026, 11, 23),
                done_on=date(2026, 11, 24),
                proof="Кафедра хаттамасы № 6",
            ),
        ),
        measured=(
            Measurement(
                measure=PLAN.supplement.criteria[0].measure,
                target="100 %",
                value="100 %",
                met=ANSWERS["yes"],
            ),
        ),
        recurrence_from=date(2026, 11, 24),
        recurrence_until=date(2027, 4, 24),
        recurrence_found="Қайталануы байқалмады.",
        head_view="Тәртіп жұмыс істейді.",
        evaluator=Note(by=HEAD, on=date(2027, 1, 25)),
        verdict=Decided(
            word=VERDICTS["effective"],
            by="Оспанова Г. М.",
            office=AUDITOR,
            on=date(2027, 2, 1),
            reason="Барлық кесте мерзімінде бекітілген",
        ),
        final=Decided(
            word=VERDICTS["effective"],
            by="Оспанова Г. М.",
            office=AUDITOR,
            on=date(2027, 4, 26),
            reason="Байқау кезеңінде қайталанбады",
        ),
        superseded=Note(
            by="Омаров С. Е.", on=date(2027, 9, 13), text="СЕ-2027-0021 есебі бойынша қайталанды"
        ),
        next_step=NEXT_STEPS["close"],
        next_note="Тәртіп басқа кафедраларға ұсынылсын",
        risks=LESSONS["updated"],
        risks_note="Кестенің кешігу тәуекелі енгізілді",
        system=LESSONS["changed"],
        system_note="Кафедра туралы ереженің 4.2-тармағы толықтырылды",
        closed_on=date(2027, 5, 3),
    ),
)

SECOND = Cycle(
    ordinal=2,
    opened_because="СЕ-2027-0021 есебі бұрынғы сәйкессіздіктің қайталануы деп танылды",
    response=Response(holds_before=True),
    consideration=Consideration(
        received_on=date(2027, 9, 13), office_received_on=date(2027, 9, 13)
    ),
)

REPORT = Annex2(
    form=FormCode(code="Қ-02", edition="2025"),
    printed_at=PRINTED_AT,
    institution=INSTITUTION,
    identification=IDENTIFICATION,
    response=RESPONSE,
    cycles=(FIRST, SECOND),
)
