"""A history tells everything: what was reported, and what does not fit on one page (18)."""

import pytest
from django.urls import reverse

from tests import given
from tests.given import MONDAY, House, day
from tests.journeys import clock
from tests.web.visiting import Come, read, text_of
from tuzetu.dossier.containment import Hold
from tuzetu.journal.models import Entry
from tuzetu.stages.containment.steps import record_correction, set_hold
from tuzetu.web import history_shown

pytestmark = pytest.mark.clause("18")


def test_what_was_reported_stopped_and_corrected_is_told(home: House, come: Come) -> None:
    nc = given.registered(home, place="305-дәрісхана", evidence="Журнал, 12-бет")
    set_hold(
        nc,
        by=home.dauren,
        at=MONDAY,
        kind=Hold.Object.SERVICE,
        what="Жеке сабақ",
        since_on=MONDAY.date(),
        replaced_by="Топтық сабақ",
        told="Студенттер",
    )
    record_correction(
        given.fresh(nc),
        by=home.dauren,
        at=MONDAY,
        what="Кесте түзетіледі",
        executor=home.asel,
        due_on=day(9).date(),
    )
    clock.set_to(day(1))

    told = text_of(come(home.dauren).get(reverse("case_history", args=(nc.pk,))))

    for words in (
        *(nc.description, "305-дәрісхана", "Журнал, 12-бет"),
        *("Service", "Жеке сабақ", "Топтық сабақ", "Студенттер"),
        *("Кесте түзетіледі", str(home.asel), "11 February 2026"),
    ):
        assert words in told, words


def test_what_does_not_fit_on_a_page_is_on_the_next(
    home: House, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_shown, "SHOWN", 2)
    nc = given.decided(home)
    clock.set_to(day(1))
    visitor, href = come(home.dauren), reverse("case_history", args=(nc.pk,))
    address, told = href, []

    while address:
        page = read(visitor.get(address))
        told += page.xpath("//*[contains(@class, 'history')]//time/@datetime")
        onward = page.xpath("//a[starts-with(@href, '?before=')]/@href")
        address = href + onward[0] if onward else ""

    assert len(told) == Entry.objects.filter(told_in__case_id=nc.pk).count() > 2
    assert "2 February" in text_of(visitor.get(f"{href}?before=abc"))
