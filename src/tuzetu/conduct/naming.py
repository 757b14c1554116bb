"""After every step: whom a case names now, so that the person finds it and may see it."""

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.naming import Naming, named_in


def name_again(nc: Nonconformity) -> None:
    """Keep the persons whom the records of the case name, and nobody else."""
    known, now = named_in(nc)
    if known - now:
        Naming.objects.filter(nc=nc, person__in=known - now).delete()
    rows = [
        Naming(nc=nc, person_id=person, year=nc.year, sequence=nc.sequence)
        for person in sorted(now - known)
    ]
    if rows:
        Naming.objects.bulk_create(rows, ignore_conflicts=True)
