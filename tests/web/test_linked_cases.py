"""A case that may have come back leads to the other one, for those who may see that one."""

import zipfile
from io import BytesIO

import pytest
from django.http import HttpResponse

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.stages.decision.steps import merge_case
from tuzetu.stages.effectiveness.recurring import confirm_recurrence, link_recurrence
from tuzetu.stages.registration.steps import restrict_case

SECRET = "Құпия істің мәтіні"
WHY = "Сол адам туралы"


@pytest.mark.clause("18")
def test_of_a_linked_case_nothing_is_told_to_those_who_may_not_see_it(
    home: House, come: Come
) -> None:
    earlier = given.measured(home)
    later = given.decided(home, day(100), detected_on=day(99).date(), description=SECRET)
    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    restrict_case(
        given.fresh(later), by=home.saule, at=day(101), confidential=True, readers=[], reason="Иә"
    )
    clock.set_to(day(102))

    shown = text_of(come(home.erlan).get(f"/cases/{earlier.pk}/"))

    assert "A case that you do not see." in shown
    for told in (SECRET, WHY, f"/cases/{later.pk}/"):
        assert told not in shown


def test_of_a_linked_case_everything_is_told_to_those_who_see_it(home: House, come: Come) -> None:
    earlier = given.measured(home)
    later = given.decided(home, day(100), detected_on=day(99).date())
    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    clock.set_to(day(102))

    shown = text_of(come(home.saule).get(f"/cases/{earlier.pk}/"))

    assert WHY in shown
    assert f"/cases/{later.pk}/" in shown


def linked(home: House) -> tuple[Nonconformity, Nonconformity]:
    """An earlier case, confidential by now, and the later one that it may have come back in."""
    earlier = given.measured(home)
    later = given.decided(home, day(100), detected_on=day(99).date())
    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    _hide(home, earlier)
    return given.fresh(earlier), given.fresh(later)


def _hide(home: House, nc: Nonconformity) -> None:
    told = {"confidential": True, "readers": [], "reason": "Иә"}
    restrict_case(given.fresh(nc), by=home.saule, at=day(101), **told)
    clock.set_to(day(102))


@pytest.mark.clause("18")
def test_the_history_tells_nothing_of_a_linked_case_that_its_reader_may_not_see(
    home: House, come: Come
) -> None:
    earlier, later = linked(home)

    shown = text_of(come(home.erlan).get(f"/cases/{later.pk}/history/"))

    assert "A case that you do not see." in shown
    for told in (earlier.number, WHY):
        assert told not in shown


@pytest.mark.clause("18")
def test_the_history_of_the_earlier_case_keeps_the_reason_of_a_link_to_itself(
    home: House, come: Come
) -> None:
    earlier = given.measured(home)
    later = given.decided(home, day(100), detected_on=day(99).date())
    link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    _hide(home, later)

    assert WHY not in text_of(come(home.erlan).get(f"/cases/{earlier.pk}/history/"))


