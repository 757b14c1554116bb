"""Invented examples of lists: duties, the table of cases, roles to sign in as, a letter."""

from datetime import UTC, datetime

from tuzetu.web.looks import (
    Act,
    Cell,
    Chip,
    Choice,
    Column,
    DemoCard,
    DemoSignIn,
    Duties,
    Duty,
    Empty,
    Figure,
    Figures,
    Filters,
    Link,
    Mail,
    Option,
    Pager,
    Panel,
    Paper,
    PaperIn,
    PersonChip,
    Row,
    SimilarCase,
    SimilarCases,
    SimilarFound,
    Table,
    Tag,
    Tone,
    Waiting,
)
from tuzetu.web.looks_examples import TITLE

TODAY = (
    Duties(
        title="Мерзімі өтті",
        late=True,
        duties=(
            Duty(
                when="2 күн бұрын",
                title="Критерийді өзгерту ұсынысына шешім қабылдау",
                href="#",
                number="СЕ-2026-0033",
                what="Жатақхана жарығы",
                clause="50",
                note="3 жұмыс күні 14 қазанда бітті",
                act=Act(label="Шешім қабылдау", href="#", primary=True, about="СЕ-2026-0033"),
                late=True,
            ),
        ),
    ),
    Duties(
        title="Бүгін",
        duties=(
            Duty(
                when="бүгін, 5-күн",
                title="Топ құру немесе бөлімшеге беру",
                href="#",
                number="СЕ-2026-0052",
                what="Емтихан алдындағы кеңес кестесі бұзылған",
                clause="38",
                act=Act(label="Қарау", href="#", primary=True, about="СЕ-2026-0052"),
            ),
            Duty(
                when="бүгін",
                title="Нәтижелілік туралы қорытынды беру",
                href="#",
                number="СЕ-2026-0012",
                what="Өрт дабылының қызметі",
                clause="51",
                note="барлық критерий өлшенген",
                act=Act(label="Бағалау", href="#", primary=True, about="СЕ-2026-0012"),
            ),
        ),
    ),
    Duties(
        title="Осы аптада",
        duties=(
            Duty(
                when="19 қазан, дс",
                title="Тоқтата тұруды алып тастау туралы шешім",
                href="#",
                number="СЕ-2026-0029",
                what="3-қабаттағы дәретхана",
                act=Act(label="Ашу", href="#", about="СЕ-2026-0029"),
            ),
            Duty(
                when="20 қазан, сс",
                title="Тәуекелдер туралы жауапты толтыру",
                href="#",
                number="СЕ-2026-0008",
                what="Диплом бланкілерінің есебі",
                clause="10.9",
                act=Act(label="Ашу", href="#", about="СЕ-2026-0008"),
            ),
        ),
    ),
)

FIGURES = Figures(
    figures=(
        Figure(
            name="Қайталанғаны",
            shows="2 / 31",
            href="#",
            how="Оқу жылы басынан жабылған 31 істің кейін қайталанғаны (17-тармақ).",
        ),
        Figure(name="Нәтижелі деп дәлелденгені", shows="74 %"),
        Figure(name="Бастапқы мерзімінде біткені", shows="81 %"),
    )
)

TODAY_ASIDE = (
    Panel(
        title="Басқаларды күтіп тұр",
        looks=(
            Waiting(
                items=(
                    Link(label="СЕ-2026-0041", href="#", note="проректор бекітеді, 20 қазан"),
                    Link(label="СЕ-2026-0045", href="#", note="топ талдауда, 28 қазан"),
                    Link(label="СЕ-2026-0047", href="#", note="«Қобыз-баян», жоспар, 30 қазан"),
                )
            ),
        ),
    ),
    Panel(title="Оқу жылы басынан", looks=(FIGURES,)),
)

NO_DUTIES = Empty(
    title="Бүгін сізден күтілетін іс жоқ",
    says="Жаңа тапсырма шыққанда осында және күнделікті хатта көрінеді.",
    act=Act(label="Сәйкессіздік туралы хабарлау", href="#"),
)

NOTHING_FOUND = Empty(
    title="Ештеңе табылмады", says="Сүзгілерді тазалаңыз немесе басқа сөз жазып көріңіз."
)

FILTERS = Filters(
    href="#",
    chips=(
        Chip(label="Ашық", href="#", on=True, count=18),
        Chip(label="Мерзімі өткен", href="#", count=2),
        Chip(label="Менің кезегім", href="#", count=3),
        Chip(label="Қайталанған", href="#", count=2),
        Chip(label="Барлығы", href="#"),
    ),
    choices=(
        Choice(
            name="unit",
            label="Бөлімше",
            options=(
                Option(code="domb", label="«Домбыра» кафедрасы", chosen=True),
                Option(code="lib", label="Кітапхана"),
            ),
        ),
        Choice(
            name="source", label="Дереккөзі", options=(Option(code="21.3", label="Ішкі тексеру"),)
        ),
    ),
    search_name="q",
    search_words="силлабус",
    clear_href="#",
    kept=(("sort", "-due"),),
)

COLUMNS = (
    Column(title="Нөмірі", href="#"),
    Column(title="Сәйкессіздік", href="#", main=True),
    Column(title="Бөлімше"),
    Column(title="Күйі", href="#"),
    Column(title="Кімнің кезегі"),
    Column(title="Мерзімі", href="#", sorted_as="ascending"),
)


