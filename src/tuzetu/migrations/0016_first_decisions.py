"""A decision that is taken anew tells who took the first one, and when (38)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Of decisions taken anew before, the journal alone tells the first."""

    dependencies = (("tuzetu", "0015_criteria_are_struck"),)
    operations = (
        migrations.AddField(
            "decision",
            "first_decided_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("decision", "first_decided_at", models.DateTimeField(null=True)),
    )
