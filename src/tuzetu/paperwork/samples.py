"""Each form once, fully filled, for an invented institution: to try a layout on, and to show it.

Nobody here exists; names, numbers and matters are made up.
"""

from datetime import UTC, date, datetime

from tuzetu.paperwork.annex1 import Action, Amendment, Annex1, Approval, PlannedCase, Supplement
from tuzetu.paperwork.labels import ACTION_KINDS, AMENDMENTS, CRITERIA_COLUMNS, KINDS
from tuzetu.paperwork.marks import Changed, Criterion, FormCode, Meeting, Note
from tuzetu.paperwork.words import Words

PRINTED_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
INSTITUTION = Words("«Үлгі» консерваториясы", "Консерватория «Үлгі»")
DEPARTMENT = Words("«Домбыра» кафедрасы", "Кафедра «Домбра»")
FORM_1 = FormCode(code="Қ-01", edition="2025")

HEAD = "Сейітова А. Қ."
CONTROLLER = "Бекжанова Л. Т., жобалық кеңсе қызметкері"

TIMETABLE = PlannedCase(
    number="СЕ-2026-0014",
    kind=KINDS["actual"],
    text=(
        "Бірінші курстың жеке сабақтар кестесі семестр басталғаннан кейін екі апта өткен соң ғана "
        "бекітілген, 11 білім алушының сабағы өтпей қалған."
    ),
    actions=(
        Action(
            number=1,
            kind=ACTION_KINDS["correction"],
            what="Өтпей қалған сабақтарды қосымша кесте бойынша өткізу.",
            first_due_on=date(2026, 10, 30),
            due_on=date(2026, 10, 30),
            executor="Нұрланұлы Е. С., аға оқытушы",
            unit=DEPARTMENT,
            confirmed=Note(by="Бекжанова Л. Т.", on=date(2026, 10, 29), text="Журнал тексерілді."),
            followed_up=Note(
                by=HEAD, on=date(2026, 11, 2), text="Барлық сабақ өтелді, шағым түскен жоқ."
            ),
        ),
        Action(
            number=2,
            kind=ACTION_KINDS["corrective"],
            what=(
                "Кестені семестр басталғанға дейін он жұмыс күні бұрын бекіту тәртібін енгізу және "
                "оны кафедра отырысында қарау."
            ),
            first_due_on=date(2026, 11, 10),
            due_on=date(2026, 11, 23),
            executor="Қалиева М. Б., оқу бөлімінің әдіскері",
            unit=Words("Оқу бөлімі", "Учебный отдел"),
            co_executors=("Нұрланұлы Е. С.", "Ахметов Т. Ж."),
        ),
        Action(
            number=3,
            kind=ACTION_KINDS["corrective"],
            what="Кестені қағаз түрінде де ілу.",
            first_due_on=date(2026, 11, 10),
            due_on=date(2026, 11, 10),
            executor="Ахметов Т. Ж., диспетчер",
            struck_because="кесте электрондық жүйеде жарияланады",
        ),
    ),
)

INSTRUMENTS = PlannedCase(
    number="СЕ-2026-0017",
    kind=KINDS["potential"],
    text=(
        "Аспаптар қоймасында ылғалдылық өлшенбейді: қыс мезгілінде домбыралардың беті "
        "жарылуы мүмкін."
    ),
    actions=(
        Action(
            number=4,
            kind=ACTION_KINDS["preventive"],
            what="Ылғал өлшегіш орнату, көрсеткішін апта сайын жазып отыру.",
            first_due_on=date(2026, 12, 4),
            due_on=date(2026, 12, 4),
            executor="Әбдіқалықова Ж. Н., қойма меңгерушісі",
            unit=DEPARTMENT,
        ),
    ),
)

MEETINGS = (
    Meeting(minutes_number="3", held_on=date(2026, 10, 9), outcome="Толықтыруға қайтарылды"),
    Meeting(minutes_number="4", held_on=date(2026, 10, 15), outcome="Мақұлданды"),
)
MISTAKEN = Meeting(
    minutes_number="34",
    held_on=date(2026, 10, 15),
    outcome="Мақұлданды",
    struck=Note(by=HEAD, on=date(2026, 10, 15), text="Хаттама нөмірі қате енгізілген"),
)

PLAN = Annex1(
    form=FORM_1,
    printed_at=PRINTED_AT,
    number="ТӘЖ-2026-0005",
    dated_on=date(2026, 10, 16),
    revision=2,
    digest="9f2c41d07be85a6630c1e4479ad2b8f05c7716e3d94ab20f8861c5de3b7f9a14",
    unit=DEPARTMENT,
    approval=Approval(
        post=Words(
            "Академиялық мәселелер жөніндегі проректор", "Проректор по академическим вопросам"
        ),
        name="Қасымов Р. Д.",
        acting=True,
        approved_on=date(2026, 10, 20),
    ),
    rows=(TIMETABLE, INSTRUMENTS),
    head=HEAD,
    auditor="Оспанова Г. М.",
    supplement=Supplement(
        criteria=(
            Criterion(
                covers=(1, 2),
                case_number="СЕ-2026-0014",
                measure="Семестр басталғанға дейін бекітілген кестелердің үлесі",
                value_now="0 %",
                target="100 %",
                data_source="Оқу бөлімінің бұйрықтары",
                check_on=date(2027, 1, 20),
            ),
            Criterion(
                covers=(4,),
                case_number="СЕ-2026-0017",
                measure="Ылғалдылығы 40–60 % аралығында болған апталар саны",
                value_now="өлшенбеген",
                target="8 аптаның 8-і",
                data_source="Қойма журналы",
                check_on=date(2027, 2, 10),
            ),
        ),
        meetings=(MEETINGS[0], MISTAKEN, MEETINGS[1]),
        controller=CONTROLLER,
        controller_substitute="Омаров С. Е., жобалық кеңсе басшысы",
        amendments=(
            Amendment(
                made_on=date(2026, 11, 6),
                what=AMENDMENTS["due_on"],
                concerns=(2,),
                before="10.11.2026",
                after="23.11.2026",
                reason="Факультет кеңесінің отырысы кейінге қалды",
                made_by="Қасымов Р. Д.",
            ),
            Amendment(
                made_on=date(2026, 11, 9),
                what=AMENDMENTS["criterion"],
                concerns=(1, 2),
                before="",
                after="",
                wording=(
                    Changed(name=CRITERIA_COLUMNS[4], before="90 %", after="100 %"),
                    Changed(name=CRITERIA_COLUMNS[6], before="15.12.2026", after="20.01.2027"),
                ),
                reason="Сессия кейінге қалды",
                made_by="Омаров С. Е.",
            ),
        ),
    ),
)
