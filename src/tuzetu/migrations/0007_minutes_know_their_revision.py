"""Minutes keep the revision of the plan that their meeting discussed (44)."""

from typing import Any

from django.db import migrations, models

from tuzetu.procedure.calendar import local_day


def _of_the_revision(apps: Any, _editor: Any) -> None:
    """What was entered since a plan was revised belongs to its present revision."""
    meetings = apps.get_model("tuzetu", "Meeting").objects
    for one in meetings.exclude(plan__revised_on=None).select_related("plan"):
        if local_day(one.entered_at) >= one.plan.revised_on <= one.held_on:
            meetings.filter(pk=one.pk).update(revision=one.plan.revision)


class Migration(migrations.Migration):
    dependencies = [("tuzetu", "0006_templates_of_forms")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="revision",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RunPython(_of_the_revision, migrations.RunPython.noop),
    ]
