"""Whether a trouble came back is asked with both answers; what each does is said before (17)."""

import pytest

from tests import given
from tests.given import House, day
from tests.journeys import clock
from tests.web.visiting import Come, text_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.stages.effectiveness.recurring import link_recurrence

WHY = "Сол себеп"


def linked(home: House, earlier: Nonconformity) -> Recurrence:
    """A later case in which somebody sees the earlier one come back; nobody has decided yet."""
    later = given.decided(home, day(100), detected_on=day(99).date())
    link = link_recurrence(later, by=home.saule, at=day(101), earlier=earlier, reason=WHY)
    clock.set_to(day(102))
    return link


def answers(link: Recurrence) -> set[str]:
    """The addresses of both answers."""
    return {f"/do/{code}_recurrence/{link.pk}/" for code in ("confirm", "deny")}


@pytest.mark.clause("17")
def test_today_leads_to_the_page_where_both_answers_stand(home: House, come: Come) -> None:
    link = linked(home, given.observed(home))

    shown = text_of(come(home.saule).get("/"))

    assert f'href="/cases/{link.later_id}/#recurrence"' in shown
    assert not any(one in shown for one in answers(link))


@pytest.mark.clause("17")
@pytest.mark.parametrize("of", ["later", "earlier"])
def test_both_cases_offer_both_answers_to_the_office_alone(
    home: House, come: Come, of: str
) -> None:
    link = linked(home, given.observed(home))
    page = f"/cases/{link.later_id if of == 'later' else link.earlier.nc_id}/"

    office, head = (text_of(come(who).get(page)) for who in (home.saule, home.dauren))

    section = office.partition('id="recurrence"')[2].partition("</section>")[0]
    assert all(one in section for one in answers(link))
    assert not any(one in head for one in answers(link))


@pytest.mark.clause("17")
def test_what_is_decided_is_offered_no_more(home: House, come: Come) -> None:
    link = linked(home, given.observed(home))
    visitor = come(home.saule)

    visitor.post(f"/do/deny_recurrence/{link.pk}/", {"decision": "Басқа", "version": link.version})

    shown = text_of(visitor.get(f"/cases/{link.later_id}/"))
    assert "Not a recurrence" in shown
    assert not any(one in shown for one in answers(link))


@pytest.mark.clause("17")
def test_the_page_of_confirming_says_what_it_does_and_leads_to_the_other_answer(
    home: House, come: Come
) -> None:
    earlier = given.observed(home)
    link = linked(home, earlier)

    shown = text_of(come(home.saule).get(f"/do/confirm_recurrence/{link.pk}/"))

    assert f"The verdict on case {earlier.number} is annulled." in shown
    assert f"Case {earlier.number} is opened again as its cycle 2" in shown
    assert f"({earlier.owning_unit.name}) is told by letter at once." in shown
    assert f'href="/do/deny_recurrence/{link.pk}/"' in shown


@pytest.mark.clause("17")
def test_where_the_earlier_case_is_not_at_its_end_confirming_says_that_its_stage_stays(
    home: House, come: Come
) -> None:
    earlier = given.measured(home)
    link = linked(home, earlier)

    shown = text_of(come(home.saule).get(f"/do/confirm_recurrence/{link.pk}/"))

    assert "the stage of that case stays" in shown
    assert "is no longer possible in its present cycle" in shown
    assert "is opened again" not in shown


@pytest.mark.clause("17")
def test_the_page_of_denying_says_that_nothing_changes(home: House, come: Come) -> None:
    earlier = given.observed(home)
    link = linked(home, earlier)

    shown = text_of(come(home.saule).get(f"/do/deny_recurrence/{link.pk}/"))

    assert f"case {earlier.number} stays as it is" in shown
    assert f'href="/do/confirm_recurrence/{link.pk}/"' in shown
    assert "annulled" not in shown


@pytest.mark.clause("17")
def test_what_bars_the_final_verdict_leads_to_both_answers(home: House, come: Come) -> None:
    earlier = given.observed(home)
    linked(home, earlier)
    clock.set_to(day(260))

    shown = text_of(come(home.saule).get(f"/do/confirm_effective/{earlier.pk}/"))

    assert f'href="/cases/{earlier.pk}/#recurrence"' in shown
