"""The log of Annex 3 and the register of plans, filled with a few invented rows."""

from datetime import date

from tuzetu.paperwork.annex3 import Annex3, Entry
from tuzetu.paperwork.labels import KINDS, VERDICTS
from tuzetu.paperwork.marks import FormCode
from tuzetu.paperwork.plans_register import PlansRegister, RegisteredPlan
from tuzetu.paperwork.samples import CONTROLLER, DEPARTMENT, INSTITUTION, MEETINGS, PLAN, PRINTED_AT
from tuzetu.paperwork.words import Words

YEAR = Words("2026 жыл", "2026 год")
CLOSED = Words("Жабылды", "Закрыто")
IN_PROGRESS = Words("Орындалуда", "На исполнении")
VOIDED = Words("Күші жойылды", "Аннулировано")
INTERNAL = Words("Ішкі тексеру", "Внутренняя проверка")

LOG = Annex3(
    form=FormCode(code="Қ-03", edition="2025"),
    printed_at=PRINTED_AT,
    institution=INSTITUTION,
    period=YEAR,
    begun_on=date(2026, 1, 5),
    ended_on=None,
    keeper_post=Words("Жобалық кеңсе қызметкері", "Сотрудник проектного офиса"),
    keeper="Бекжанова Л. Т.",
    entries=(
        Entry(
            ordinal=1,
            number="СЕ-2026-0014",
            registered_on=date(2026, 9, 16),
            unit=DEPARTMENT,
            source=INTERNAL,
            source_document="Ішкі аудит туралы есеп № 7, 15.09.2026",
            kind=KINDS["actual"],
            summary="Бірінші курстың жеке сабақтар кестесі екі апта кешігіп бекітілген.",
            requirement=Words("Академиялық күнтізбе", "Академический календарь"),
            root_causes=("Жүктемені бекіту мерзімі белгіленбеген",),
            corrections=("Уақытша кесте жасалып, білім алушыларға хабарланды.",),
            actions=("Кестені он жұмыс күні бұрын бекіту тәртібін енгізу.",),
            plan_number=PLAN.number,
            executors=("Қалиева М. Б.", "Нұрланұлы Е. С."),
            due_on=date(2026, 11, 23),
            done_on=date(2026, 11, 24),
            verdict=VERDICTS["effective"],
            verdict_on=date(2027, 2, 1),
            status=CLOSED,
            closed_on=date(2027, 5, 3),
            repeat_of=("СЕ-2025-0031",),
            remark="Тәртіп басқа кафедраларға ұсынылды.",
        ),
        Entry(
            ordinal=2,
            number="СЕ-2026-0015",
            registered_on=date(2026, 9, 18),
            unit=Words("Кітапхана", "Библиотека"),
            source=Words("Өзін-өзі бағалау", "Самооценка"),
            source_document="",
            kind=KINDS["actual"],
            summary="Қате тіркелген жазба.",
            requirement=None,
            status=VOIDED,
            void_because="СЕ-2026-0014 есебімен бірдей, қате енгізілген",
        ),
        Entry(
            ordinal=3,
            number="СЕ-2026-0017",
            registered_on=date(2026, 10, 2),
            unit=DEPARTMENT,
            source=INTERNAL,
            source_document="Өрт қауіпсіздігі мен сақтауды тексеру актісі № 3",
            kind=KINDS["potential"],
            summary="Аспаптар қоймасында ылғалдылық өлшенбейді.",
            requirement=Words("Бөлімше туралы ереже", "Положение о подразделении"),
            root_causes=("Сақтау шарттарын бақылау ешкімге жүктелмеген",),
            actions=("Ылғал өлшегіш орнату, көрсеткішін апта сайын жазып отыру.",),
            plan_number=PLAN.number,
            executors=("Әбдіқалықова Ж. Н.",),
            due_on=date(2026, 12, 4),
            status=IN_PROGRESS,
        ),
    ),
)

PLANS = PlansRegister(
    form=FormCode(code="Қ-04", edition="2025"),
    printed_at=PRINTED_AT,
    institution=INSTITUTION,
    period=YEAR,
    plans=(
        RegisteredPlan(
            ordinal=1,
            number=PLAN.number,
            dated_on=PLAN.dated_on,
            unit=DEPARTMENT,
            cases=("СЕ-2026-0014", "СЕ-2026-0017"),
            lines=3,
            confirmed=1,
            status=IN_PROGRESS,
            meetings=MEETINGS,
            approved_on=date(2026, 10, 20),
            controller=CONTROLLER,
            due_on=date(2026, 12, 4),
        ),
        RegisteredPlan(
            ordinal=2,
            number="",
            dated_on=None,
            unit=Words("Кітапхана", "Библиотека"),
            cases=("СЕ-2026-0019",),
            lines=2,
            confirmed=0,
            status=Words("Жоспар әзірленуде", "Разработка плана"),
        ),
    ),
)
