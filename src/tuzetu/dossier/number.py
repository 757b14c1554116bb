"""Gap-free yearly numbers: one row per register and year, locked while a number is taken."""

from django.db import models
from django.db.models import F

from tuzetu.dossier.kept import SHORT


class Counter(models.Model):
    """The last number given in a register in a year."""

    register = models.CharField(max_length=SHORT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("register", "year"), name="one_counter_per_year"),
        )


def next_number(register: str, year: int) -> int:
    """The next number; given back by the transaction if the step fails, so no gap appears."""
    Counter.objects.get_or_create(register=register, year=year)
    Counter.objects.filter(register=register, year=year).update(last=F("last") + 1)
    return Counter.objects.get(register=register, year=year).last


def printed(prefix: str, year: int, number: int) -> str:
    """The number as printed, for instance СЕ-2026-0001."""
    return f"{prefix}-{year}-{number:04d}"
