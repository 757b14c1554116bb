"""An operation that makes many records at once (decision 0024)."""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


class CreateModels(Operation):
    """Models that are drawn once, when all of them are known.

    Django draws every model anew that has to do with the next one: of fifty that know each other
    this takes longer than making their tables.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing is drawn in between."""
        vars(state).pop("apps", None)
        for one in self.models:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """The tables in their order; links between them are set behind them."""
        for one in self.models:
            one.database_forwards(app_label, editor, before, after)

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """Last made, first gone."""
        for one in reversed(self.models):
            one.database_backwards(app_label, editor, before, after)

    def describe(self) -> str:
        """For ``migrate --plan``."""
        return f"Create {len(self.models)} models at once"
