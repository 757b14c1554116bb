"""Editions of the procedure as stored: limits, lists, prefixes and titles from a day on."""

from datetime import date
from functools import lru_cache

from django.db import models

from tuzetu.dossier.kept import SHORT
from tuzetu.procedure.edition import Edition, edition_from


class ProcedureEdition(models.Model):
    """The data of one edition; a case runs under the edition in force at its registration."""

    code = models.CharField(max_length=SHORT, unique=True)
    in_force_from = models.DateField(unique=True)
    content = models.JSONField()

    class Meta:
        ordering = ("in_force_from",)

    def rules(self) -> Edition:
        """The edition as the rulebook reads it."""
        return _read(self.pk, self.code)


@lru_cache(maxsize=32)
def _read(pk: int, _code: str) -> Edition:
    return edition_from(ProcedureEdition.objects.get(pk=pk).content)


def edition_in_force(on: date) -> ProcedureEdition:
    """The edition in force on a day; before the first one, the first."""
    before = ProcedureEdition.objects.filter(in_force_from__lte=on).last()
    return before or ProcedureEdition.objects.earliest("in_force_from")
