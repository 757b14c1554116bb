"""The first edition from a file that the operator names; checked whole before it is used."""

import tomllib

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tuzetu.dossier.founding import differences
from tuzetu.procedure.edition import Edition, edition_from
from tuzetu.procedure.edition_reading import FaultyEdition
from tuzetu.web.wording import sentence


def edition_told() -> Edition | None:
    """The edition of TUZETU_EDITION, if set. Raises CommandError with every fault at once."""
    place = settings.ENVIRONMENT.edition
    if place is None:
        return None
    try:
        return edition_from(tomllib.loads(place.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        told = {"place": place, "problem": problem}
        raise CommandError(_("%(place)s cannot be read: %(problem)s") % told) from problem
    except FaultyEdition as faulty:
        faults = [sentence(one.says, one.values) for one in faulty.faults]
        head = _("The edition in %(place)s cannot be used:") % {"place": place}
        raise CommandError(_listed(head, faults)) from faulty


def need_founded(edition: Edition) -> None:
    """Refuse a file that says something else than the edition under which cases run."""
    found = [
        _("%(place)s: in force %(founded)s, in the file %(said)s")
        % {"place": place, "founded": founded, "said": said}
        for place, founded, said in differences(edition)
    ]
    if found:
        head = _(
            "The edition in %(place)s differs from the one in force; limits of running cases "
            "never change. Put the file back as it was, or take TUZETU_EDITION away:"
        )
        raise CommandError(_listed(head % {"place": settings.ENVIRONMENT.edition}, found))


def _listed(head: str, rows: list[str]) -> str:
    return "\n".join([head, *(f"  - {row}" for row in rows)])
