"""An intake item knows with which form it was sent, so that the form sent again makes no other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tuzetu", "0009_finished_corrections_tell")]

    operations = [
        migrations.AddField(
            model_name="intakeitem",
            name="sent_as",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="intakeitem",
            constraint=models.UniqueConstraint(
                fields=("entered_by", "kind", "sent_as"), name="a_form_makes_one_item"
            ),
        ),
    ]
