"""The first edition of the procedure, and the lists it begins with."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.people.lists import ListItem
from tuzetu.procedure.edition import Edition, as_mapping, first_edition


@transaction.atomic
def found_edition(edition: Edition | None = None) -> None:
    """Enter an edition, or the shipped one, where there is none yet; nothing is changed later."""
    if ProcedureEdition.objects.exists():
        return
    edition = edition or first_edition()
    content = as_mapping(edition)
    ProcedureEdition.objects.create(
        code=edition.code, in_force_from=edition.in_force_from, content=content
    )
    ListItem.objects.bulk_create(
        ListItem(list=name, position=position, from_on=edition.in_force_from, **row)
        for name, rows in content["lists"].items()
        for position, row in enumerate(rows, 1)
    )


def differences(edition: Edition) -> tuple[tuple[str, object, object], ...]:
    """Where an edition says something else than the founded one: place, founded, said."""
    founded = ProcedureEdition.objects.earliest("in_force_from").content
    return tuple(_differing(founded, as_mapping(edition), ""))


def _differing(founded: Any, said: Any, place: str) -> Iterator[tuple[str, object, object]]:  # noqa: ANN401
    if isinstance(founded, dict) and isinstance(said, dict):
        for name in sorted({*founded, *said}):
            within = f"{place}.{name}" if place else name
            yield from _differing(founded.get(name), said.get(name), within)
    elif isinstance(founded, list) and isinstance(said, list):
        before, after = ({row["code"]: row for row in rows} for rows in (founded, said))
        yield from _differing(before, after, place)
    elif founded != said:
        yield place, _short(founded), _short(said)


def _short(value: object) -> object:
    """An entry of a list by its Kazakh name; nothing as a dash."""
    return value["kk"] if isinstance(value, dict) else "—" if value is None else value
