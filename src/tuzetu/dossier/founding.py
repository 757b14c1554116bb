"""The first edition of the procedure, and the lists it begins with."""

from django.db import transaction

from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.people.lists import ListItem
from tuzetu.procedure.edition import as_mapping, first_edition


@transaction.atomic
def found_edition() -> None:
    """Enter the shipped edition where there is none yet; nothing is changed later."""
    if ProcedureEdition.objects.exists():
        return
    edition = first_edition()
    content = as_mapping(edition)
    ProcedureEdition.objects.create(
        code=edition.code, in_force_from=edition.in_force_from, content=content
    )
    ListItem.objects.bulk_create(
        ListItem(list=name, position=position, from_on=edition.in_force_from, **row)
        for name, rows in content["lists"].items()
        for position, row in enumerate(rows, 1)
    )
