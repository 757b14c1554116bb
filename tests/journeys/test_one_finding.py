"""One real finding, from the report to the final verdict, by nine people at their browsers.

Nothing is written into the database but the institution: every act is a form that somebody finds
by its words, fills in and sends. The clock moves; the round of the clock is the product's own.
"""

from pathlib import Path

import pytest
from PIL import Image

from tests.given import MONDAY
from tests.journeys import clock
from tests.journeys.visitor import Entrance, Visitor
from tests.paperwork.papers import docx_lines, pages, squeezed
from tuzetu.demonstration.writing_down import told_stories
from tuzetu.jobs.tick import tick
from tuzetu.journal.chain import verify
from tuzetu.procedure.calendar import local_day

pytest_plugins = ["tests.web.look_window"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FINDING = next(one for one in told_stories() if one.id == "F07")
NUMBER = "СЕ-2026-0001"
PLAN = "ТӘЖ-2026-0001"
PHOTO = Path(__file__).parents[2] / "docs" / "pictures" / "case-360.png"

TEACHER = "Күмісішек"
HEAD = "Домбырабаев"
OFFICER = "Әдемінота"
LEADER = "Кестебаева"
VICE_RECTOR = "Ырғақова"
EXECUTOR = "Іскербаев"
CONTROLLER = "Бақылаушин"
AUDITOR = "Дыбысова"


@pytest.mark.clause("27")
def test_one_finding_goes_from_report_to_final_verdict(come: Entrance, tmp_path: Path) -> None:
    report_without_scripts(come, photo(tmp_path))
    take_note_by_keyboard(come)
    decide(come)
    respond(come)
    analyse(come)
    plan(come)
    return_and_approve(come)
    carry_out(come)
    evaluate(come)
    give_final_verdict(come)
    read_the_forms(come)
    assert verify() == []


def photo(folder: Path) -> Path:
    """A photograph of the notice board, as a telephone saves it."""
    place = folder / "тақта.jpg"
    with Image.open(PHOTO) as picture:
        picture.convert("RGB").save(place, "JPEG")
    return place


def report_without_scripts(come: Entrance, board: Path) -> None:
    """The teacher reports in a browser whose scripts are switched off (2, 30)."""
    teacher = come(TEACHER, java_script_enabled=False)
    teacher.opens("Хабарлау")
    teacher.types("Не талапқа сай емес?", FINDING.text)
    teacher.types("Орны", FINDING.area)
    teacher.presses("Хабарды жіберу")
    teacher.sees("Дәлелдемені жазыңыз немесе файл қосыңыз.")
    teacher.field("Файл қосу").set_input_files(board)
    teacher.sends("Хабарды жіберу")
    teacher.sees(NUMBER, FINDING.text, board.name)


def take_note_by_keyboard(come: Entrance) -> None:
    """The head of the department takes note without a mouse (27.2)."""
    head = come(HEAD)
    head.goes_by_tab_to("Танысу")
    head.page.keyboard.press("Enter")
    head.is_at("Танысу")
    head.goes_by_tab_to("Танысу")
    head.page.keyboard.press("Enter")
    head.is_told_done("Танысу")


def decide(come: Entrance) -> None:
    """The office is told what is missing, identifies the case, sets up a group (38)."""
    officer = come(OFFICER)
    officer.opens("Шешім қабылдау")
    officer.opens("Топ құру")
    officer.sees("Орындалмаған талапты көрсетіңіз.", "Фактінің дереккөзін таңдаңыз.")
    officer.opens("Сәйкессіздікті сәйкестендіру")
    officer.types("Бұзылған талап", FINDING.requirement)
    officer.chooses("Дереккөзі", "Ішкі тексеру")
    officer.ticks("Ішкі аудит анықтаған")
    officer.chooses("Анықтау тәсілі", "Оқу сабақтарының")
    officer.types("Үдеріс немесе нысан", FINDING.process)
    officer.sends("Сәйкессіздікті сәйкестендіру")
    officer.opens("Тоқтата тұру қолданылмайды")
    officer.types("Тоқтата тұру неге қолданылмайды", "Тоқтататын қызмет жоқ")
    officer.sends("Тоқтата тұру қолданылмайды")
    officer.opens("Топ құру")
    officer.chooses("Топ жетекшісі", LEADER)
    officer.chooses("Топ мүшелері", "Сольфеджина", "Бірінкурс")
    officer.types("Шешім негіздемесі", "Мәселе бірнеше бөлімшеге қатысты")
    officer.sends("Топ құру")
    officer.sees("Себептері талдануда", f"А. {LEADER}")


def respond(come: Entrance) -> None:
    """The head records the correction and the consequences (10.2, 10.3)."""
    head = come(HEAD)
    open_case(head)
    head.opens("Түзетуді жазу")
    head.types("Сәйкессіздіктің өзін жоятын шара", FINDING.correction)
    head.types("Орындалған күні", local_day(MONDAY).isoformat())
    head.sends("Түзетуді жазу")
    head.opens("Салдарын жазу")
    head.types("Іс жүзіндегі салдар", "Екі топ тақырыптарды қайта өтті")
    head.types("Кімге хабарланды", "Декан")
    head.sends("Салдарын жазу")


def open_case(visitor: Visitor) -> None:
    """Through the table of cases."""
    visitor.opens("Сәйкессіздіктер")
    visitor.opens(NUMBER)
    visitor.sees(FINDING.text)


def analyse(come: Entrance) -> None:
    """The leader saves half of it, reads what is missing, completes the analysis (34, 36)."""
    clock.pass_days(10)
    leader = come(LEADER)
    leader.opens("Себептермен жұмыс істеу")
    leader.ticks("Жеке тұлға немесе топ жүргізетін талдау")
    leader.types("Әдістер нені көрсетті", "Журналдар силлабуспен салыстырылды")
    leader.ticks("Құжаттарды мерзімді тексеру нәтижелері")
    leader.types("Маңыздылық дәрежесі", "Оқу нәтижесіне тікелей әсер етеді")
    leader.ticks("Жоғары", leader.question("Сапаға әсер ету дәрежесі"))
    leader.types("Ықтимал салдар", "Аккредиттеу ескертуі")
    leader.types("Жою шығындары", "0")
    leader.ticks("Болуы мүмкін", leader.question("Ұқсас сәйкессіздіктер бар ма?"))
    leader.ticks("Иә", leader.question("Түзету әрекеті қажет пе?"))
    leader.types("Негіздеме", "Себеп жойылмаса, қайталанады")
    leader.types("Себеп", FINDING.cause, leader.question("себеп 1"))
    leader.saves("Себептермен жұмыс істеу")
    leader.opens("Не жетіспейді?")
    leader.sees("Түпкі себепті белгілеңіз.", "Әр себептің түрін таңдаңыз.")
    leader.opens("Себептермен жұмыс істеу")
    leader.chooses("Түрі", "Басқа", within=leader.question("себеп 1"))
    root = leader.question("себеп 2")
    leader.chooses("Тізбектегі орны", "Неге?", within=root)
    leader.types("Себеп", FINDING.root, root)
    leader.chooses("Түрі", "Басқа", within=root)
    leader.ticks("Түпкі себеп", root)
    leader.saves("Себептермен жұмыс істеу")
    leader.takes("Талдауды аяқтау")
    leader.sees("Жоспар әзірленуде", FINDING.root)


def plan(come: Entrance) -> None:
    """The head pastes the rows from a spreadsheet, holds the meeting, submits (43, 44, 48)."""
    cells = [
        [NUMBER, FINDING.action1, "20.03.2026", f"{EXECUTOR} Қайрат", f"{TEACHER} Ақерке", "",
         FINDING.measure, FINDING.value_now, FINDING.target, FINDING.data_source, "30.04.2026"],
        [NUMBER, FINDING.action2, "31.02.2026", f"{EXECUTOR} Қайрат"],
    ]  # fmt: skip
    head = come(HEAD)
    head.takes("Жоспар бастау")
    head.opens("Жоспармен жұмыс істеу")
    head.pastes("Excel-ден көшірілген жолдар", cells)
    head.presses("Сақтау")
    head.sees("2-жол, 3-баған, «31.02.2026»: Күнді кк.аа.жжжж түрінде енгізіңіз.")
    cells[1][2] = "31.03.2026"
    head.pastes("Excel-ден көшірілген жолдар", cells)
    head.saves("Жоспармен жұмыс істеу")
    head.sees("Бекітуге жіберу. Орындалмаған шарт: 2")
    head.opens("Жоспармен жұмыс істеу")
    head.types("Қамтитын жолдары", "1, 2", head.question("критерий 1"))
    head.chooses("Себеп", FINDING.root, within=head.question("жол 1"))
    head.saves("Жоспармен жұмыс істеу")
    head.opens("Бөлімше отырысын жазу")
    head.types("Хаттама нөмірі", "7")
    head.types("Отырыс күні", clock.today().isoformat())
    head.sends("Бөлімше отырысын жазу")
    head.takes("Бекітуге жіберу")
    head.sees(PLAN, "Жоспар бекітуде")
    officer = come(OFFICER)
    officer.opens("Бақылауға жауапты тұлғаны ұсыну")
    officer.chooses("Бақылауға жауапты тұлға", CONTROLLER)
    officer.sends("Бақылауға жауапты тұлғаны ұсыну")


def return_and_approve(come: Entrance) -> None:
    """The vice-rector returns the plan once; what changed is shown; it is approved (44)."""
    clock.pass_days(1)
    vice_rector = come(VICE_RECTOR)
    vice_rector.opens("Шешім қабылдау")
    vice_rector.opens("Пысықтауға қайтару")
    vice_rector.types("Түсініктеме, жол: 2", "Салыстыруды кім қабылдайтынын көрсетіңіз")
    vice_rector.sends("Пысықтауға қайтару")
    head = come(HEAD)
    head.opens("Жоспармен жұмыс істеу")
    head.sees("Салыстыруды кім қабылдайтынын көрсетіңіз")
    amended = f"{FINDING.action2}; кафедра отырысы қабылдайды"
    head.types("Әрекет", amended, head.question("жол 2"))
    head.saves("Жоспармен жұмыс істеу")
    head.takes("Бекітуге жіберу")
    again = come(VICE_RECTOR)
    again.opens("Шешім қабылдау")
    again.opens("Жоспарды бекіту")
    again.sees("Соңғы жіберілгеннен бергі түсініктемелер мен өзгерістер", amended)
    again.sends("Жоспарды бекіту")
    again.sees("Жоспар орындалуда")


def carry_out(come: Entrance) -> None:
    """The executor shows what was done, the controller sends one back, then confirms (41, 46)."""
    clock.pass_days(30)
    executor = come(EXECUTOR)
    executor.sees(FINDING.action1, FINDING.action2)
    for done in ("Тәртіп бекітілді, хаттама № 9", "Бірінші ай салыстырылды, акт бар"):
        come(EXECUTOR).opens("Орындалды деп белгілеу")
        executor.types("Не істелді", done)
        executor.sends("Орындалды деп белгілеу")
    controller = come(CONTROLLER)
    controller.opens("Шешім қабылдау")
    controller.opens("Орындаушыға кері қайтару")
    controller.types("Не жетіспейді", "Хаттаманың көшірмесі жоқ")
    controller.sends("Орындаушыға кері қайтару")
    come(EXECUTOR).opens("Орындалды деп белгілеу")
    executor.types("Не істелді", "Тәртіп бекітілді, хаттама № 9, көшірмесі кафедрада")
    executor.sends("Орындалды деп белгілеу")
    come(CONTROLLER).opens("Шешім қабылдау")
    controller.opens("Орындалғанын растау")
    controller.sees("көшірмесі кафедрада")
    controller.types("Орындалуы туралы белгі", "Хаттаманы көрдім")
    controller.sends("Орындалғанын растау")
    controller.takes("Орындалғанын растау")
    controller.sees("Жоспар орындалды")


def evaluate(come: Entrance) -> None:
    """The head measures; the auditor, who found it, judges provisionally (17, 51)."""
    clock.pass_days(60)
    head = come(HEAD)
    head.opens("Өлшенген мәндерді енгізу")
    head.types(FINDING.measure, "96 %")
    head.ticks("Орындалды", head.question("Критерий орындалды ма?"))
    head.types("Қайталану қаралған кезеңнің басы", "2026-02-13")
    head.types("Не табылды", "Қайталанған жоқ")
    head.types("Бөлімше басшысының нәтижелілігі туралы пікірі", "Нәтижелі деп санаймын")
    head.sends("Өлшенген мәндерді енгізу")
    auditor = come(AUDITOR)
    auditor.opens("Шешім қабылдау")
    auditor.opens("Қорытынды: нәтижелі")
    auditor.sees("96 %", "Қайталанған жоқ")
    auditor.types("Қорытынды неге негізделген", "Журнал мен силлабус салыстырылды")
    auditor.sends("Қорытынды: нәтижелі")
    auditor.sees("Қайталануы бақылануда", "Түпкілікті қорытынды: нәтижелі. Орындалмаған шарт: 1")


def give_final_verdict(come: Entrance) -> None:
    """When the observation has ended, the clock's round makes the final verdict owed (17)."""
    clock.pass_days(154)
    tick(at=clock.now())
    auditor = come(AUDITOR)
    auditor.opens("Түпкілікті қорытынды: нәтижелі")
    auditor.types("Байқау нені көрсетті", "Қайталанбады")
    auditor.sends("Түпкілікті қорытынды: нәтижелі")
    auditor.sees("Жабылуда", "Қайталанбады")


def read_the_forms(come: Entrance) -> None:
    """Two presses from the case; each form says what was done, in PDF and in DOCX (18)."""
    officer = come(OFFICER)
    open_case(officer)
    says(officer, "2-қосымша. Есеп", *ANNEX_2)
    officer.opens("Жоспарды ашу")
    says(officer, "1-қосымша. Жоспар", *ANNEX_1)
    officer.opens("Журнал")
    says(officer, "", *ANNEX_3)


ANNEX_1 = (
    "1-қосымша",
    "БЕКІТЕМІН",
    f"{VICE_RECTOR} М.",
    "«Домбыра» кафедрасы",
    PLAN,
    FINDING.text,
    FINDING.action1,
    f"{FINDING.action2}; кафедра отырысы қабылдайды",
    "2026 жылғы 20 наурыз",
    f"{EXECUTOR} Қ.",
    f"{TEACHER} А.",
    f"{CONTROLLER} Т.",
    "Хаттаманы көрдім",
    f"{HEAD} Қ.",
)
ANNEX_2 = (
    NUMBER,
    FINDING.text,
    FINDING.requirement,
    FINDING.correction,
    "Екі топ тақырыптарды қайта өтті",
    FINDING.cause,
    FINDING.root,
    PLAN,
    FINDING.measure,
    "96 %",
    "Қайталанған жоқ",
    "Нәтижелі деп санаймын",
    f"{AUDITOR} Г.",
    "Қайталанбады",
)
ANNEX_3 = (NUMBER, "«Домбыра» кафедрасы", FINDING.root, PLAN, f"{EXECUTOR} Қ.", "Нәтижелі")


def says(reader: Visitor, form: str, *words: str) -> None:
    """The PDF and the DOCX of a form hold all these words."""
    about = f" – {form}" if form else ""
    pdf = squeezed("".join(pages(reader.downloads(f"PDF{about}"))))
    docx = squeezed("".join(docx_lines(reader.downloads(f"DOCX{about}"))))
    lost = [
        (ending, one)
        for ending, text in (("pdf", pdf), ("docx", docx))
        for one in words
        if squeezed(one) not in text
    ]
    assert lost == []
