"""The values of the journal in the reader's words: entries of lists, choices, days and sums.

The journal keeps codes, so that it reads the same in every language; a page never shows them.
"""

import re
from collections.abc import Mapping
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tuzetu.dossier.analysis import Analysis
from tuzetu.dossier.evaluation import Evaluation, Measurement
from tuzetu.procedure.parts import Part
from tuzetu.stages.containment.forms import OBJECTS
from tuzetu.web.case_parts import Names

LISTS = {
    "disposition": "dispositions",
    "forums": "forums",
    "information": "analysis_information",
    "method": "methods",
    "methods": "cause_methods",
    "significance_class": "classes",
    "source": "sources",
}
"""A field whose values are codes → the list that names them."""

CHOICES: Mapping[str, Mapping[str, Any]] = {
    "hold_kind": dict(OBJECTS),
    "influence": dict(Analysis.Influence.choices),
    "similar": dict(Analysis.Similar.choices),
    "verdict": dict(Evaluation.Verdict.choices),
}
STANDING = {"provisional": noop("Provisional verdict"), "final": noop("Final verdict")}
MET = {
    Measurement.Met.YES: noop("Met"),
    Measurement.Met.PARTLY: noop("Partly met"),
    Measurement.Met.NO: noop("Not met"),
}
MEASURED = re.compile(r"(?P<value>.*) \((?P<met>yes|partly|no)\)", re.DOTALL)
MINUTES = re.compile(r"(?P<number>.*), (?P<day>\d{4}-\d{2}-\d{2})", re.DOTALL)
DECIDER = re.compile(r"(?P<part>[a-z_]+): (?P<who>.*)", re.DOTALL)


def told(field: str, value: object, names: Names) -> str:
    """What a field held, as a reader writes it."""
    if isinstance(value, list):
        return "; ".join(told(field, part, names) for part in value)
    if field in LISTS:
        return names.get((LISTS[field], str(value)), plain(value))
    if field == "cost" and value is not None:
        return _("%(cost)s tenge") % {"cost": f"{Decimal(str(value)):,.0f}".replace(",", "\u00a0")}
    if isinstance(value, str):
        return _composed(field, value) or plain(value)
    return plain(value)


def _composed(field: str, value: str) -> str:
    """A choice or a text that a step put together of a code and a value; else nothing."""
    if field == "verdict":
        return _(STANDING[value]) if value in STANDING else str(CHOICES[field].get(value, ""))
    if field in CHOICES:
        return str(CHOICES[field].get(value, ""))
    if field.startswith("criterion_") and (found := MEASURED.fullmatch(value)):
        return f"{found['value']} · {_(MET[Measurement.Met(found['met'])])}"
    if field == "minutes" and (found := MINUTES.fullmatch(value)):
        return _("Minutes No. %(number)s") % found.groupdict() + f", {plain(found['day'])}"
    if field == "substitute" and (found := DECIDER.fullmatch(value)):
        return f"{found['who']} ({_(str(Part[found['part'].upper()].value))})"
    return ""


def plain(value: object) -> str:
    """A value that needs no list: yes or no, a day, a moment, a text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str) and len(value) == len("2026-11-24") and (day := parse_date(value)):
        return date_format(day, "DATE_FORMAT")
    if isinstance(value, str) and value[:4].isdigit() and (moment := parse_datetime(value)):
        return date_format(localtime(make_aware(moment, UTC)), "DATETIME_FORMAT")
    return str(value)
