"""More of the invented case: criteria, meetings, refusals, history, people and papers."""

from datetime import UTC, date, datetime

from tuzetu.web.looks import (
    Act,
    CriteriaTable,
    Criterion,
    Difference,
    Entry,
    Evidence,
    History,
    Link,
    Meeting,
    Meetings,
    Panel,
    Paper,
    PaperIn,
    Papers,
    People,
    Reason,
    RefusalList,
    Round,
    Section,
    SectionHead,
    Tag,
    Tone,
    Verdict,
    WhyTable,
)
from tuzetu.web.looks_examples import (
    ACTING,
    CHANGE,
    CLOCKS,
    CONTROLLER,
    FILES,
    HEAD_OF_UNIT,
    OFFICER,
    PLAN,
    VICE_RECTOR,
)

CRITERIA = CriteriaTable(
    caption="Нәтижелілікті бағалау критерийлері",
    criteria=(
        Criterion(
            measure="Оқытушымен келісілген силлабустардың үлесі",
            baseline="0 %",
            target="100 %",
            measured="96 %",
            bar=96,
            measured_on=date(2026, 12, 2),
            check_on=date(2026, 12, 1),
            source="кафедра отырысының хаттамалары",
            covers="1-жол",
            verdict=Tag(tone=Tone.DOING, says="Ішінара"),
        ),
        Criterion(
            measure="Журнал мен силлабустың алшақтығы, тақырып саны",
            baseline="12",
            target="≤ 1",
            measured="0",
            bar=100,
            measured_on=date(2026, 12, 25),
            check_on=date(2026, 12, 25),
            covers="1, 2-жол",
            verdict=Tag(tone=Tone.CLOSED, says="Орындалды"),
        ),
        Criterion(
            measure="Бағдарлама туралы студенттер шағымының саны",
            baseline="7",
            target="≤ 2",
            check_on=date(2027, 1, 30),
            source="сауалнама",
            note="Критерий 14 қазанда өзгертілді (50-тармақ): нысана 3 болған.",
        ),
    ),
)

CRITERIA_SECTION = Section(
    head=SectionHead(
        title="Бағалау критерийлері", byline="2-қосымша, ІІ бөлім · Б. Қуанышев, 5 қазан"
    ),
    looks=(CRITERIA,),
)

PLAN_SECTION = Section(
    head=SectionHead(
        title="Жоспар ТӘЖ-2026-0017",
        byline="1-қосымша · отырыс хаттамасы № 3, 5 қазан",
        anchor="plan",
    ),
    looks=(PLAN,),
)

EVIDENCE_SECTION = Section(
    head=SectionHead(title="Қоса берілген файлдар", acts=(Act(label="Файл қосу", href="#"),)),
    looks=(Evidence(files=FILES),),
)

MEETINGS = Meetings(
    meetings=(
        Meeting(
            number="3",
            on=date(2026, 10, 5),
            body="«Домбыра» кафедрасының отырысы",
            chaired_by="Б. Қуанышев",
            present="11 адамның 9-ы",
            decided="Жоспарды проректорға бекітуге жіберу.",
            votes="9 · 0 · 0",
            files=(Link(label="хаттама-3.pdf", href="#", note="214 КБ"),),
        ),
    )
)

REFUSALS = RefusalList(
    title="Жоспарды бекітуге әлі жіберуге болмайды",
    kept="Енгізгеніңіз сақталды.",
    reasons=(
        Reason(
            says="Бөлімше отырысы хаттамасының нөмірі мен күнін енгізіңіз.",
            clause="44",
            clause_href="#",
            who="бөлімше басшысы",
            mends=(Link(label="Отырысты енгізу", href="#"),),
        ),
        Reason(
            says="Әр түзету әрекеті үшін бағалау критерийін енгізіңіз.",
            clause="48",
            who="жоспар әзірлеуші",
            mends=(Link(label="2-жолға критерий қосу", href="#"),),
        ),
    ),
)

REFUSALS_AHEAD = RefusalList(
    title="Жабу үшін әлі не керек",
    calm=True,
    reasons=(
        Reason(
            says="Барлық критерий бойынша нәтижені енгізіңіз.", clause="51", who="бөлімше басшысы"
        ),
    ),
)

WHY = WhyTable(
    step="Жоспарды бекіту",
    state=Tag(tone=Tone.APPROVAL, says="Бекітуде"),
    parts=("жобалық кеңсе қызметкері",),
    done_by="академиялық мәселелер жөніндегі проректор",
    verdicts=(
        Verdict(rule="Жоспар бекітуге жіберілген.", clause="44", holds=True, found="6 қазанда"),
        Verdict(
            rule="Бұл қадам академиялық мәселелер жөніндегі проректордікі.",
            clause="44",
            clause_href="#",
            holds=False,
            found="Сіз жобалық кеңсе қызметкерісіз.",
            who="Т. Ержанова",
        ),
        Verdict(rule="Өз жоспарын ешкім бекітпейді.", clause="44", holds=None),
    ),
)

HISTORY = History(
    proof="Тізбек бүтін: 48 жазба, соңғы тексеру бүгін 03:10-да",
    entries=(
        Entry(
            title="Жоспар бекітуге жіберілді",
            by=HEAD_OF_UNIT,
            at=datetime(2026, 10, 6, 6, 42, tzinfo=UTC),
            clause="43",
            changes=(CHANGE, Difference(label="Нөмірі", old="", new="ТӘЖ-2026-0017")),
            digest="9f3c…a17e",
        ),
        Entry(
            title="Критерийді өзгерту ұсынысы қабылданды",
            by=ACTING,
            at=datetime(2026, 10, 5, 10, 5, tzinfo=UTC),
            clause="50",
            clause_href="#",
            reason="Семестрдің оқу жоспары ауысты, бұрынғы нысана өлшенбейді.",
            changes=(
                Difference(label="Мақсатты мән", old="3 шағымнан аспау", new="2 шағымнан аспау"),
            ),
            digest="41b0…77c2",
        ),
        Entry(
            title="Топ құрылды",
            by=OFFICER,
            at=datetime(2026, 9, 8, 4, 15, tzinfo=UTC),
            clause="38.1",
            links=(Link(label="бұйрық-112.pdf", href="#"),),
            digest="0c52…e9d4",
        ),
    ),
    more=Act(label="Алдыңғы 45 жазба", href="#"),
)

ROUND = Round(
    title="1-айналым",
    says="Нәтижелі емес, А. Ким, 4 желтоқсан 2026",
    looks=(Link(label="ТӘЖ-2026-0017", href="#"),),
)

PDF_AND_DOCX = (Link(label="PDF", href="#"), Link(label="DOCX", href="#"))

LANGUAGES = ("Қазақша", "Орысша", "Екі тілде")


def _paper(name: str) -> Paper:
    """A form of the example, in each language."""
    ways = (PaperIn(paper=name, language=one, formats=PDF_AND_DOCX) for one in LANGUAGES)
    return Paper(name=name, languages=tuple(ways))


PAPERS = Papers(papers=(_paper("1-қосымша. Жоспар"), _paper("2-қосымша. Есеп")))

ASIDE = (
    Panel(title="Мерзімдер", looks=(CLOCKS,)),
    Panel(title="Адамдар", looks=(People(people=(HEAD_OF_UNIT, CONTROLLER, VICE_RECTOR)),)),
    Panel(
        title="Тоқтата тұру",
        says="2025 жылғы силлабус қолданылмайды, № 112 бұйрық. Орнына – уақытша жоспар.",
    ),
    Panel(title="Басып шығару", looks=(PAPERS,)),
)
