"""Which template prints each form, and those before it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A new record."""

    dependencies = [
        ('tuzetu', '0005_signed_copies'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=40)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('set_at', models.DateTimeField()),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tuzetu.storedfile')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('form', '-set_at', '-id'),
                'indexes': [models.Index(fields=['form', 'set_at'], name='form_template_form')],
            },
        ),
    ]
