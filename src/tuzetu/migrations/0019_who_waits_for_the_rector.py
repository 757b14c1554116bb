"""What nobody of an office may decide waits for the rector, who is told for which office (38)."""

from typing import Any

from django.db import migrations, models

OFFICES = {
    "office": "name_for_office",
    "vice_rector": "name_for_vice_rector",
    "auditor": "name_for_auditor",
}


def waiting_and_wanted(apps: Any, _editor: Any) -> None:
    """What an office owes in a case, or on its plan, where the rector was asked until now."""
    duties, joined = (apps.get_model("tuzetu", name).objects for name in ("Duty", "PlanCase"))
    for asked in duties.filter(owed="name_substitute").order_by("pk"):
        plans = joined.filter(cycle__nc=asked.nc_id, left_at=None).values("plan")
        around = models.Q(nc=asked.nc_id) | models.Q(nc=None, plan__in=plans)
        waiting = duties.filter(around, person=None, part__in=OFFICES)
        parts = sorted(set(waiting.values_list("part", flat=True)))
        waiting.update(waits=True)
        nc = apps.get_model("tuzetu", "Nonconformity").objects.filter(pk=asked.nc_id)
        for part in parts:
            asked.pk, asked.owed = None, OFFICES[part]
            asked.save(force_insert=True)
        nc.filter(owed="name_substitute").update(owed=OFFICES[parts[0]] if parts else "")
    duties.filter(owed="name_substitute").delete()


def name_rectors(apps: Any, _editor: Any) -> None:
    """A case names the rector, too, who named a substitute in it."""
    substitutes, namings = (apps.get_model("tuzetu", name) for name in ("CaseSubstitute", "Naming"))
    rows = {
        (one.nc_id, one.named_by_id, one.nc.year, one.nc.sequence)
        for one in substitutes.objects.select_related("nc").iterator()
    }
    namings.objects.bulk_create(
        (
            namings(nc_id=nc, person_id=person, year=year, sequence=sequence)
            for nc, person, year, sequence in sorted(rows)
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = (("tuzetu", "0018_consequences_of_a_round"),)
    operations = (
        migrations.AddField("duty", "waits", models.BooleanField(default=False)),
        migrations.RunPython(waiting_and_wanted, migrations.RunPython.noop),
        migrations.RunPython(name_rectors, migrations.RunPython.noop),
    )
