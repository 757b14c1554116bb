"""One real finding, from the report to the final verdict, by nine people at their browsers.

Nothing is written into the database but the institution: every act is a form that somebody finds
by its words, fills in and sends. The pages are Kazakh; words of the catalogue are named here by
their English, so that whoever mends the Kazakh need not mend the journey. The
clock moves; its round is the product's own.
"""

from pathlib import Path

import pytest
from PIL import Image

from tests.given import MONDAY
from tests.journeys import clock
from tests.journeys.visitor import Entrance, Visitor, kazakh
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
    teacher.opens("Report")
    teacher.types("What does not meet a requirement?", FINDING.text)
    teacher.types("Place", FINDING.area)
    teacher.presses("Send the report")
    teacher.sees("Describe the evidence or attach a file.")
    teacher.field("Attach files").set_input_files(board)
    teacher.sends("Send the report")
    teacher.sees(NUMBER, FINDING.text, board.name)


def take_note_by_keyboard(come: Entrance) -> None:
    """The head of the department takes note without a mouse (27.2)."""
    head = come(HEAD)
    head.goes_by_tab_to("Take note")
    head.page.keyboard.press("Enter")
    head.is_at("Take note")
    head.goes_by_tab_to("Take note")
    head.page.keyboard.press("Enter")
    head.is_told_done("Take note")


def decide(come: Entrance) -> None:
    """The office is told what is missing, identifies the case, sets up a group (38)."""
    officer = come(OFFICER)
    officer.opens("Decide")
    officer.sees("Set up a group")
    officer.opens("Why?")
    officer.sees("Name the requirement that is not met.", "Choose the source of the fact.")
    officer.opens("Identify the nonconformity")
    officer.types("Requirement breached", FINDING.requirement)
    officer.chooses("Source", "Ішкі тексеру")
    officer.ticks("Found by an internal audit")
    officer.chooses("Detection method", "Оқу сабақтарының")
    officer.types("Process or object", FINDING.process)
    officer.sends("Identify the nonconformity")
    officer.opens("Suspension is not applicable")
    officer.types("Why suspension is not applicable", "Тоқтататын қызмет жоқ")
    officer.sends("Suspension is not applicable")
    officer.opens("Set up a group")
    officer.chooses("Group leader", LEADER)
    members = officer.question("Members of the group")
    officer.ticks("Сольфеджина", members)
    officer.ticks("Бірінкурс", members)
    officer.types("Reason for the decision", "Мәселе бірнеше бөлімшеге қатысты")
    officer.sends("Set up a group")
    officer.sees("Cause analysis", f"А. {LEADER}")


def respond(come: Entrance) -> None:
    """The head records the correction and the consequences (10.2, 10.3)."""
    head = come(HEAD)
    open_case(head)
    head.opens("Record a correction")
    head.types("What removes the nonconformity itself", FINDING.correction)
    head.types("Done on", local_day(MONDAY).isoformat())
    head.sends("Record a correction")
    head.opens("Record the consequences")
    head.types("Actual consequences", "Екі топ тақырыптарды қайта өтті")
    head.types("Who was told", "Декан")
    head.sends("Record the consequences")


def open_case(visitor: Visitor) -> None:
    """Through the table of cases."""
    visitor.opens("Nonconformities")
    visitor.opens(NUMBER)
    visitor.sees(FINDING.text)


