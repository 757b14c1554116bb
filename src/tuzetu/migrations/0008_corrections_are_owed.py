"""A correction lives: under way until whoever carries it out has finished it."""

from typing import Any

from django.db import migrations, models


def _finished(apps: Any, _editor: Any) -> None:
    """What has the day on which it was done is finished."""
    corrections = apps.get_model("tuzetu", "Correction").objects
    corrections.exclude(done_on=None).update(state="finished")


class Migration(migrations.Migration):
    dependencies = [("tuzetu", "0007_minutes_know_their_revision")]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="correction",
            name="state",
            field=models.CharField(
                choices=[
                    ("under_way", "Correction under way"),
                    ("finished", "Correction finished"),
                ],
                default="under_way",
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["under_way", "finished"])),
                name="correction_state_known",
            ),
        ),
        migrations.RunPython(_finished, migrations.RunPython.noop),
    ]
