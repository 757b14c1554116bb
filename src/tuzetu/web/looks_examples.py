"""Invented examples for the gallery: one case of a fictional conservatory, told by its looks."""

from datetime import date

from tuzetu.web.looks import (
    Act,
    Barred,
    Breadcrumb,
    Cause,
    CauseTree,
    Clock,
    Clocks,
    Difference,
    EvidenceTile,
    Fact,
    Facts,
    Link,
    Loop,
    Mark,
    NextAct,
    PersonChip,
    PlanLine,
    PlanTable,
    Remark,
    Section,
    SectionHead,
    Station,
    StationLine,
    Tag,
    Tone,
)

NUMBER = "СЕ-2026-0041"
TITLE = "Силлабустағы тақырыптар аудиторияда өтілген сабақтарға сай емес"

HEAD_OF_UNIT = PersonChip(
    name="Б. Қуанышев", office="бөлімше басшысы, «Домбыра» кафедрасы", href="#"
)
CONTROLLER = PersonChip(name="А. Жақсыбаева", office="бақылауға жауапты тұлға (ұсынылған)")
OFFICER = PersonChip(name="С. Арманқызы", office="жобалық кеңсе")
VICE_RECTOR = PersonChip(
    name="Т. Ержанова", office="академиялық мәселелер жөніндегі проректор", href="#"
)
ACTING = PersonChip(name="М. Оспанов", office="декан", on_behalf_of="Т. Ержанова")

CRUMBS = Breadcrumb(
    crumbs=(Link(label="Сәйкессіздіктер", href="#"), Link(label="Халық музыкасы факультеті"))
)

TAGS = (
    Tag(tone=Tone.APPROVAL, says="Бекітуде"),
    Tag(tone=Tone.HOLD, says="Пайдалану тоқтатыла тұрды"),
)

ALL_TAGS = (
    Tag(tone=Tone.RECEIVED, says="Тіркелді"),
    Tag(tone=Tone.HOLD, says="Пайдалану тоқтатыла тұрды"),
    Tag(tone=Tone.CAUSES, says="Себептері талдануда"),
    Tag(tone=Tone.PLAN, says="Жоспар әзірленуде"),
    Tag(tone=Tone.APPROVAL, says="Бекітуде"),
    Tag(tone=Tone.DOING, says="Орындалуда"),
    Tag(tone=Tone.CHECKING, says="Нәтижелілігі бағалануда"),
    Tag(tone=Tone.CLOSED, says="Жабылды"),
    Tag(tone=Tone.REJECTED, says="Расталмады"),
    Tag(tone=Tone.OVERDUE, says="Мерзімі өтті"),
)

PASSED = (
    Station(name="Тіркелді", mark=Mark.DONE, on=date(2026, 9, 2), spent="1 / 1 жұмыс күні"),
    Station(name="Тоқтата тұру", mark=Mark.DONE, on=date(2026, 9, 2), note="күшінде"),
    Station(name="Кеңсе шешімі", mark=Mark.DONE, on=date(2026, 9, 8), spent="4 / 5 жұмыс күні"),
    Station(name="Себептер", mark=Mark.DONE, on=date(2026, 9, 27), spent="25 / 28 күн"),
    Station(name="Жоспар", mark=Mark.DONE, on=date(2026, 10, 6), note="№ 3 хаттама"),
)

LINE = StationLine(
    stations=(
        *PASSED,
        Station(name="Бекіту", mark=Mark.NOW, note="2 күн қалды", spent="8 / 10 жұмыс күні"),
        Station(name="Орындау", mark=Mark.AHEAD),
        Station(name="Бағалау", mark=Mark.AHEAD),
        Station(name="Байқау", mark=Mark.AHEAD),
        Station(name="Жабу", mark=Mark.AHEAD),
    )
)

LINE_REOPENED = StationLine(
    stations=(
        Station(name="Тіркелді", mark=Mark.DONE, on=date(2026, 9, 2)),
        Station(name="Тоқтата тұру", mark=Mark.SKIPPED, reason="қажет емес: тоқтататын ештеңе жоқ"),
        Station(name="Кеңсе шешімі", mark=Mark.DONE, on=date(2026, 11, 12), spent="3 / 5"),
        Station(name="Себептер", mark=Mark.NOW, late=True, spent="31 / 28 күн", who="Б. Қуанышев"),
        Station(name="Жоспар", mark=Mark.AHEAD),
        Station(name="Бекіту", mark=Mark.AHEAD),
        Station(name="Орындау", mark=Mark.AHEAD),
        Station(name="Бағалау", mark=Mark.AHEAD),
        Station(name="Байқау", mark=Mark.AHEAD),
        Station(name="Жабу", mark=Mark.AHEAD),
    ),
    loop=Loop(leaves=9, returns=3, says="2-айналым: байқау кезеңінде қайталанды, СЕ-2026-0052"),
)

