"""What was recorded by mistake and struck: by whom, when and why, in the same words everywhere."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.containment import Correction
from tuzetu.dossier.plan import Meeting
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.procedure.calendar import local_day


def struck_told(record: Correction | Meeting | SignedCopy) -> str:
    """The sentence beside a struck record; of one that stands nothing is told."""
    if record.struck_at is None:
        return ""
    return _("Struck by %(who)s on %(day)s: %(reason)s") % {
        "who": record.struck_by,
        "day": date_format(local_day(record.struck_at), "DATE_FORMAT"),
        "reason": record.struck_because,
    }
