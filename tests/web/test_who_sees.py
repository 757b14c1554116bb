"""Who sees what of which case: every page asked by everybody, against one reviewed page.

A test that fails tells the table that it found; what changed in it is to be read, and written
into the page if it is right.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import given
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.conduct.filing import receive
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Attachment, Draft
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Plan
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.offices import Office
from tuzetu.similarity.earlier import keeper
from tuzetu.stages.decision.steps import convene_group
from tuzetu.stages.planning.steps import approve_plan, draft_plan, propose_controller, submit_plan
from tuzetu.stages.planning.writing import LineRow, write_plan
from tuzetu.stages.registration.steps import restrict_case

pytestmark = pytest.mark.unmeasured  # goes where others go: they are measured

PAGE = Path(__file__).with_name("who_sees.md")
APPLICANT = "Серік Ахметов"
LATER = day(8)
OPEN, HIDDEN = "+", "–"

Places = dict[str, str]
"""What can be opened of a case: its name in the table, its address."""


@dataclass(frozen=True)
class Everybody:
    """A person for each part, and one who has none."""

    home: House
    parts: dict[str, Person]


@pytest.fixture
def everybody(home: House) -> Everybody:
    """The standing characters with those whom only this table needs."""
    faculty = Unit.objects.get(code="faculty")
    given.appoint(home.gulnar, Office.AUDITOR)
    given.person("dean", "Декан", faculty, Office.HEAD_OF_UNIT, faculty)
    given.person("admin", "Әкімші", faculty, Office.ADMINISTRATOR)
    other = given.unit("qobyz", Unit.Kind.DEPARTMENT, faculty)
    given.person("qobyz_head", "Қобыз", other, Office.HEAD_OF_UNIT, other)
    for login in ("stranger", "member", "co_executor", "substitute", "reader"):
        given.person(login, login, other)
    named = {person.login: person for person in Person.objects.all()}
    return Everybody(
        home,
        {
            "employee": named["stranger"],
            "reporter": home.aigerim,
            "head": home.dauren,
            "head of the faculty": named["dean"],
            "head of another unit": named["qobyz_head"],
            "project office": home.saule,
            "chancellery": home.zhanar,
            "leader": home.asel,
            "analyst": named["member"],
            "executor": home.bauyrzhan,
            "co-executor": named["co_executor"],
            "controller": home.timur,
            "controller's substitute": named["substitute"],
            "auditor": home.gulnar,
            "vice-rector": home.maira,
            "rector": home.erlan,
            "named reader": named["reader"],
            "administrator": named["admin"],
        },
    )


def _ordinary(people: Everybody) -> Nonconformity:
    """A case in progress: analysed by a group, planned, approved, with a file."""
    home, parts = people.home, people.parts
    nc = given.identified(home)
    _with_file(nc, home)
    convene_group(
        nc,
        by=home.saule,
        at=MONDAY,
        leader=parts["leader"],
        members=[parts["analyst"]],
        owning_unit=home.department,
        reason="Бірнеше бөлімшеге қатысты",
    )
    given.analyse(nc, by=parts["leader"], at=MONDAY)
    plan = draft_plan(given.fresh(nc), by=home.dauren, at=MONDAY)
    _write(plan, people, nc)
    given.discuss(home, plan, at=MONDAY)
    substitute = parts["controller's substitute"]
    told = {"controller": home.timur, "controller_substitute": substitute}
    propose_controller(plan, by=home.saule, at=MONDAY, **told)
    submit_plan(plan, by=home.dauren, at=MONDAY)
    approve_plan(given.plan_again(plan), by=home.maira, at=MONDAY)
    return given.fresh(nc)


def _write(plan: Plan, people: Everybody, nc: Nonconformity) -> None:
    line = LineRow(
        case=nc.pk,
        what="Келісу тәртібін бекіту",
        due_on=(MONDAY + timedelta(days=60)).date(),
        executor=people.home.bauyrzhan,
        co_executors=(people.parts["co-executor"],),
        unit=people.home.department,
    )
    criteria = [given.criterion(nc, at=MONDAY)]
    write_plan(plan, by=people.home.dauren, at=MONDAY, lines=[line], criteria=criteria)


def _confidential(people: Everybody) -> Nonconformity:
    """The same case, restricted by the office, which names one reader."""
    nc = _ordinary(people)
    reader = people.parts["named reader"]
    restrict_case(
        nc, by=people.home.saule, at=day(1), confidential=True, readers=[reader], reason="Құпия"
    )
    return given.fresh(nc)


def _from_outside(people: Everybody) -> Nonconformity:
    """A case that a complaint opened, with the office."""
    nc = given.handed_over(people.home, given.letter(people.home, applicant=APPLICANT))
    _with_file(nc, people.home)
    return nc


def _with_file(nc: Nonconformity, home: House) -> None:
    draft = Draft.objects.create(owner=home.aigerim, step="x", opened_at=MONDAY, saved_at=MONDAY)
    upload = SimpleUploadedFile("journal.txt", "Топ журналы".encode())
    held = receive(
        upload, draft=draft, purpose=Attachment.Purpose.EVIDENCE, by=home.aigerim, at=MONDAY
    )
    held.nc, held.draft = nc, None
    held.save()


KINDS: dict[str, Callable[[Everybody], Nonconformity]] = {
    "ordinary": _ordinary,
    "confidential": _confidential,
    "from outside": _from_outside,
}


def _places(nc: Nonconformity) -> Places:
    places = {
        "case": reverse("case", args=(nc.pk,)),
        "history": reverse("case_history", args=(nc.pk,)),
        "file": reverse("file", args=(nc.files.get().pk,)),
    }
    if nc.confidential:  # prints are slow, and guarded like the pages
        places["Annex 2"] = reverse("print", args=("annex2", nc.pk, "pdf"))
    plan = Plan.objects.filter(joined__cycle__nc=nc).first()
    if plan:
        places["plan"] = reverse("plan", args=(plan.pk,))
    letter = IntakeItem.objects.filter(kind=IntakeItem.Kind.LETTER).first()
    if letter:
        places["letter"] = reverse("letter", args=(letter.pk,))
    return places


def _lists(nc: Nonconformity) -> Places:
    return {
        "in the table of cases": reverse("cases"),
        "in the log": reverse("log"),
        "found by a word": f"{reverse('cases')}?words=силлабустағы",
        "found by its number": f"{reverse('search')}?q={nc.number}",
    }


def _opens(client: Client, address: str) -> bool:
    answer = client.get(address)
    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}, address
    return answer.status_code == HTTPStatus.OK


def _lists_it(client: Client, address: str, nc: Nonconformity) -> bool:
    answer = client.get(address, follow=True)
    assert answer.status_code == HTTPStatus.OK, address
    return reverse("case", args=(nc.pk,)) in text_of(answer)


def _tells_it(client: Client, nc: Nonconformity) -> bool:
    keeper().wake()
    assert keeper().wait(10)
    answer = client.post(reverse("similar"), {"text": nc.description})
    assert answer.status_code == HTTPStatus.OK
    return reverse("case", args=(nc.pk,)) in text_of(answer)


def _knows_the_applicant(client: Client, places: Places) -> bool:
    addresses = (*places.values(), reverse("letters"), reverse("today"))
    pages = (client.get(one) for one in addresses if not one.endswith((".pdf", ".docx")))
    return any(APPLICANT in text_of(page) for page in pages)


def _rows(nc: Nonconformity, clients: dict[str, Client]) -> Iterator[tuple[str, list[bool]]]:
    places = _places(nc)
    for name, address in places.items():
        yield name, [_opens(client, address) for client in clients.values()]
    for name, address in _lists(nc).items():
        yield name, [_lists_it(client, address, nc) for client in clients.values()]
    yield "told as a similar one", [_tells_it(client, nc) for client in clients.values()]
    if "letter" in places:
        told = [_knows_the_applicant(client, places) for client in clients.values()]
        yield "who complained", told


def _table(kind: str, nc: Nonconformity, clients: dict[str, Client]) -> str:
    head = [f"## {kind}", "", f"| | {' | '.join(clients)} |", "|---" * (len(clients) + 1) + "|"]
    rows = [
        f"| {name} | " + " | ".join(OPEN if seen else HIDDEN for seen in sight) + " |"
        for name, sight in _rows(nc, clients)
    ]
    return "\n".join([*head, *rows, ""])


@pytest.mark.clause("18")
@pytest.mark.parametrize("kind", KINDS)
def test_what_each_part_sees_is_as_reviewed(kind: str, everybody: Everybody, come: Come) -> None:
    nc = KINDS[kind](everybody)
    clock.set_to(LATER)

    found = _table(kind, nc, {part: come(who) for part, who in everybody.parts.items()})

    assert found in PAGE.read_text("utf-8"), found
