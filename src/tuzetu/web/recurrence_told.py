"""What either answer to a possible recurrence does, said before it is given (17)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tuzetu.dossier.case_facts import evaluation_of
from tuzetu.dossier.recurrence import Recurrence
from tuzetu.procedure.flows.recurrence import RecurrenceStep
from tuzetu.stages.effectiveness.recurring import reopens
from tuzetu.web import looks
from tuzetu.web.addresses import step_href
from tuzetu.web.wording import step_name

CONFIRM, DENY = RecurrenceStep.CONFIRM_RECURRENCE.code, RecurrenceStep.DENY_RECURRENCE.code


def what_the_answer_does(code: str, link: Recurrence) -> tuple[looks.Panel, ...]:
    """The consequences of this answer, and the way to the other one."""
    if code not in {CONFIRM, DENY}:
        return ()
    says, other = (_confirmed(link), DENY) if code == CONFIRM else (_denied(link), CONFIRM)
    instead = looks.Act(label=step_name(other), href=step_href(other, link))
    title = _("What this answer does")
    return (looks.Panel(title=title, says=" ".join(says), looks=(instead,)),)


def the_other_answer(code: str, link: Recurrence) -> tuple[looks.Panel, ...]:
    """What the answer does where nothing of the earlier case may be told."""
    says = _("If it is a recurrence and the earlier case has come to its end, that case reopens.")
    other = DENY if code == CONFIRM else CONFIRM
    instead = looks.Act(label=step_name(other), href=step_href(other, link))
    return (looks.Panel(title=_("What this answer does"), says=says, looks=(instead,)),)


def _confirmed(link: Recurrence) -> Iterator[str]:
    earlier = link.earlier.nc
    told: dict[str, object] = {"number": earlier.number, "round": earlier.ordinal + 1}
    if not reopens(earlier, link.earlier):
        yield _("The recurrence is kept with case %(number)s; the stage of that case stays.") % told
        if earlier.ordinal == link.earlier.ordinal:
            yield _("The verdict “Effective” is no longer possible in its present cycle.")
        return
    held = evaluation_of(link.earlier)
    if held and held.verdict:
        yield _("The verdict on case %(number)s is annulled.") % told
    yield (
        _(
            "Case %(number)s is opened again as its cycle %(round)s and waits for a new decision "
            "of the project office."
        )
        % told
    )
    yield _("The head of the owning unit (%(unit)s) is told by letter at once.") % {
        "unit": earlier.owning_unit.name
    }
    yield _("So are those who analysed, carried out and controlled in that cycle.")


def _denied(link: Recurrence) -> Iterator[str]:
    told = {"number": link.earlier.nc.number}
    yield _("The two cases count as different problems; case %(number)s stays as it is.") % told
    yield _("The link no longer stands in the way of its verdict and of closing it.")
    yield _("Whoever linked the cases and the head of the later one's unit are told by letter.")
