"""A submitted plan without a controller waits for the project office, not for its approval (46)."""

from typing import Any

from django.db import migrations

APPROVE, NAME = "approve", "name_controller"
TERM = ("term", "counts_from", "due_on")


def hand_to_the_office(apps: Any, _editor: Any) -> None:
    """The term goes over to the proposal, and what its cases repeat of the approval with it."""
    duty = apps.get_model("tuzetu", "Duty")
    cases = apps.get_model("tuzetu", "Nonconformity").objects.filter(owed=APPROVE)
    early = duty.objects.filter(owed=APPROVE, plan__state="submitted", plan__controller=None)
    for approval in early:
        same = {"subject_kind": approval.subject_kind, "subject_id": approval.subject_id}
        told = {name: getattr(approval, name) for name in TERM}
        duty.objects.filter(owed=NAME, **same).update(**told)
        served = {"cycles__planned__plan": approval.plan_id, "cycles__planned__left_at": None}
        cases.filter(pk__in=cases.filter(**served).values("pk")).update(owed=NAME)
    early.delete()


class Migration(migrations.Migration):
    dependencies = (("tuzetu", "0020_confidential_cases_name_nobody_struck"),)
    operations = (migrations.RunPython(hand_to_the_office, migrations.RunPython.noop),)