@pytest.mark.clause("17")
@pytest.mark.clause("18")
@pytest.mark.parametrize(("who", "told"), [("erlan", False), ("saule", True)])
@pytest.mark.parametrize("page", ["/cases/{}/", "/cases/{}/history/", "/print/annex2/{}.docx"])
def test_why_a_case_came_back_is_told_to_those_who_see_in_which_case(
    home: House, come: Come, page: str, who: str, *, told: bool
) -> None:
    earlier = given.observed(home)
    later = given.decided(home, day(100), detected_on=day(99).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    _hide(home, later)
    confirm_recurrence(link, by=home.saule, at=day(102), decision=SECRET)

    answer = come(getattr(home, who)).get(page.format(earlier.pk))

    shown = words_in(body(answer)) if page.endswith("docx") else text_of(answer)
    assert (SECRET in shown) is told


@pytest.mark.clause("18")
def test_the_history_tells_a_linked_case_to_those_who_see_it(home: House, come: Come) -> None:
    earlier, later = linked(home)

    shown = text_of(come(home.aigerim).get(f"/cases/{later.pk}/history/"))

    assert earlier.number in shown
    assert WHY in shown


@pytest.mark.clause("19")
def test_the_history_tells_no_number_of_a_hidden_case_that_went_on_for_both(
    home: House, come: Come
) -> None:
    into, nc = _merged(home)

    shown = text_of(come(home.erlan).get(f"/cases/{nc.pk}/history/"))

    assert "A case that you do not see." in shown
    assert into.number not in shown


def _merged(home: House) -> tuple[Nonconformity, Nonconformity]:
    into, nc = given.decided(home), given.registered(home)
    merge_case(nc, by=home.saule, at=day(1), into=into, reason="Сол мәселе")
    _hide(home, into)
    return into, given.fresh(nc)


@pytest.mark.clause("19")
def test_a_merged_case_leads_to_the_one_that_goes_on_and_that_one_lists_it(
    home: House, come: Come
) -> None:
    into, nc = given.decided(home), given.registered(home)
    merge_case(nc, by=home.saule, at=day(1), into=into, reason=WHY)
    visitor = come(home.saule)

    merged, going_on = (text_of(visitor.get(f"/cases/{one.pk}/")) for one in (nc, into))

    assert WHY in merged
    assert f"It goes on in case {into.number}" in merged
    assert merged.count(f'href="/cases/{into.pk}/"') == 2
    assert f'href="/cases/{nc.pk}/"' in going_on
    assert "Taken up" in going_on
    assert "The same matter" not in text_of(visitor.get(f"/cases/{given.decided(home).pk}/"))


@pytest.mark.clause("19")
@pytest.mark.clause("18")
def test_a_merged_case_and_the_one_that_goes_on_tell_nothing_of_a_hidden_one(
    home: House, come: Come
) -> None:
    into, nc = _merged(home)
    other, hidden = given.decided(home), given.registered(home, description=SECRET)
    seen = given.registered(home)
    secret = {"confidential": True, "readers": [home.saule], "reason": "Иә"}
    restrict_case(hidden, by=home.saule, at=day(1), **secret)
    for one in (given.fresh(hidden), seen):
        merge_case(one, by=home.saule, at=day(1), into=other, reason=WHY)
    rector = come(home.erlan)

    merged, going_on = (text_of(rector.get(f"/cases/{one.pk}/")) for one in (nc, other))

    assert "A case that you do not see." in merged
    assert into.number not in merged
    assert f'href="/cases/{seen.pk}/"' in going_on
    for told in (hidden.number, SECRET, f"/cases/{hidden.pk}/"):
        assert told not in going_on


@pytest.mark.clause("18.2")
@pytest.mark.parametrize(("who", "told"), [("erlan", False), ("aigerim", True)])
def test_annex_2_tells_the_number_of_an_earlier_report_to_those_who_see_it(
    home: House, come: Come, who: str, *, told: bool
) -> None:
    earlier, later = linked(home)

    printed = come(getattr(home, who)).get(f"/print/annex2/{later.pk}.docx?language=ru")

    words = words_in(body(printed))
    assert (earlier.number in words) is told
    assert ("карточка с ограниченным доступом" in words) is not told


@pytest.mark.clause("18.3")
@pytest.mark.parametrize(("who", "told"), [("erlan", False), ("saule", True)])
def test_annex_3_tells_the_number_of_the_case_that_goes_on_to_those_who_see_it(
    home: House, come: Come, who: str, *, told: bool
) -> None:
    into, _nc = _merged(home)
    into.readers.add(home.saule)

    printed = come(getattr(home, who)).get("/print/annex3/2026.docx?language=ru")

    words = words_in(body(printed))
    assert (into.number in words) is told
    assert ("карточка с ограниченным доступом" in words) is not told


def body(answer: HttpResponse) -> bytes:
    """What was sent, also piece by piece."""
    return b"".join(answer) if answer.streaming else answer.content


def words_in(docx: bytes) -> str:
    """The text of a document, as its file keeps it."""
    with zipfile.ZipFile(BytesIO(docx)) as packed:
        return packed.read("word/document.xml").decode()
