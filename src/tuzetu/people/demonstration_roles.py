"""The roles of the demonstration: invented people whom one press signs in as."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tuzetu.people.person import Person

ROLES: Mapping[str, str | Promise] = {
    "employee": _("Reports what goes wrong"),
    "chancellery": _("Registers letters and complaints"),
    "officer": _("Decides what happens with a case"),
    "office_head": _("Leads the project office"),
    "head": _("Heads the unit, draws up its plan"),
    "leader": _("Leads an analysis of causes"),
    "executor": _("Carries out the actions of a plan"),
    "controller": _("Confirms that actions are done"),
    "auditor": _("Judges what an audit found"),
    "vice_rector": _("Approves plans"),
    "rector": _("Sees all but confidential cases, names substitutes"),
    "administrator": _("Keeps people, units and offices"),
}
"""Role by role, in the order of the procedure: what the person does there."""

COLLEAGUE = "colleague"
"""Everybody else of the invented house: a case may wait for any head or executor of it."""


def demonstration_people() -> QuerySet[Person]:
    """The people who may be signed in as with one press, none in a real installation."""
    return Person.objects.filter(demo_role__in=[*ROLES, COLLEAGUE], is_active=True).select_related(
        "unit"
    )
