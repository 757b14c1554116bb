"""The one Django app of the house."""

from django.apps import AppConfig


class TuzetuConfig(AppConfig):
    """Nonconformities and corrective actions."""

    name = "tuzetu"
    default_auto_field = "django.db.models.BigAutoField"
