"""The words of Annex 2 in a language: parts I-A and I-B; the cycles stand in `annex2_cycle`."""

from tuzetu.paperwork.annex2 import Annex2, Identification, Response
from tuzetu.paperwork.annex2_containment import containment
from tuzetu.paperwork.annex2_cycle import cycle_sheet
from tuzetu.paperwork.labels import EVERYWHERE
from tuzetu.paperwork.report_fields import fields
from tuzetu.paperwork.report_labels import HEADINGS, IDENTIFICATION, PARTS, RESPONSE
from tuzetu.paperwork.voice import Sheet, Value, Voice, lines
from tuzetu.paperwork.words import numbered


def sheet(report: Annex2, voice: Voice) -> Sheet:
    """The report as it will stand on paper."""
    known = report.identification
    several = len(report.cycles) > 1
    return {
        **voice.tongue(),
        "title": f"{voice.beside(HEADINGS['title'])} {known.number}",
        "annex": voice.beside(HEADINGS["annex"]),
        "institution": voice.beside(report.institution),
        "heading": voice.label(HEADINGS["title"]),
        "subject": voice.label(HEADINGS["subject"]),
        "numbered": voice.label(numbered(known.number, known.registered_on)),
        "derived": voice.beside(HEADINGS["derived"]),
        "report_title": voice.beside(HEADINGS["report"]),
        "identification_title": voice.beside(HEADINGS["identification"]),
        "identification": _identification(report, voice),
        "response_title": voice.beside(HEADINGS["response"]),
        "response": _response(report.response, voice),
        "cycles": [cycle_sheet(cycle, voice, several=several) for cycle in report.cycles],
        "footer": voice.footer(report.form, number=known.number),
    }


def _identification(report: Annex2, voice: Voice) -> Value:
    known = report.identification
    noted = report.cycles[0].acknowledged if report.cycles else None
    said = {
        **_who_and_when(known, voice),
        "process": voice.beside(known.process),
        "kind": voice.beside(known.kind),
        "source": voice.beside(known.source),
        "method": voice.beside(known.method),
        "source_document": known.source_document,
        "requirement": voice.beside(known.requirement),
        "description": known.description,
        "evidence": lines(known.evidence, voice.named(PARTS["files"], ", ".join(known.files))),
        "significance_class": voice.beside(known.significance_class),
        "repeat_of": _repeated(known, voice),
        "acknowledged": voice.signed_by_hand(voice.note(noted, wording=PARTS["disagreement"])),
    }
    return fields(IDENTIFICATION, said, voice)


def _repeated(known: Identification, voice: Voice) -> str:
    """The numbers of earlier reports, as far as the reader may see them."""
    unseen = (voice.beside(EVERYWHERE["unseen"]),) if known.repeat_unseen else ()
    return ", ".join((*known.repeat_of, *unseen)) or voice.beside(EVERYWHERE["none"])


def _who_and_when(known: Identification, voice: Voice) -> dict[str, str]:
    return {
        "number": known.number,
        "registered_on": voice.day(known.registered_on),
        "registered_by": known.registered_by,
        "detected_on": voice.day(known.detected_on),
        "detected_by": known.detected_by,
        "unit": voice.beside(known.unit),
    }


def _response(response: Response, voice: Voice) -> Value:
    said = {
        **containment(response, voice),
        "disposition": lines(
            voice.beside(response.disposition),
            voice.named(PARTS["order"], response.disposition_order),
        ),
        "rectorate": _rectorate(response, voice),
    }
    return fields(RESPONSE, said, voice)


def _rectorate(response: Response, voice: Voice) -> str:
    decided = voice.day(response.rectorate_decided_on)
    attestation = voice.day(response.next_attestation_on)
    return lines(
        ", ".join(filter(None, (response.rectorate_decision, decided))),
        voice.named(PARTS["attestation"], attestation),
    )
