"""Corrections and minutes recorded by mistake are struck with a reason, and stay (18)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("under_way", "Correction under way"),
    ("finished", "Correction finished"),
    ("struck", "Correction struck"),
]


def struck(model: str) -> list[migrations.AddField]:
    """By whom, when and why; nobody, never and nothing for what stands."""
    by = models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )
    because = models.TextField(blank=True, default="")
    return [
        migrations.AddField(model, "struck_by", by),
        migrations.AddField(model, "struck_at", models.DateTimeField(null=True)),
        migrations.AddField(model, "struck_because", because, preserve_default=False),
    ]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tuzetu", "0011_the_cases_that_name_a_person"),
    ]

    operations = [
        migrations.RemoveConstraint("correction", "correction_state_known"),
        *struck("correction"),
        *struck("meeting"),
        migrations.AlterField(
            "correction",
            "state",
            models.CharField(choices=STATES, default="under_way", max_length=40),
        ),
        migrations.AddConstraint(
            "correction",
            models.CheckConstraint(
                condition=models.Q(state__in=[code for code, _says in STATES]),
                name="correction_state_known",
            ),
        ),
    ]
