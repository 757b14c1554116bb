"""Papers signed by hand, whose scans are kept beside their records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A new record, and the pages that it has among the kept files."""

    dependencies = [
        ('tuzetu', '0004_holds_know_their_round'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('kept', 'Signed copy kept'), ('struck', 'Signed copy struck')], default='kept', max_length=40)),
                ('revision', models.PositiveSmallIntegerField(null=True)),
                ('text_hash', models.CharField(blank=True, max_length=64)),
                ('signed_by', models.CharField(max_length=200)),
                ('signed_on', models.DateField()),
                ('kept_at', models.DateTimeField()),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_because', models.TextField(blank=True)),
                ('cycle', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_copies', to='tuzetu.cycle')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tuzetu.procedureedition')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_copies', to='tuzetu.plan')),
                ('struck_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('kept_at', 'id'),
            },
        ),
        migrations.AddField(
            model_name='attachment',
            name='signed_copy',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='tuzetu.signedcopy'),
        ),
        migrations.AddConstraint(
            model_name='signedcopy',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['kept', 'struck'])), name='signed_copy_state_known'),
        ),
        migrations.AddConstraint(
            model_name='signedcopy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cycle', None), ('plan__isnull', False), ('revision__isnull', False)), models.Q(('cycle__isnull', False), ('plan', None), ('revision', None)), _connector='OR'), name='signed_copy_of_one_form'),
        ),
    ]
