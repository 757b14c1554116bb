"""By what was struck, or left with a plan, a confidential case names nobody any more (18)."""

from typing import Any

from django.db import migrations

NAMED_BY = (
    ("Nonconformity", "reporter", "pk"),
    ("Nonconformity", "readers", "pk"),
    ("Decision", "leader", "cycle__nc"),
    ("Decision", "members", "cycle__nc"),
    ("Correction", "executor", "nc"),
    ("Line", "executor", "plan_case__cycle__nc"),
    ("Line", "co_executors", "plan_case__cycle__nc"),
    ("PlanCase", "plan__controller", "cycle__nc"),
    ("PlanCase", "plan__controller_substitute", "cycle__nc"),
    ("CaseSubstitute", "person", "nc"),
)
NO_MORE = {
    "Correction": {"state": "struck"},
    "Line": {"state": "struck"},
    "PlanCase": {"left_at__isnull": False},
}


def name_no_more(apps: Any, _editor: Any) -> None:
    """Take the names out that no standing record gives."""
    hidden = apps.get_model("tuzetu", "Nonconformity").objects.filter(confidential=True)
    for nc in hidden.values_list("pk", flat=True):
        named = set()
        for model, person, case in NAMED_BY:
            rows = apps.get_model("tuzetu", model).objects.order_by().filter(**{case: nc})
            rows = rows.exclude(**NO_MORE[model]) if model in NO_MORE else rows
            named.update(rows.values_list(person, flat=True))
        kept = apps.get_model("tuzetu", "Naming").objects.filter(nc=nc)
        kept.exclude(person__in=named - {None}).delete()


class Migration(migrations.Migration):
    dependencies = (("tuzetu", "0019_who_waits_for_the_rector"),)
    operations = (migrations.RunPython(name_no_more, migrations.RunPython.noop),)
