"""Whether a case has a word is looked up by the case, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tuzetu", "0002_the_journal_is_guarded")]

    operations = [
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(fields=["nc", "word"], name="search_case_word"),
        ),
    ]