LINE_CLOSED = StationLine(
    stations=tuple(
        Station(name=name, mark=Mark.DONE, on=date(2026, 3, 4))
        for name in (
            *("Тіркелді", "Тоқтата тұру", "Кеңсе шешімі", "Себептер", "Жоспар", "Бекіту"),
            *("Орындау", "Бағалау", "Байқау", "Жабу"),
        )
    )
)

NEXT_FOR_OFFICE = NextAct(
    title="Проректордың кезегі: жоспарды бекіту немесе қайтару",
    says="ТӘЖ-2026-0017 жоспары 6 қазанда жіберілді. Соңғы күні – 2026 жылғы 20 қазан, "
    "екі жұмыс күні қалды.",
    primary=Act(label="Жоспарды ашу", href="#", primary=True, key="KeyO"),
    others=(Act(label="Еске салу", href="#", post=True),),
    barred=(
        Barred(
            says="Сізге бекіту рұқсат етілмеген: бұл қадам академиялық мәселелер жөніндегі "
            "проректордікі",
            clause="44",
            why_href="#",
        ),
    ),
)

NEXT_LATE = NextAct(
    title="Сіздің кезегіңіз: себептерді талдауды аяқтау",
    says="Талдау мерзімі 2026 жылғы 30 қыркүйекте бітті, үш күн өтті.",
    primary=Act(label="Талдауды аяқтау", href="#", primary=True),
    others=(
        Act(
            label="Күшін жою",
            href="#",
            post=True,
            confirm="Есептің күші жойылады, нөмірі сақталады. Мұны кері қайтаруға болмайды.",
        ),
    ),
    late=True,
)

NEXT_OF_NOBODY = NextAct(
    title="Ешкімнің кезегі емес: іс жабылды",
    says="Қорытынды – нәтижелі, 2026 жылғы 4 наурыз. Қайталанса, іс қайта ашылады.",
)

CLOCKS = Clocks(
    clocks=(
        Clock(name="Кеңсе шешімі", used=4, allowed=5, tally="4 / 5 жұмыс күні"),
        Clock(name="Себептерді талдау", used=25, allowed=28, tally="25 / 28 күн"),
        Clock(
            name="Отырыс және бекіту", used=8, allowed=10, tally="8 / 10 жұмыс күні", running=True
        ),
    ),
    sentences=(
        "Кеңсе шешіміне бес жұмыс күні беріледі (38-тармақ): 3 қыркүйектен 9 қыркүйекке дейін.",
        "Себептерді талдауға төрт апта беріледі (39-тармақ): 2 қыркүйектен 30 қыркүйекке дейін.",
        "Отырыс пен бекітуге баптаудағы он жұмыс күні беріледі: 20 қазанға дейін.",
    ),
)

CLOCKS_LATE = Clocks(
    clocks=(
        Clock(name="Себептерді талдау", used=31, allowed=28, tally="31 / 28 күн", running=True),
        Clock(
            name="Критерийді өзгерту",
            used=9,
            allowed=40,
            tally="9 / 40 күн",
            running=True,
            half=True,
        ),
    )
)

FILES = (
    EvidenceTile(
        name="журнал-көшірме.pdf", href="#", size="412 КБ", by="Д. Нұрланов", on=date(2026, 9, 2)
    ),
    EvidenceTile(
        name="силлабус-2025.docx",
        href="#",
        size="88 КБ",
        by="Д. Нұрланов",
        on=date(2026, 9, 2),
        says="бекітілген нұсқа",
    ),
    EvidenceTile(
        name="тақтаның-суреті-214-аудитория-ұзын-атаумен.jpg",
        href="#",
        size="2,1 МБ",
        by="Е. Мұқанов",
    ),
)

NONCONFORMITY = Section(
    head=SectionHead(
        title="Сәйкессіздік",
        byline="2-қосымша, І бөлім · Д. Нұрланов, 2 қыркүйек",
        anchor="nonconformity",
    ),
    looks=(
        Facts(
            facts=(
                Fact(
                    term="Сипаты",
                    says="Дәстүрлі музыка пәні бойынша бес топтың журналындағы он екі тақырып "
                    "силлабустан бөлек өтілген. Құжаттағы және аудиториядағы бағдарлама екі түрлі.",
                ),
                Fact(
                    term="Бұзылған талап",
                    says="ISO 9001, 8.5.1 · ESG 1.3 · Силлабус туралы ереже, 4.2",
                ),
                Fact(term="Дереккөзі", says="Ішкі тексеру (21.3), сабақ сапасын бағалау (29.1)"),
                Fact(
                    term="Түзету",
                    says="Тақырыптар 9 қыркүйекке дейін силлабусқа сай қайта өтілді.",
                    changes=(Act(label="Өңдеу", href="#"),),
                ),
                Fact(
                    term="Дәлелдемелер",
                    links=(
                        Link(label="журнал-көшірме.pdf", href="#"),
                        Link(label="силлабус-2025.docx", href="#"),
                    ),
                ),
            )
        ),
    ),
)

