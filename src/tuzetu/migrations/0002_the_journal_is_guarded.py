"""Triggers that refuse to change or delete what the journal holds."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tuzetu.journal import triggers


def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the guards."""
    triggers.install(editor.connection)


def unguard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards away."""
    triggers.remove(editor.connection)


class Migration(migrations.Migration):
    """Guards come after the tables."""

    dependencies = [("tuzetu", "0001_the_records_of_the_house")]
    operations = [migrations.RunPython(guard, unguard)]
