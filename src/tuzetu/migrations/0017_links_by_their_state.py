"""Links that wait for a decision are found among all of them by their state (17)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What every page of the office asks when it counts what is owed."""

    dependencies = (("tuzetu", "0016_first_decisions"),)
    operations = (
        migrations.AddIndex("recurrence", models.Index(fields=["state"], name="recurrence_state")),
    )
