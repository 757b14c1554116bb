"""Shapes shared by the records: states as stored, the version that guards against two at once."""

from enum import Enum
from typing import Any

from django.db import models

from tuzetu.people.written import written_once
from tuzetu.procedure.rulebook import State

SHORT = 40
NAME = 200
LONG = 500


def choices(states: type[State] | type[Enum]) -> list[tuple[str, str]]:
    """The stored codes of an enum with their words."""
    return [(member.name.lower(), str(member.value)) for member in states]


def state_column(states: type[State], **options: Any) -> "models.CharField[str, str]":  # noqa: ANN401
    """A column that holds a state's code."""
    return models.CharField(max_length=SHORT, choices=choices(states), **options)


def within(name: str, field: str, states: type[State]) -> models.CheckConstraint:
    """The database itself knows no other state than those of the procedure."""
    codes = [member.code for member in states]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": codes}), name=name)


def has_read(record: models.Model, name: str) -> bool:
    """Whether a list of the record was read with it."""
    return name in getattr(record, "_prefetched_objects_cache", {})


def keep_read(record: models.Model, name: str, rows: list[Any]) -> None:
    """A list of the record was read apart: whoever asks the record for it asks nothing twice."""
    known = getattr(record, name).all()
    known._result_cache, known._prefetch_done = rows, True  # noqa: SLF001  (as Django prefetches)
    vars(record).setdefault("_prefetched_objects_cache", {})[name] = known
    _lead_back(record, name, rows)


def _lead_back(record: models.Model, name: str, rows: list[Any]) -> None:
    """What belongs to a record knows it."""
    link = record._meta.get_field(name)  # noqa: SLF001
    if isinstance(link, models.ManyToOneRel):
        for row in rows:
            setattr(row, link.field.name, record)


def listed(record: models.Model, name: str) -> list[Any]:
    """A list of the record: as it was read with it, or else asked for."""
    if has_read(record, name):
        return list(getattr(record, name).all())
    found = _listed(type(record), name, record.pk)
    _lead_back(record, name, found)
    return found


@written_once
def _listed(kind: type[models.Model], name: str, pk: int) -> "models.QuerySet[Any]":
    rows: models.QuerySet[Any] = getattr(kind(pk=pk), name).all()
    return rows


class Versioned(models.Model):
    """A record that steps change; ``version`` grows by one with each."""

    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
