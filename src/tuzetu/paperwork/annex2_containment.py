"""The words of holds and corrections in Annex 2, for the first round and for later ones (I-B)."""

from tuzetu.paperwork.annex2 import Correction, Hold, Response
from tuzetu.paperwork.labels import EVERYWHERE
from tuzetu.paperwork.report_fields import each, waived
from tuzetu.paperwork.report_labels import PARTS
from tuzetu.paperwork.voice import Voice, lines


def containment(response: Response, voice: Voice) -> dict[str, str]:
    """Fields 18 to 21 of a round; where nothing is its own, what of earlier rounds answers."""
    holds = response.holds
    no_hold = voice.beside(PARTS["no_hold"]) if response.holds_before else ""
    return {
        "hold": each(*(_hold(hold, voice) for hold in holds))
        or waived(response.hold_waiver, voice)
        or no_hold,
        "hold_release": each(*(_release(hold, voice) for hold in holds)),
        "hold_end": each(*(_end(hold, voice) for hold in holds)),
        "correction": lines(
            _corrections(response, voice),
            voice.named(PARTS["confirmed"], voice.note(response.confirmed)),
        ),
        **(
            {} if response.consequences_before else {"consequences": _consequences(response, voice)}
        ),
    }


def _consequences(response: Response, voice: Voice) -> str:
    told = voice.named(PARTS["told"], response.consequences_told)
    return lines(response.consequences, told) or waived(response.consequences_waiver, voice)


def _corrections(response: Response, voice: Voice) -> str:
    """What counts, or why nothing does; after it, what was recorded by mistake and struck."""
    standing = [_correction(one, voice) for one in response.corrections if one.struck is None]
    struck = [_struck(one, voice) for one in response.corrections if one.struck is not None]
    if standing:
        return each(*standing, *struck)
    before = voice.beside(PARTS["same_correction"]) if response.corrections_before else ""
    answer = waived(response.correction_waiver, voice) or before
    missing = voice.beside(EVERYWHERE["not_filled"]) if struck else ""
    return lines(answer or missing, *struck)


def _struck(one: Correction, voice: Voice) -> str:
    """First that it counts for nothing, then what it was."""
    why = voice.note(one.struck, wording=PARTS["reason"])
    return lines(voice.named(EVERYWHERE["struck"], why), _correction(one, voice))


def _hold(hold: Hold, voice: Voice) -> str:
    return lines(
        f"{voice.beside(hold.kind)}: {hold.what}",
        f"{voice.day(hold.since_on)}, {hold.set_by}",
        voice.named(PARTS["order"], hold.order_number),
        voice.named(PARTS["replaced_by"], hold.replaced_by),
        voice.named(PARTS["told"], hold.told),
    )


def _release(hold: Hold, voice: Voice) -> str:
    return f"{voice.day(hold.ended_on)}, {hold.ended_by}" if hold.ended_on else ""


def _end(hold: Hold, voice: Voice) -> str:
    return lines(
        voice.beside(PARTS["goes_on"]) if hold.goes_on else "",
        voice.beside(hold.ended_as),
        voice.named(PARTS["reason"], hold.end_reason),
        voice.named(PARTS["authorised_by"], hold.authorised_by),
    )


def _correction(done: Correction, voice: Voice) -> str:
    told_by = done.finished_by if done.finished_by != done.executor else ""
    return lines(
        done.what,
        voice.named(PARTS["executor"], done.executor),
        voice.named(PARTS["due"], voice.day(done.due_on)),
        voice.named(PARTS["done"], ", ".join(filter(None, (voice.day(done.done_on), told_by)))),
        voice.named(PARTS["what_was_done"], done.done_note),
        voice.named(PARTS["files"], ", ".join(done.files)),
    )
