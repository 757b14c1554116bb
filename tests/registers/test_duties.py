"""What a person owes, the most pressing first."""

from tests.given import MONDAY, House
from tuzetu.dossier.duty import Duty
from tuzetu.procedure.duties import Owed
from tuzetu.procedure.parts import Part
from tuzetu.registers.duties import MOST_SHOWN, desk_of


def owed(number: int, home: House, **told: object) -> Duty:
    """A duty of Timur."""
    return Duty.objects.create(
        owed=Owed.HAND_OVER.code,
        part=Part.CONTROLLER.code,
        person=home.timur,
        subject_kind="letter",
        subject_id=number,
        since_on=MONDAY.date(),
        **told,
    )


def test_what_has_a_day_comes_before_what_has_none_however_much_that_is(home: House) -> None:
    for number in range(MOST_SHOWN + 5):
        owed(number, home)
    late = owed(1000, home, due_on=MONDAY.date())

    desk = desk_of(home.timur, on=MONDAY.date())

    assert desk.mine[0] == late
    assert (len(desk.mine), desk.more) == (MOST_SHOWN, True)
