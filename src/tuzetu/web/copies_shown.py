"""Papers signed by hand as looks: their scans, who signed and when, who kept or struck them."""

from collections.abc import Collection, Iterable

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.signed_copy import SignedCopy
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rulebook import Step
from tuzetu.procedure.states import SignedCopyState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.states_shown import tag_of
from tuzetu.web.struck_told import struck_told
from tuzetu.web.wording import step_name

STRIKE = "strike_signed_copy"


def signed_copies(
    pages: Iterable[Attachment], record: Model, keep: Step, parts: Collection[Part]
) -> tuple[looks.Panel, ...]:
    """The panel of a record's signed copies, by their pages; ``keep`` is the step that adds one."""
    copies: dict[SignedCopy, list[Attachment]] = {}
    for page in pages:
        if page.signed_copy:
            copies.setdefault(page.signed_copy, []).append(page)
    mine = not set(keep.done_by).isdisjoint(parts)
    shown = [look for copy, held in copies.items() for look in _copy(copy, held, mine=mine)]
    if mine:
        shown.append(looks.Act(label=step_name(keep.code), href=step_href(keep.code, record)))
    return (looks.Panel(title=_("Signed copies"), looks=tuple(shown)),) if shown else ()


def _copy(copy: SignedCopy, pages: list[Attachment], *, mine: bool) -> Iterable[object]:
    tiles = (_tile(copy, pages[0]), *map(_further, pages[1:]))
    if copy.phase is SignedCopyState.STRUCK:
        yield tag_of(copy.phase)
        yield looks.Evidence(files=tiles)
        return
    yield looks.Evidence(files=tiles)
    if mine:
        about = _signed(copy)
        yield looks.Act(label=step_name(STRIKE), href=step_href(STRIKE, copy), about=about)


def _tile(copy: SignedCopy, page: Attachment) -> looks.EvidenceTile:
    told = (_signed(copy), _of(copy), struck_told(copy))
    return looks.EvidenceTile(
        name=page.name,
        href=reverse("file", args=(page.pk,)),
        says=" ".join(filter(None, told)),
        by=_("kept by %(who)s") % {"who": copy.kept_by},
        on=local_day(copy.kept_at),
    )


def _further(page: Attachment) -> looks.EvidenceTile:
    """What was said of the first page holds for the others."""
    return looks.EvidenceTile(name=page.name, href=reverse("file", args=(page.pk,)))


def _signed(copy: SignedCopy) -> str:
    day = date_format(copy.signed_on, "DATE_FORMAT")
    return _("Signed by %(who)s on %(day)s.") % {"who": copy.signed_by, "day": day}


def _of(copy: SignedCopy) -> str:
    """What exactly was signed: the round or the revision, its edition, the hash of its text."""
    told = [_("Edition %(code)s") % {"code": copy.edition.code}]
    if copy.cycle:
        told.insert(0, _("Cycle %(number)s") % {"number": copy.cycle.ordinal})
    else:
        told.insert(0, _("Revision %(number)s") % {"number": copy.revision})
    if copy.text_hash:
        told.append(_("text %(hash)s") % {"hash": copy.text_hash[:12]})
    return f"{' · '.join(told)}."
