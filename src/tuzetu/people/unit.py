"""Units of the institution: a tree, readable as a whole subtree in one indexed query."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tuzetu.language.alphabet import sort_key

NAME = 200
SHORT = 60
RUNG = 6
DEPTH = 20


class Unit(models.Model):
    """A structural unit with its names in three languages.

    ``path`` holds the keys from the top of the tree down to the unit, each of six digits
    without a separator: units below it sort between it and its successor in any collation.
    """

    class Kind(models.TextChoices):
        INSTITUTION = "institution", _("institution")
        RECTORATE = "rectorate", _("rectorate")
        FACULTY = "faculty", _("faculty")
        DEANS_OFFICE = "deans_office", _("dean's office")
        DEPARTMENT = "department", _("department (chair)")
        SERVICE = "service", _("service")
        SECTION = "section", _("section")
        SECTOR = "sector", _("sector")
        PROJECT_OFFICE = "project_office", _("project office")
        CHANCELLERY = "chancellery", _("chancellery")

    name_kk = models.CharField(max_length=NAME)
    name_ru = models.CharField(max_length=NAME)
    name_en = models.CharField(max_length=NAME)
    short_kk = models.CharField(max_length=SHORT, blank=True)
    short_ru = models.CharField(max_length=SHORT, blank=True)
    short_en = models.CharField(max_length=SHORT, blank=True)
    code = models.CharField(max_length=SHORT, unique=True)
    kind = models.CharField(max_length=SHORT, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    graduating = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)
    path = models.CharField(max_length=RUNG * DEPTH, blank=True, db_index=True)
    name_sort = models.CharField(max_length=130, db_index=True)

    class Meta:
        ordering = ("name_sort", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The full name in the reader's language."""
        return in_language(self.name_kk, self.name_ru, self.name_en)

    @property
    def short_name(self) -> str:
        """The short name in the reader's language, the full one where there is none."""
        return in_language(self.short_kk, self.short_ru, self.short_en) or self.name

    @property
    def depth(self) -> int:
        """How many units stand above it."""
        return max(len(self.path) // RUNG - 1, 0)

    @property
    def lineage(self) -> tuple[int, ...]:
        """The keys of the units from the top of the tree down to this one."""
        rungs = range(0, len(self.path), RUNG)
        return tuple(int(self.path[start : start + RUNG]) for start in rungs)

    def closed(self, *, on: date) -> bool:
        """Whether the unit no longer exists on a day."""
        return self.closed_on is not None and self.closed_on <= on


def in_language(kk: str, ru: str, en: str) -> str:
    """The text in the reader's language; where it is missing there, the Kazakh one."""
    texts = {"kk": kk, "ru": ru, "en": en}
    return texts.get((get_language() or "kk")[:2], "") or kk


def plant(unit: Unit) -> Unit:
    """Save a unit, new or changed, with its place in the tree and its place in the alphabet."""
    unit.name_sort = sort_key(unit.name_kk)
    if unit.pk is None:
        unit.save()
    below = unit.parent.path if unit.parent else ""
    unit.path = f"{below}{unit.pk:0{RUNG}d}"
    unit.save()
    return unit


def units_under(unit: Unit) -> QuerySet[Unit]:
    """The unit and everything below it, in the order of the alphabet."""
    beyond = f"{unit.path[:-RUNG]}{int(unit.path[-RUNG:]) + 1:0{RUNG}d}"
    return Unit.objects.filter(path__gte=unit.path, path__lt=beyond)


def subtree_ids(units: Iterable[int]) -> list[int]:
    """The keys of some units and of everything below them."""
    return list(subtree(units).values_list("pk", flat=True))


def subtree(units: Iterable[int]) -> QuerySet[Unit]:
    """Some units and everything below them."""
    below = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    above = Unit.objects.filter(pk__in=tuple(units)).annotate(below=below)
    return Unit.objects.filter(Exists(above.filter(below__startswith=F("path")))).order_by()


def names_of_units() -> list[tuple[int, str]]:
    """The units that were not closed, each with its short name in the reader's language."""
    rows = Unit.objects.filter(closed_on=None)
    languages = ("kk", "ru", "en")
    names = rows.values_list(
        "pk", *(f"{kind}_{one}" for kind in ("short", "name") for one in languages)
    )
    return [(pk, in_language(*told[:3]) or in_language(*told[3:])) for pk, *told in names]


def open_units(*, on: date) -> QuerySet[Unit]:
    """The units that exist on a day."""
    return Unit.objects.exclude(closed_on__lte=on)
