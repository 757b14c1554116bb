"""The page of one's own letters says what comes in the morning and what at once."""

import pytest

from tests.given import MONDAY, House
from tests.web.visiting import Come, text_of
from tuzetu.notices.models import Letter
from tuzetu.notices.outbox import put
from tuzetu.notices.writing import Written
from tuzetu.procedure.notices import MORNING

pytestmark = pytest.mark.clause("38")


@pytest.mark.parametrize("written_to", [False, True])
def test_it_is_said_when_letters_come(home: House, come: Come, *, written_to: bool) -> None:
    if written_to:
        letter = Written("Сізге әрекет тапсырылды", "Жоспар бекітілді.", "<p>Жоспар бекітілді.</p>")
        put(letter, to=home.bauyrzhan, kind=Letter.Kind.AT_ONCE, key="1", at=MONDAY)

    page = text_of(come(home.bauyrzhan).get("/mails/"))

    assert f"on the morning of a working day, after {MORNING:%H:%M}" in page
    assert "You are written to at once when" in page
