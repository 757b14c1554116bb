"""A plan that is sent again answers the remarks with which it came back (44)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing is known of submissions before: no answer, and nobody by name."""

    dependencies = (("tuzetu", "0012_struck_with_a_reason"),)
    operations = (
        migrations.AddField(
            "submission",
            "answer",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "submission",
            "submitted_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    )
