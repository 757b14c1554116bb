"""What execution and control ask."""

from typing import cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm
from tuzetu.conduct.check_dates import checked_too_early
from tuzetu.dossier.plan import Criterion, Line
from tuzetu.dossier.request import WORDING
from tuzetu.people.person import Person
from tuzetu.procedure.facts import PostponementFacts
from tuzetu.procedure.rules import execution
from tuzetu.procedure.states import ActionState
from tuzetu.stages.execution.requests import asking_until


class MarkDone(StepForm):
    """What was done, with the evidence."""

    done_note = asking.text(
        _("What was done"), hint=_("Name the document, figure or photo that shows it.")
    )
    takes_files = True
    clauses = {"done_note": "41"}


class SendBackAction(StepForm):
    """What is missing."""

    reason = asking.text(_("What is missing"))
    clauses = {"reason": "46"}


class ConfirmAction(StepForm):
    """What the controller saw."""

    confirmed_note = asking.text(_("Note on the completion"), required=False)
    clauses = {"confirmed_note": "46"}


class FollowUp(StepForm):
    """How it goes, and what it brought."""

    note = asking.text(_("Follow-up and view on effectiveness"))
    clauses = {"note": "16"}


class ChangeExecutor(StepForm):
    """Another executor."""

    executor = asking.person(_("Responsible executor"))
    reason = asking.text(_("Reason"))
    clauses = {"executor": "45"}

    def clean_executor(self) -> Person:
        """Somebody else than now."""
        chosen = cast("Person", self.cleaned_data["executor"])
        if isinstance(self.record, Line) and chosen.pk == self.record.executor_id:
            raise ValidationError(_("This person carries the action out already; name another."))
        return chosen


class AskPostponement(StepForm):
    """Until when, and why."""

    asked_until = asking.day(_("New deadline"))
    reason = asking.text(_("Why the deadline cannot be kept"))
    clauses = {"asked_until": "45"}
    told_at = {execution.the_new_deadline_is_later: "asked_until"}
    deadlines = ("asked_until",)

    def choosing(self, facts: PostponementFacts) -> PostponementFacts:
        """Later than what stands now."""
        until = self.cleaned_data.get("asked_until")
        return asking_until(facts, until=until) if until else facts


class AdvisePostponement(StepForm):
    """For or against."""

    advised_for = asking.yes_or_no(_("Do you recommend the postponement?"))
    advice = asking.text(_("Reason"))
    clauses = {"advised_for": "46"}


class GrantPostponement(StepForm):
    """A word with the decision."""

    decision = asking.text(_("Remark"), required=False)


class RefusePostponement(StepForm):
    """Why not."""

    decision = asking.text(_("Why the deadline stays"))


class ProposeCriterionChange(StepForm):
    """The other wording, and why."""

    measure = asking.line(_("Measure"))
    value_now = asking.line(_("Value now"), limit=asking.NAME_LIMIT)
    target = asking.line(_("Target value"), limit=asking.NAME_LIMIT)
    data_source = asking.line(_("Source of data"))
    check_on = asking.day(_("Check date"))
    reason = asking.text(_("Why the criterion has to change"))
    clauses = {"measure": "49", "reason": "49"}

    def prepare(self) -> None:
        """The wording in force."""
        if isinstance(self.record, Criterion):
            for name in WORDING:
                self.initial.setdefault(name, getattr(self.record, name))

    def clean(self) -> Arguments:
        """A proposal proposes something: another wording, value, source or day (49).

        It is checked when what it covers is done, as in the plan (48).
        """
        cleaned = super().clean() or {}
        if not isinstance(self.record, Criterion):
            return cleaned
        if all(cleaned.get(name) == getattr(self.record, name) for name in WORDING):
            self.add_error(
                "measure", _("Nothing differs from the criterion in force. Say what has to change.")
            )
        open_lines = self.record.lines.standing().exclude(state=ActionState.CONFIRMED.code)
        numbers = Line.objects.filter(plan=self.record.plan_id).numbers()
        due = {numbers[line.pk]: line.due_on for line in open_lines}
        early = checked_too_early(cleaned.get("check_on"), due)
        if early:
            self.add_error("check_on", early)
        return cleaned


class AcceptCriterionChange(StepForm):
    """A word with the decision."""

    decision = asking.text(_("Remark"), required=False)


class RejectCriterionChange(StepForm):
    """Why not."""

    decision = asking.text(_("Why the criterion stays"))
    clauses = {"decision": "50"}