def _row(number: str, title: str, unit: str, tag: Tag, who: str, due: str) -> Row:
    """A row of the table of cases."""
    late = tag.tone is Tone.OVERDUE
    cells = (
        Cell(says=number, href="#"),
        Cell(says=title, note="ішкі тексеру · 2 қыркүйек"),
        Cell(says=unit),
        Cell(looks=(tag,)),
        Cell(says=who),
        Cell(says=due, note="2 күн бұрын" if late else ""),
    )
    return Row(cells=cells, late=late)


FORMATS = (Link(label="XLSX", href="#"), Link(label="PDF", href="#"))
LOG = "3-қосымша. Журнал"
LOG_ON_PAPER = Paper(
    name=LOG,
    languages=tuple(
        PaperIn(paper=LOG, language=one, formats=FORMATS)
        for one in ("Қазақша", "Орысша", "Екі тілде")
    ),
)

CASES = Table(
    caption="Ашық сәйкессіздіктер, мерзімі бойынша",
    columns=COLUMNS,
    empty=NOTHING_FOUND,
    filters=FILTERS,
    pager=Pager(says="18 істің 1–5-і", next_href="#", last_href="#"),
    paper=LOG_ON_PAPER,
    rows=(
        _row(
            "СЕ-2026-0033",
            "Жатақхана дәліздеріндегі жарық талапқа сай емес",
            "Шаруашылық бөлім",
            Tag(tone=Tone.OVERDUE, says="Мерзімі өтті"),
            "жобалық кеңсе",
            "14 қазан",
        ),
        _row(
            "СЕ-2026-0052",
            "Емтихан алдындағы кеңес кестесі бұзылған",
            "«Халық әні» кафедрасы",
            Tag(tone=Tone.RECEIVED, says="Тіркелді"),
            "жобалық кеңсе",
            "16 қазан",
        ),
        _row(
            "СЕ-2026-0041",
            TITLE,
            "«Домбыра» кафедрасы",
            Tag(tone=Tone.APPROVAL, says="Бекітуде"),
            "проректор",
            "20 қазан",
        ),
        _row(
            "СЕ-2026-0045",
            "Кітапхана қорындағы ноталардың есебі жүргізілмеген",
            "Кітапхана",
            Tag(tone=Tone.CAUSES, says="Себептері талдануда"),
            "талдау тобы",
            "28 қазан",
        ),
        _row(
            "СЕ-2026-0012",
            "Өрт дабылы үш аудиторияда жұмыс істемеген",
            "Қауіпсіздік қызметі",
            Tag(tone=Tone.CHECKING, says="Нәтижелілігі бағалануда"),
            "жобалық кеңсе",
            "30 қазан",
        ),
    ),
)

NO_CASES = Table(caption="Іздеу нәтижесі", columns=COLUMNS, rows=(), empty=NOTHING_FOUND)

DEMO = DemoSignIn(
    href="#",
    cards=(
        DemoCard(
            person=PersonChip(name="Сәуле Арманқызы", office="жобалық кеңсе қызметкері"),
            says="Есептерді қарайды, шешім қабылдайды, қорытынды береді, баптауларды жүргізеді.",
            login="office",
            owes=3,
        ),
        DemoCard(
            person=PersonChip(
                name="Тоғжан Ержанова", office="академиялық мәселелер жөніндегі проректор"
            ),
            says="Жоспарларды бекітеді немесе қайтарады, мерзімді ұзартады.",
            login="vicerector",
            owes=1,
        ),
        DemoCard(
            person=PersonChip(
                name="Бауыржан Қуанышев", office="«Домбыра» кафедрасының меңгерушісі"
            ),
            says="Жоспар әзірлейді, отырыс өткізеді, орындалуын қадағалайды.",
            login="head",
        ),
        DemoCard(
            person=PersonChip(name="Айгүл Жақсыбаева", office="қызметкер"),
            says="Сәйкессіздік туралы хабарлайды, өзіне берілген әрекетті орындайды.",
            login="employee",
        ),
    ),
    others=(
        DemoCard(
            person=PersonChip(name="Ерлан Мұқанов", office="кафедра меңгерушісі"),
            says="«Қобыз-баян» кафедрасы",
            login="colleague",
        ),
    ),
)

LETTER = Mail(
    subject="ТӘЖ-2026-0017 жоспарын бекіту, 20 қазанға дейін",
    to="Т. Ержанова",
    at=datetime(2026, 10, 6, 3, 30, tzinfo=UTC),
    text="Жоспар сізге бекітуге жіберілді.\n\nСебебі: 44-тармақ.\nСоңғы күні: 20 қазан.\n\n"
    "https://tuzetu.example/plans/17/",
    state=Tag(tone=Tone.CLOSED, says="Жіберілді"),
)

SIMILAR = (
    SimilarCases(
        href="#",
        says="Бұл – тек көмекші мәлімет: жазғаныңызды бәрібір жібере аласыз.",
        found=SimilarFound(
            says="Табылған ұқсас сәйкессіздіктер саны: 1.",
            cases=(
                SimilarCase(
                    number="СЕ-2026-0011",
                    title="Концерт залындағы рояльдің күйі келмейді",
                    href="#",
                    tags=(Tag(tone=Tone.DOING, says="Орындалуда"),),
                    unit="«Фортепиано» кафедрасы",
                    shared="Ортақ сөздер: рояль, күйге, залдағы",
                ),
            ),
        ),
    ),
)
