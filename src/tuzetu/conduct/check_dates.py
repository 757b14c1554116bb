"""What is said where a criterion would be checked before everything it covers is due (48)."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.procedure.rules.planning import is_checked_too_early


def checked_too_early(check_on: date | None, due: Mapping[int, date | None]) -> str:
    """Names the line that is due last; nothing where the day fits.

    ``due`` has the deadline of each covered line under the line's number.
    """
    days = {number: day for number, day in due.items() if day}
    if not is_checked_too_early(check_on, days.values()):
        return ""
    line = max(days, key=lambda number: days[number])
    return _(
        "Line %(line)s is due on %(due)s; a criterion that covers it is not checked before that."
    ) % {"line": line, "due": date_format(days[line])}
