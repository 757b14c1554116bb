"""A deadline on a day off is taken as it is, and told after: perhaps nobody is at work then."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuzetu.conduct.asking import StepForm
from tuzetu.people.working_calendar import effective_calendar
from tuzetu.procedure.calendar import Names


def days_off(form: StepForm, *, on: date) -> str:
    """The deadlines of a form that fall on a day off, each with why it is off, in one sentence."""
    calendar = effective_calendar(on)
    named = ((str(name), day, calendar.why_off(day)) for name, day in form.days_set())
    off = [_day(name, day, why) for name, day, why in named if why]
    if not off:
        return ""
    told = {"days": "; ".join(off)}
    return _("Deadlines on a day off: %(days)s. They stand as they were entered.") % told


def _day(name: str, day: date, why: Names) -> str:
    told = {"name": name, "day": date_format(day, "DATE_FORMAT")}
    return _("%(name)s – %(day)s, %(why)s") % {**told, "why": why[get_language() or "kk"]}
