"""What nobody of an office may decide waits for the rector, who is told for which office (38)."""

from typing import Any

from django.db import migrations, models
from django.utils.timezone import now


def counted_anew(apps: Any, _editor: Any) -> None:
    """Who decides is looked at anew in the clock's first round, wherever the rector was asked."""
    duties, cases, marks = (
        apps.get_model("tuzetu", name).objects for name in ("Duty", "Nonconformity", "RoundMark")
    )
    if not cases.exists():
        return
    duties.filter(owed="name_substitute").delete()
    cases.filter(owed="name_substitute").update(owed="", due_on=None)
    marks.get_or_create(name="deciders", defaults={"value": "", "at": now()})


class Migration(migrations.Migration):
    dependencies = (("tuzetu", "0018_consequences_of_a_round"),)
    operations = (
        migrations.AddField("duty", "waits", models.BooleanField(default=False)),
        migrations.RunPython(counted_anew, migrations.RunPython.noop),
    )