TREE = CauseTree(
    causes=(
        Cause(
            says="Оқытушы тақырыптарды өз жоспарымен өткізген",
            meta="1-дәреже",
            deeper=(
                Cause(
                    says="Силлабус оқытушысыз жаңартылған",
                    deeper=(
                        Cause(
                            says="Силлабусты келісу қадамы бекітілген тәртіпте жоқ",
                            meta="шығын 0 ₸ · талдау, байқау (40.1, 40.2)",
                            root=True,
                        ),
                    ),
                ),
            ),
        ),
        Cause(
            says="Журнал ай сайын тексерілмеген",
            meta="2-дәреже · шығын 120 000 ₸",
            proved=False,
            acts=(Act(label="Дәлелдеме қосу", href="#"),),
        ),
    )
)

CAUSES = Section(
    head=SectionHead(
        title="Себептер",
        byline="топ: Г. Сәбитова, Е. Мұқанов, студент өкілі · 25 күнде",
        anchor="causes",
    ),
    looks=(TREE,),
)

REMARK = Remark(
    by=VICE_RECTOR,
    on=date(2026, 10, 9),
    says="Кім келісетінін нақты жазыңыз: кафедра меңгерушісі ме, әдіскер ме?",
    answer="Кафедра меңгерушісі деп толықтырылды.",
    settled=True,
)

CHANGE = Difference(
    label="Әрекеттің мазмұны",
    old="Силлабусты кафедра отырысында келісу",
    new="Силлабусты кафедра отырысында оқытушымен келісу тәртібін бекіту",
)

LINES = (
    PlanLine(
        number=1,
        kind="Түзету әрекеті",
        says="Силлабусты кафедра отырысында оқытушымен келісу тәртібін бекіту",
        executor="Б. Қуанышев",
        co_executors="Г. Сәбитова",
        due_on=date(2026, 11, 16),
        criterion="Келісілген силлабус: 0 % орнына 100 %, 1 желтоқсан",
        nonconformity=Link(label=NUMBER, href="#"),
    ),
    PlanLine(
        number=2,
        kind="Алдын алу әрекеті",
        says="Журналдарды ай сайын салыстырып тексеру",
        executor="Е. Мұқанов",
        due_on=date(2026, 11, 30),
        criterion="Алшақтық: 12 тақырыптың орнына 1 тақырыптан аспау, семестр соңы",
        nonconformity=Link(label="СЕ-2026-0038", href="#"),
    ),
)

PLAN = PlanTable(caption="ТӘЖ-2026-0017 жоспарының жолдары", lines=LINES)

PLAN_UNDER_WAY = PlanTable(
    caption="Орындалып жатқан жоспардың жолдары",
    shows_case=True,
    lines=(
        PlanLine(
            number=1,
            kind="Түзету әрекеті",
            says="Силлабусты кафедра отырысында оқытушымен келісу тәртібін бекіту",
            executor="Б. Қуанышев",
            due_on=date(2026, 12, 1),
            first_due_on=date(2026, 11, 16),
            criterion="Келісілген силлабус: 100 %",
            nonconformity=Link(label=NUMBER, href="#"),
            state=Tag(tone=Tone.CHECKING, says="Орындалды"),
            marks=("орындаушы: 28 қараша", "бақылауға жауапты тұлға: күтілуде"),
            evidence=FILES[:1],
            changes=(CHANGE,),
            remarks=(REMARK,),
            acts=(
                Act(label="Орындалғанын растау", href="#", primary=True, about="1-жол"),
                Act(label="Қайтару", href="#", about="1-жол"),
            ),
        ),
        PlanLine(
            number=2,
            kind="Алдын алу әрекеті",
            says="Журналдарды ай сайын салыстырып тексеру",
            executor="Е. Мұқанов",
            due_on=date(2026, 11, 30),
            criterion="Алшақтық: 1 тақырыптан аспау",
            state=Tag(tone=Tone.OVERDUE, says="Мерзімі өтті"),
        ),
        PlanLine(
            number=3,
            kind="Түзету",
            says="Ескі силлабусты сайттан алып тастау",
            executor="А. Жақсыбаева",
            due_on=date(2026, 10, 30),
            struck="іс басқа жоспарға көшірілді",
        ),
    ),
)
