"""Holds keep the rounds in which they were set and ended; rounds keep answers taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns only; what was kept before belongs to the first round."""

    dependencies = [
        ('tuzetu', '0003_words_of_a_case'),
    ]

    operations = [
        migrations.AddField(
            model_name='cycle',
            name='correction_waiver',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='cycle',
            name='hold_waiver',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='hold',
            name='ended_in',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='hold',
            name='ordinal',
            field=models.PositiveSmallIntegerField(default=1),
        ),
    ]
