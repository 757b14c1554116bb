"""The cases that name a person lie together; a head's cases and the office's duties in order."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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
AT_ONCE = 5000


def name(apps: Any, _editor: Any) -> None:
    """Whom the cases name that there are already."""
    kept = apps.get_model("tuzetu", "Naming")
    cases = apps.get_model("tuzetu", "Nonconformity").objects
    number = {pk: told for pk, *told in cases.values_list("pk", "year", "sequence").iterator()}
    named = set()
    for model, person, case in NAMED_BY:
        rows = apps.get_model("tuzetu", model).objects.order_by().values_list(person, case)
        named.update(row for row in rows.iterator() if row[0] is not None)
    rows = (
        kept(person_id=who, nc_id=nc, year=number[nc][0], sequence=number[nc][1])
        for who, nc in sorted(named)
    )
    kept.objects.bulk_create(rows, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tuzetu", "0010_a_form_makes_one_item"),
    ]

    operations = [
        migrations.CreateModel(
            name="Naming",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                (
                    "nc",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="namings",
                        to="tuzetu.nonconformity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="namings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("nc", "person"), name="a_person_named_once")
                ],
                "indexes": [
                    models.Index(
                        fields=["person", "year", "sequence", "nc"], name="naming_in_order"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                fields=["part", "person", "due_on", "id"], name="duty_part_person_due"
            ),
        ),
        migrations.RemoveIndex(model_name="duty", name="duty_due"),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(fields=["due_on", "id"], name="duty_due_in_order"),
        ),
        migrations.AddIndex(
            model_name="nonconformity",
            index=models.Index(
                fields=["owning_unit", "state", "due_on", "id"], name="case_unit_state"
            ),
        ),
        migrations.AddIndex(
            model_name="nonconformity",
            index=models.Index(
                fields=["found_unit", "state", "due_on", "id"], name="case_found_state"
            ),
        ),
        migrations.RunPython(name, migrations.RunPython.noop),
    ]
