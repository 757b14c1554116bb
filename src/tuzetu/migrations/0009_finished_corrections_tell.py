"""A finished correction tells what was done and by the word of whom; its files lie with it."""

import json
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def told(apps: Any, _editor: Any) -> None:
    """What the journal was told on finishing, also of corrections finished before now."""
    corrections = apps.get_model("tuzetu", "Correction").objects
    entries = apps.get_model("tuzetu", "Entry").objects.filter(code="finish_correction")
    for entry in entries.select_related("contents"):
        text = entry.contents.text
        note = json.loads(text).get("reason", "") if text else ""
        found = corrections.filter(pk=entry.subject_id, finished_by=None)
        found.update(done_note=note, finished_by=entry.by_id)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tuzetu", "0008_corrections_are_owed"),
    ]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="done_note",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="correction",
            name="finished_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="correction",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="tuzetu.correction",
            ),
        ),
        migrations.RunPython(told, migrations.RunPython.noop),
    ]