def analyse(come: Entrance) -> None:
    """The leader saves half of it, reads what is missing, completes the analysis (34, 36)."""
    clock.pass_days(10)
    leader = come(LEADER)
    leader.opens("Work on the causes")
    leader.ticks("Жеке тұлға немесе топ жүргізетін талдау")
    leader.types("What the methods showed", "Журналдар силлабуспен салыстырылды")
    leader.ticks("Құжаттарды мерзімді тексеру нәтижелері")
    leader.types("Significance", "Оқу нәтижесіне тікелей әсер етеді")
    leader.ticks("High", leader.question("Degree of influence on quality"))
    leader.types("Possible consequences", "Аккредиттеу ескертуі")
    leader.types("Cost of removal", "0")
    leader.ticks("They could exist", leader.question("Do similar nonconformities exist?"))
    leader.ticks("Yes", leader.question("Is corrective action needed?"))
    leader.types("Reason", "Себеп жойылмаса, қайталанады")
    leader.types("Cause", FINDING.cause, leader.question("1-себеп"))
    leader.saves("Complete the analysis")
    leader.unfolds("Not yet possible for you")
    leader.opens("What is missing?")
    leader.sees("Mark the root cause.", "Мына жолдардағы себептердің түрін таңдаңыз: 1.")
    leader.opens("Work on the causes")
    leader.chooses("Kind", "Басқа", within=leader.question("1-себеп"))
    root = leader.question("2-себеп")
    leader.chooses("Place in the chain", "2-деңгей", within=root)
    leader.types("Cause", FINDING.root, root)
    leader.chooses("Kind", "Басқа", within=root)
    leader.ticks("Root cause", root)
    leader.saves("Complete the analysis")
    leader.takes("Complete the analysis")
    leader.sees("Plan being drafted", FINDING.root)


def plan(come: Entrance) -> None:
    """The head pastes the rows from a spreadsheet, holds the meeting, submits (43, 44, 48)."""
    cells = [
        [NUMBER, FINDING.action1, "20.03.2026", f"{EXECUTOR} Қайрат", f"{TEACHER} Ақерке", "",
         FINDING.measure, FINDING.value_now, FINDING.target, FINDING.data_source, "30.04.2026"],
        [NUMBER, FINDING.action2, "31.02.2026", f"{EXECUTOR} Қайрат"],
    ]  # fmt: skip
    head = come(HEAD)
    head.takes("Start a plan")
    head.opens("Work on the plan")
    head.pastes("Rows copied from Excel", cells)
    head.presses("Save")
    head.sees("2-жол, 3-баған (мерзімі), «31.02.2026»: Мұндай күн жоқ.")
    cells[1][2] = "31.03.2026"
    head.pastes("Rows copied from Excel", cells)
    head.saves("Send for approval")
    head.sees("Бекітуге жіберу. Орындалмаған шарт: 2")
    head.opens("Work on the plan")
    head.types("Covers lines", "1, 2", head.question("1-критерий"))
    head.chooses("Cause", FINDING.root, within=head.question("1-жол"))
    head.saves("Send for approval")
    head.opens("Record the unit meeting")
    head.types("Number of the minutes", "7")
    head.types("Date of the meeting", clock.today().isoformat())
    head.sends("Record the unit meeting")
    head.takes("Send for approval")
    head.sees(PLAN, "Plan awaiting approval")
    officer = come(OFFICER)
    officer.opens("Propose the controller")
    officer.chooses("Controller", CONTROLLER)
    officer.sends("Propose the controller")


def return_and_approve(come: Entrance) -> None:
    """The vice-rector returns the plan once; what changed is shown; it is approved (44)."""
    clock.pass_days(1)
    vice_rector = come(VICE_RECTOR)
    vice_rector.opens("Decide")
    vice_rector.opens("Return for revision")
    vice_rector.types("2-жолға түсініктеме", "Салыстыруды кім қабылдайтынын көрсетіңіз")
    vice_rector.sends("Return for revision")
    head = come(HEAD)
    head.opens("Work on the plan")
    head.sees("Салыстыруды кім қабылдайтынын көрсетіңіз")
    amended = f"{FINDING.action2}; кафедра отырысы қабылдайды"
    head.types("Action", amended, head.question("2-жол"))
    head.saves("Send for approval")
    head.takes("Send for approval")
    again = come(VICE_RECTOR)
    again.opens("Decide")
    again.opens("Approve the plan")
    again.sees("Remarks, and what the last submission changed", amended)
    again.sends("Approve the plan")
    again.sees("Plan in progress")


