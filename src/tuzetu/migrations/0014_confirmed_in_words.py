"""The confirmation of corrections keeps its words, and the round that a recurrence ended keeps it.

Nothing is kept for rounds that ended before: their confirmation stands in the journal alone.
"""

import json
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def told(apps: Any, _editor: Any) -> None:
    """What the journal was told on confirming, of each case that is confirmed now."""
    cases = apps.get_model("tuzetu", "Nonconformity").objects.exclude(correction_confirmed_at=None)
    told = {"subject_kind": "case", "code": "confirm_correction"}
    entries = apps.get_model("tuzetu", "Entry").objects.filter(**told).order_by("seq")
    for entry in entries.select_related("contents").iterator(chunk_size=2000):
        text = entry.contents.text
        note = json.loads(text).get("reason", "") if text else ""
        cases.filter(pk=entry.subject_id).update(correction_confirmed_note=note)


class Migration(migrations.Migration):
    dependencies = (
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tuzetu", "0013_answers_to_remarks"),
    )
    operations = (
        *(
            migrations.AddField(
                record,
                "correction_confirmed_note",
                models.TextField(blank=True, default=""),
                preserve_default=False,
            )
            for record in ("nonconformity", "cycle")
        ),
        migrations.AddField("cycle", "correction_confirmed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "cycle",
            "correction_confirmed_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(told, migrations.RunPython.noop),
    )
