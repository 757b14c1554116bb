"""What the evaluation, the verdict and the recurrence ask."""

from datetime import date
from typing import cast

from django.forms import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tuzetu.access.sight import visible_cases
from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, evaluation_of, planned_in, standing_lines
from tuzetu.dossier.evaluation import Evaluation, Measurement
from tuzetu.dossier.plan import Criterion, Line, PlanCase
from tuzetu.procedure.facts import CaseFacts, RecurrenceFacts
from tuzetu.procedure.rules import effectiveness
from tuzetu.stages.effectiveness.choosing import measuring
from tuzetu.stages.effectiveness.recurring import linking

MET = (
    (Measurement.Met.YES, _("Met")),
    (Measurement.Met.PARTLY, _("Partly met")),
    (Measurement.Met.NO, _("Not met")),
)
VERDICTS = (
    (Evaluation.Verdict.PARTLY, _("Partially effective")),
    (Evaluation.Verdict.NOT_EFFECTIVE, _("Not effective")),
)


class RecordMeasurements(StepForm):
    """A measured value for each criterion whose check date has come, recurrence, the head's view.

    A criterion that is checked later stays blank until then.
    """

    recurrence_from = asking.day(_("Recurrence was looked for from"))
    recurrence_until = asking.day(_("until"))
    recurrence_found = asking.text(_("What was found"))
    head_view = asking.text(_("View of the head of the unit on the effectiveness"))
    clauses = {"recurrence_until": "17", "recurrence_found": "17", "head_view": "16"}
    told_at = {effectiveness.the_period_reaches_beyond_the_actions: "recurrence_until"}
    answers = {
        effectiveness.recurrence_was_looked_for: "recurrence_from",
        effectiveness.the_head_gave_a_view: "head_view",
    }

    def choosing(self, facts: CaseFacts) -> CaseFacts:
        """Until when recurrence was looked for; an early result is told at its own field."""
        nc, until = self.record, self.cleaned_data.get("recurrence_until")
        if not isinstance(nc, Nonconformity):
            return facts
        return measuring(facts, nc=nc, measured=(), until=until)

    def prepare(self) -> None:
        """Two fields for each criterion of the case, one for each of its actions."""
        self.criteria: list[Criterion] = []
        self.lines: list[Line] = []
        if not isinstance(self.record, Nonconformity):
            return
        cycle = current_cycle(self.record)
        planned, held = planned_in(cycle), evaluation_of(cycle)
        known = {row.criterion_id: row for row in held.measurements.all()} if held else {}
        for number, criterion in enumerate(planned.criteria.all() if planned else (), 1):
            self._ask(number, criterion, known.get(criterion.pk))
        self._ask_follow_ups(planned)
        for name in ("recurrence_from", "recurrence_until", "recurrence_found", "head_view"):
            if held is not None:
                self.initial.setdefault(name, getattr(held, name))
        if cycle.remedied_on:
            told = {"day": date_format(cycle.remedied_on, "DATE_FORMAT")}
            says = _("Lies after the last day of the actions, %(day)s.") % told
            self.fields["recurrence_until"].help_text = says
        if cycle.remedied_on is None or cycle.remedied_on < self.on:
            self.initial.setdefault("recurrence_until", self.on)
        first = ("value_", "met_", "follow_up_")
        self.order_fields([name for name in self.fields if name.startswith(first)])

    def clean_recurrence_until(self) -> date | None:
        """What was looked for was looked for until today."""
        return asking.not_after_today(self.cleaned_data["recurrence_until"], self.on)

    def clean(self) -> Arguments:
        """The period that was looked at has a beginning before its end."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("recurrence_from"), cleaned.get("recurrence_until")
        if begins and ends and begins > ends:
            self.add_error("recurrence_from", _("The period begins after its end."))
        for criterion in self._checked_later():
            value = f"value_{criterion.pk}"
            if cleaned.get(value) or cleaned.get(f"met_{criterion.pk}"):
                told = {"day": date_format(cast("date", criterion.check_on), "DATE_FORMAT")}
                self.add_error(value, _("No result is entered before %(day)s.") % told)
        return cleaned

    def _checked_later(self) -> list[Criterion]:
        """The criteria whose check date has not come (48)."""
        return [one for one in self.criteria if one.check_on and one.check_on > self.on]

    def _ask(self, number: int, criterion: Criterion, known: Measurement | None) -> None:
        self.criteria.append(criterion)
        goal = _("now %(now)s, target %(target)s; %(source)s") % {
            "now": criterion.value_now,
            "target": criterion.target,
            "source": criterion.data_source,
        }
        value, met = f"value_{criterion.pk}", f"met_{criterion.pk}"
        due = criterion not in self._checked_later()
        if not due:
            day = date_format(cast("date", criterion.check_on), "DATE_FORMAT")
            goal = _("%(goal)s. Stays blank until its check date, %(day)s") % {
                "goal": goal,
                "day": day,
            }
        told = {"number": number, "measure": criterion.measure}
        measured = _("Criterion %(number)s: %(measure)s") % told
        self.fields[value] = asking.line(measured, hint=goal, required=due)
        asked = _("Is criterion %(number)s met?") % told
        self.fields[met] = asking.one_of(MET, asked, required=due)
        self.clauses = {**self.clauses, value: "51" if due else "48"}
        self.initial.setdefault(value, known.value if known else "")
        self.initial.setdefault(met, known.met if known else "")

    def _ask_follow_ups(self, planned: PlanCase | None) -> None:
        self.lines = list(standing_lines(planned)) if planned else []
        for number, line in enumerate(self.lines, 1):
            label = _("Follow-up of action %(number)s") % {"number": number}
            name = f"follow_up_{line.pk}"
            self.fields[name] = asking.text(label, hint=line.what, rows=2)
            self.initial.setdefault(name, line.follow_up)

    def arguments(self) -> Arguments:
        """Values by criterion, notes by action."""
        told = super().arguments()
        followed = {line.pk: told.pop(f"follow_up_{line.pk}") for line in self.lines}
        rows = [
            (criterion.pk, f"value_{criterion.pk}", f"met_{criterion.pk}")
            for criterion in self.criteria
        ]
        results = {pk: (told.pop(value), told.pop(met)) for pk, value, met in rows}
        measured = {pk: result for pk, result in results.items() if any(result)}
        return {**told, "measured": measured, "followed": followed}


class FindEffective(StepForm):
    """Why it is effective."""

    reason = asking.text(_("What the verdict rests on"))
    clauses = {"reason": "17"}


class OrderFurtherActions(StepForm):
    """What is still missing."""

    reason = asking.text(_("What is still missing"))
    clauses = {"reason": "10.7"}


class OrderNewAnalysis(StepForm):
    """Which verdict, and why the causes are asked for again."""

    verdict = asking.one_of(VERDICTS, _("Verdict"))
    reason = asking.text(_("Why the causes have to be analysed again"))
    clauses = {"verdict": "51", "reason": "10.8"}


class ConfirmEffective(StepForm):
    """A word with the final verdict."""

    reason = asking.text(
        _("What the observation showed"),
        hint=_("If it came back, link the later case with this one: that turns the verdict."),
    )
    clauses = {"reason": "17"}


class LinkRecurrence(StepForm):
    """Which earlier case, and what is the same."""

    earlier = asking.case_by_number(_("Number of the earlier case"))
    reason = asking.text(_("What is the same"))
    clauses = {"earlier": "10.6"}
    told_at = {
        effectiveness.the_cases_differ: "earlier",
        effectiveness.the_link_is_new: "earlier",
        effectiveness.the_earlier_case_stands: "earlier",
    }

    def prepare(self) -> None:
        """Only cases that the person may see."""
        self.offer("earlier", visible_cases(self.by, on=self.on))

    def clean_earlier(self) -> Nonconformity:
        """What was detected later cannot have come back in this one."""
        earlier: Nonconformity = self.cleaned_data["earlier"]
        later = self.record
        if isinstance(later, Nonconformity) and earlier.detected_on > later.detected_on:
            told = _("Case %(number)s was detected later than this one; name the earlier case.")
            raise ValidationError(told % {"number": earlier.number})
        return earlier

    def choosing(self, facts: RecurrenceFacts) -> RecurrenceFacts:
        """Which earlier case came back."""
        later, earlier = self.record, self.cleaned_data.get("earlier")
        if earlier is None or not isinstance(later, Nonconformity):
            return facts
        return linking(facts, later=later, earlier=current_cycle(earlier))


class ConfirmRecurrence(StepForm):
    """Why it is the same trouble."""

    decision = asking.text(_("Why it is the same problem come back"))
    clauses = {"decision": "17"}


class DenyRecurrence(StepForm):
    """Why it is not."""

    decision = asking.text(_("Why it is another problem"))
    clauses = {"decision": "17"}
