"""A field that is refused when it is left empty never says that it is optional."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import pytest

from tests.given import House, day
from tests.web.scenes import SCENES, Typed, address, on_day
from tests.web.visiting import Come, read
from tuzetu.dossier.plan import Line
from tuzetu.people.appointing import end_appointment
from tuzetu.people.appointment import Appointment
from tuzetu.procedure.offices import Office


@dataclass(frozen=True)
class Left:
    """What is left empty of a step, what else is typed there, and what has then to be filled."""

    code: str
    empty: tuple[str, ...]
    says: str
    typed: Callable[[House], Typed] = lambda _home: {}
    headless: bool = False


ONE_OF_TWO, SOMETIMES, AT_LEAST_ONE = "one of the two", "needed in some cases", "at least one"

LEFT = (
    Left("set_hold", ("order_number",), SOMETIMES, lambda _home: {"kind": "programme"}),
    Left("record_correction", ("what", "correction_waiver"), ONE_OF_TWO),
    Left("record_correction", ("executor", "due_on", "done_on"), SOMETIMES),
    Left("record_consequences", ("consequences", "consequences_waiver"), ONE_OF_TWO),
    Left(
        "record_disposition",
        ("disposition_order",),
        SOMETIMES,
        lambda _home: {"disposition": "20.2"},
    ),
    Left("identify_case", ("source_document",), SOMETIMES, lambda _home: {"source": "21.5"}),
    Left("convene_group", ("term_reason",), SOMETIMES, lambda _home: {"due_on": on_day(10)}),
    Left("pass_to_unit", ("term_reason",), SOMETIMES, lambda _home: {"due_on": on_day(10)}),
    Left("pass_to_unit", ("leader",), SOMETIMES, headless=True),
    Left(
        "return_plan",
        ("remark",),
        AT_LEAST_ONE,
        lambda _home: {f"line_{line.pk}": "" for line in Line.objects.all()},
    ),
    Left(
        "propose_controller",
        ("controller_substitute",),
        SOMETIMES,
        lambda home: {"controller": home.bauyrzhan.pk},
    ),
)


@pytest.mark.parametrize("left", LEFT, ids=lambda one: f"{one.code}-{one.empty[0]}")
def test_what_is_refused_empty_was_not_called_optional(home: House, come: Come, left: Left) -> None:
    who, record = SCENES[left.code].set(home)
    visitor, to = come(who), address(left.code, record)
    if left.headless:
        head = Appointment.objects.get(office=Office.HEAD_OF_UNIT.code, unit=home.department)
        end_appointment(head, by=None, at=day(0), until_on=day(-1).date())
    asked = marks(read(visitor.get(to)))
    kept = SCENES[left.code].typed(home, record) | left.typed(home)

    answer = visitor.post(to, kept | dict.fromkeys(left.empty, ""))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    wrong = {one.get("id") for one in read(answer).find_class("field__wrong")}
    assert wrong & {f"id_{name}_error" for name in left.empty}
    assert [name for name in left.empty if f"({left.says})" not in asked[name]] == []
    assert [name for name in left.empty if "(optional)" in asked[name]] == []


def marks(page: Any) -> dict[str, str]:  # noqa: ANN401
    """What stands above each field of a step, by the field's name."""
    labels = page.find_class("field__label")
    return {str(one.get("for", "")).removeprefix("id_"): one.text_content() for one in labels}
