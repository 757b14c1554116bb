"""A kept file as a tile: its name, size, who brought it and when."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuzetu.dossier.evidence import Attachment
from tuzetu.procedure.calendar import local_day
from tuzetu.web import looks

KILOBYTE = 1024


def tile(held: Attachment) -> looks.EvidenceTile:
    """The tile of one file, wherever it lies."""
    return looks.EvidenceTile(
        name=held.name,
        href=reverse("file", args=(held.pk,)),
        size=_("%(size)s KB") % {"size": max(held.file.size // KILOBYTE, 1)},
        by=str(held.added_by),
        on=local_day(held.added_at),
    )
