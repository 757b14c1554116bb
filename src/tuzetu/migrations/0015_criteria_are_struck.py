"""A criterion that a revision leaves out is struck where a change of it was proposed (48, 50)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Every criterion that is there stands."""

    dependencies = (("tuzetu", "0014_confirmed_in_words"),)
    operations = (
        migrations.AddField("criterion", "struck_at", models.DateTimeField(null=True)),
    )