def carry_out(come: Entrance) -> None:
    """The executor shows what was done, the controller sends one back, then confirms (41, 46)."""
    clock.pass_days(30)
    executor = come(EXECUTOR)
    executor.sees(FINDING.action1, FINDING.action2)
    for done in ("Тәртіп бекітілді, хаттама № 9", "Бірінші ай салыстырылды, акт бар"):
        come(EXECUTOR).opens("Mark as done")
        executor.types("What was done", done)
        executor.sends("Mark as done")
    controller = come(CONTROLLER)
    controller.opens("Decide")
    controller.opens("Send back to the executor")
    controller.types("What is missing", "Хаттаманың көшірмесі жоқ")
    controller.sends("Send back to the executor")
    come(EXECUTOR).opens("Mark as done")
    executor.types("What was done", "Тәртіп бекітілді, хаттама № 9, көшірмесі кафедрада")
    executor.sends("Mark as done")
    come(CONTROLLER).opens("Decide")
    controller.opens("Confirm completion")
    controller.sees("көшірмесі кафедрада")
    controller.types("Note on the completion", "Хаттаманы көрдім")
    controller.sends("Confirm completion")
    controller.takes("Confirm completion")
    controller.sees("Plan carried out")


def evaluate(come: Entrance) -> None:
    """The head measures; the auditor, who found it, judges provisionally (17, 51)."""
    clock.pass_days(60)
    head = come(HEAD)
    head.opens("Enter the measured values")
    head.types(f"1-критерий: {FINDING.measure}", "96 %")
    head.ticks("Met", head.question("1-критерий орындалды ма?"))
    head.types("1-әрекетті қадағалау", "Тәртіп сақталып отыр")
    head.types("2-әрекетті қадағалау", "Салыстыру ай сайын жүргізіледі")
    head.types("Recurrence was looked for from", "2026-02-13")
    head.types("What was found", "Қайталанған жоқ")
    head.types("View of the head of the unit on the effectiveness", "Нәтижелі деп санаймын")
    head.sends("Enter the measured values")
    auditor = come(AUDITOR)
    auditor.opens("Decide")
    auditor.opens("Verdict: effective")
    auditor.sees("96 %", "Қайталанған жоқ")
    auditor.types("What the verdict rests on", "Журнал мен силлабус салыстырылды")
    auditor.sends("Verdict: effective")
    auditor.sees("Observed for recurrence", "Түпкілікті қорытынды: нәтижелі. Орындалмаған шарт: 1")


def give_final_verdict(come: Entrance) -> None:
    """When the observation has ended, the clock's round makes the final verdict owed (17)."""
    clock.pass_days(154)
    tick(at=clock.now())
    auditor = come(AUDITOR)
    auditor.opens("Decide")
    auditor.opens("Final verdict: effective")
    auditor.types("What the observation showed", "Қайталанбады")
    auditor.sends("Final verdict: effective")
    auditor.sees("Being closed", "Қайталанбады")


def read_the_forms(come: Entrance) -> None:
    """Two presses from the case; each form says what was done, in PDF and in DOCX (18)."""
    officer = come(OFFICER)
    open_case(officer)
    says(officer, "Annex 2. Report", *ANNEX_2)
    officer.opens("Open the plan")
    says(officer, "Annex 1. Plan", *ANNEX_1)
    officer.opens("Log")
    says(officer, "Annex 3. Log", *ANNEX_3)


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
    about = f" – {kazakh(form)}, {kazakh('In Kazakh')}"
    pdf = squeezed("".join(pages(reader.downloads(f"PDF{about}"))))
    docx = squeezed("".join(docx_lines(reader.downloads(f"DOCX{about}"))))
    lost = [
        (ending, one)
        for ending, text in (("pdf", pdf), ("docx", docx))
        for one in words
        if squeezed(one) not in text
    ]
    assert lost == []
