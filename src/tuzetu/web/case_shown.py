"""A case's page as looks: what it is, how it was answered, its causes, plan, evaluation."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuzetu.access.parts import parts_in_correction
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.procedure.calendar import local_day
from tuzetu.procedure.flows.correction import CorrectionStep
from tuzetu.procedure.states import ALIVE, CaseState
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.case_beside import beside
from tuzetu.web.case_causes import analysis_shown, earlier_rounds, to_earlier_rounds
from tuzetu.web.case_file import CaseFile
from tuzetu.web.case_next import next_act
from tuzetu.web.case_not_yet import not_yet
from tuzetu.web.case_outcome import outcome_sections
from tuzetu.web.case_parts import Names, followed, list_names, named, present, section
from tuzetu.web.case_plan import plan_sections
from tuzetu.web.case_stations import station_line
from tuzetu.web.evidence_shown import tile
from tuzetu.web.showing import Page
from tuzetu.web.states_shown import hold_tag, late_tag, restricted_tag, tag_of
from tuzetu.web.struck_told import struck_told
from tuzetu.web.wording import step_name


def case_page(file: CaseFile) -> Page:
    """The whole page."""
    nc = file.nc
    crumb = looks.Link(label=_("Nonconformities"), href=reverse("cases"))
    unit = looks.Link(
        label=nc.owning_unit.name, href=f"{reverse('cases')}?unit={nc.owning_unit_id}"
    )
    names = list_names()
    return Page(
        title=nc.title,
        crumbs=(crumb, unit),
        number=nc.number,
        tags=_tags(file),
        head=(station_line(file),),
        main=(
            next_act(file),
            *_missing(file),
            _identity(file, names),
            _response(file, names),
            *analysis_shown(file, names),
            *plan_sections(file, to_earlier_rounds(file)),
            *earlier_rounds(file, names),
            *outcome_sections(file),
        ),
        aside=beside(file),
    )


def _missing(file: CaseFile) -> tuple[object, ...]:
    reasons = not_yet(file)
    if not reasons:
        return ()
    return (looks.RefusalList(title=_("Not yet possible for you"), reasons=reasons, calm=True),)


def _tags(file: CaseFile) -> tuple[object, ...]:
    tags = [tag_of(file.nc.phase)]
    if file.nc.due_on and file.nc.due_on < file.facts.on:
        tags.append(late_tag())
    if file.on_hold:
        tags.append(hold_tag())
    if file.nc.confidential:
        tags.append(restricted_tag())
    if file.nc.ordinal > 1 and file.nc.phase != CaseState.CLOSED:
        tags.append(looks.Tag(tone=looks.Tone.RECEIVED, says=_("Reopened")))
    return tuple(tags)


def _identity(file: CaseFile, names: Names) -> looks.Section:
    nc = file.nc
    who = nc.detected_by or (str(nc.reporter) if nc.reporter else "")
    told = {"who": who, "day": date_format(local_day(nc.registered_at), "DATE_FORMAT")}
    by_somebody = _("Annex 2, part I · %(who)s, %(day)s")
    byline = (by_somebody if who else _("Annex 2, part I · %(day)s")) % told
    facts = (
        looks.Fact(term=_("Nature"), says=nc.description),
        looks.Fact(term=_("Place"), says=nc.place),
        looks.Fact(term=_("Date detected"), says=date_format(nc.detected_on, "DATE_FORMAT")),
        looks.Fact(term=_("Requirement breached"), says=nc.requirement),
        looks.Fact(term=_("Source"), says=_source(file, names)),
        looks.Fact(term=_("Detection method"), says=names.get(("methods", nc.method), "")),
        looks.Fact(term=_("Process or object"), says=nc.process),
        looks.Fact(term=_("Class"), says=names.get(("classes", nc.significance_class), "")),
        looks.Fact(term=_("Objective evidence"), says=nc.evidence),
        looks.Fact(term=_("Note taken by the head"), says=_noted(file)),
        _rectorate(nc),
    )
    title = _("Potential nonconformity") if nc.potential else _("Nonconformity")
    files = _files(file)
    return section(title, (present(facts), *files), byline=byline, anchor="what")


def _rectorate(nc: Nonconformity) -> looks.Fact:
    """The decision of the rectorate, and the check date that comes with it (35)."""
    decided, attested = (
        date_format(day, "DATE_FORMAT") if day else ""
        for day in (nc.rectorate_decided_on, nc.next_attestation_on)
    )
    told = ", ".join(filter(None, (nc.rectorate_decision, decided)))
    check = _("Check date, the next final attestation: %(day)s") % {"day": attested}
    return looks.Fact(
        term=_("Decision of the rectorate"), says=told, note=check if attested else ""
    )


def _source(file: CaseFile, names: Names) -> str:
    nc = file.nc
    source = names.get(("sources", nc.source), "")
    audit = _("internal audit") if nc.internal_audit else ""
    return " · ".join(filter(None, (source, audit, nc.source_document)))


def _noted(file: CaseFile) -> str:
    cycle = file.cycle
    if cycle.noted_at is None:
        return ""
    day = date_format(local_day(cycle.noted_at), "DATE_FORMAT")
    told = _("%(who)s, %(day)s") % {"who": cycle.noted_by, "day": day}
    return followed(told, cycle.disagreement)


def _files(file: CaseFile) -> tuple[object, ...]:
    tiles = tuple(tile(held) for held in file.files if held.signed_copy_id is None)
    return (looks.Evidence(files=tiles),) if tiles else ()


def _response(file: CaseFile, names: Names) -> looks.Section:
    nc = file.nc
    done = tuple(_correction(file))
    facts = (
        *done,
        looks.Fact(term=_("Correction not applicable"), says=nc.correction_waiver),
        looks.Fact(term=_("Correction confirmed"), says=_confirmed(file)),
        looks.Fact(
            term=_("Consequences"),
            says=nc.consequences or nc.consequences_waiver,
            note=named(_("Who was told"), nc.consequences_told),
        ),
        looks.Fact(
            term=_("Disposition"),
            says=names.get(("dispositions", nc.disposition), ""),
            note=named(_("Order: number and date"), nc.disposition_order),
        ),
        looks.Fact(term=_("Suspension not applicable"), says=nc.hold_waiver),
    )
    shown = present(facts)
    if not shown.facts:
        empty = looks.Empty(title=_("Neither a correction nor consequences are recorded yet."))
        return section(_("First response"), (empty,), anchor="response")
    return section(_("First response"), (shown,), anchor="response")


def _correction(file: CaseFile) -> Iterator[looks.Fact]:
    for row in file.corrections:
        yield from correction_shown(row, file)


def correction_shown(row: Correction, file: CaseFile) -> Iterator[looks.Fact]:
    """A correction, and beneath it what whoever finished it wrote and added to it."""
    yield looks.Fact(
        term=_("Correction"),
        says=row.what,
        note=struck_told(row) or _done(row.done_on, row.due_on, row.executor),
        changes=tuple(_changes(row, file)),
        struck=row.struck,
    )
    tiles = tuple(tile(held) for held in file.remedies.get(row.pk, ()))
    if row.done_note or tiles:
        yield looks.Fact(
            term=_("What was done"),
            says=row.done_note,
            looks=(looks.Evidence(files=tiles),) if tiles else (),
            note=str(row.finished_by or "") if row.finished_by_id != row.executor_id else "",
            struck=row.struck,
        )


def _changes(correction: Correction, file: CaseFile) -> Iterator[looks.Act]:
    """The steps on a correction, for whoever they are; one of an earlier round stays."""
    if file.nc.phase not in ALIVE:
        return
    parts = parts_in_correction(file.who, correction)
    over = correction.ordinal < file.cycle.response_from
    for step in CorrectionStep:
        kept = over and step is CorrectionStep.STRIKE_CORRECTION
        if correction.phase in step.sources and parts & set(step.done_by) and not kept:
            about, href = correction.what, step_href(step.code, correction)
            yield looks.Act(label=step_name(step.code), href=href, about=about)


def _done(done_on: date | None, due_on: date | None, executor: object) -> str:
    if done_on:
        told = {"who": executor, "day": date_format(done_on, "DATE_FORMAT")}
        return (_("%(who)s, done on %(day)s") if executor else _("Done on %(day)s")) % told
    day = date_format(due_on, "DATE_FORMAT") if due_on else "—"
    return _("%(who)s, until %(day)s") % {"who": executor or "—", "day": day}


def _confirmed(file: CaseFile) -> str:
    """Who of the office saw that the nonconformity itself is gone, when, and what shows it."""
    at, seen = file.nc.correction_confirmed_at, file.nc.correction_confirmed_note
    if at is None:
        return ""
    told = _("%(who)s, %(day)s") % {
        "who": file.nc.correction_confirmed_by,
        "day": date_format(local_day(at), "DATE_FORMAT"),
    }
    return followed(told, seen)
