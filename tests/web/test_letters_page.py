"""The letters of the chancellery: each act stands for those alone who may take it (37)."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import House
from tests.web.visiting import Come, read
from tuzetu.dossier.letter import IntakeItem
from tuzetu.people.person import Person


def acts(come: Come, who: Person, item: IntakeItem | None = None) -> set[str]:
    """Where the acts in the head of the page lead."""
    where = reverse("letter", args=(item.pk,)) if item else reverse("letters")
    (head,) = read(come(who).get(where)).find_class("page__head")
    return {act.get("href") for act in head.find_class("act")}


def step(code: str, item: IntakeItem) -> str:
    return reverse("step", args=(code, item.pk))


@pytest.mark.clause("37")
def test_the_chancellery_alone_enters_letters_and_hands_them_over(home: House, come: Come) -> None:
    item = given.letter(home)

    assert acts(come, home.zhanar) == {reverse("open", args=("register_letter",))}
    assert acts(come, home.saule) == set()
    assert acts(come, home.zhanar, item) == {step("hand_over_letter", item)}
    assert acts(come, home.saule, item) == set()


@pytest.mark.clause("37")
def test_whoever_may_open_further_cases_of_a_letter_finds_the_way_there(
    home: House, come: Come
) -> None:
    item = given.letter(home)
    given.handed_over(home, item)

    assert acts(come, home.zhanar, item) == {step("open_case", item)}
    assert acts(come, home.saule, item) == {step("open_case", item)}
