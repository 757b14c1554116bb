"""What planning asks; the grid itself has its own form in ``grid``."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.kept import SHORT
from tuzetu.dossier.plan import Meeting, Plan
from tuzetu.dossier.plan_facts import facts_of_plan
from tuzetu.procedure.facts import PlanFacts
from tuzetu.procedure.rules import approval, planning
from tuzetu.procedure.states import PlanState
from tuzetu.stages.planning.choosing import (
    answering,
    controlling,
    joining,
    recording,
    releasing,
    striking,
)
from tuzetu.stages.planning.planned import cases_that_may_join, planned_cases_of


class DraftPlan(StepForm):
    """Nothing is asked: the plan begins with this case."""


class JoinCase(StepForm):
    """Which case of the unit waits for a plan."""

    case = forms.ModelChoiceField(
        Nonconformity.objects.none(), label=_("Case"), empty_label=asking.NOT_CHOSEN
    )
    clauses = {"case": "43"}
    told_at = {
        planning.the_case_waits_for_a_plan: "case",
        planning.the_case_stands_in_no_plan: "case",
        planning.the_case_is_of_the_plans_unit: "case",
        planning.the_case_may_share_a_plan: "case",
    }

    def choosing(self, facts: PlanFacts) -> PlanFacts:
        """Which case joins."""
        case = self.cleaned_data.get("case")
        return joining(facts, case=case) if case else facts

    def prepare(self) -> None:
        """Cases of the same unit that stand in no plan."""
        if isinstance(self.record, Plan):
            waiting = cases_that_may_join(self.record)
            self.offer("case", waiting)
            self.fields["case"].error_messages["invalid_choice"] = _(
                "This case stands in a plan already or does not wait for a plan of this unit; its "
                "page tells its stage."
            )
            if not waiting.exists():
                says = _("No other case of the unit waits for a plan now.")
                self.fields["case"].help_text = says
                self.fields["case"].error_messages["required"] = says


class ReleaseCase(StepForm):
    """Which case leaves, and why."""

    case = forms.ModelChoiceField(
        Nonconformity.objects.none(), label=_("Case"), empty_label=asking.NOT_CHOSEN
    )
    reason = asking.text(
        _("Reason"), hint=_("What was written for the case in this plan is taken out with it.")
    )

    def prepare(self) -> None:
        """Cases that stand in this plan and wait for it."""
        if isinstance(self.record, Plan):
            self.offer("case", planned_cases_of(self.record))

    def choosing(self, facts: PlanFacts) -> PlanFacts:
        """Which case leaves."""
        case = self.cleaned_data.get("case")
        return releasing(facts, case=case) if case else facts


class MinutesChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Minutes by their number and the day of the meeting."""

    def label_from_instance(self, obj: Meeting) -> str:
        """As the plan's page tells them."""
        told = {"number": obj.minutes_number, "day": date_format(obj.held_on, "DATE_FORMAT")}
        return gettext("No. %(number)s, %(day)s") % told


class RecordMeeting(StepForm):
    """Number and date of the minutes."""

    minutes_number = asking.line(_("Number of the minutes"), limit=SHORT)
    held_on = asking.day(_("Date of the meeting"))
    outcome = asking.text(_("What the meeting decided"), required=False)
    clauses = {"minutes_number": "44", "held_on": "44"}
    told_at = {approval.the_minutes_are_new: "minutes_number"}

    def choosing(self, facts: PlanFacts) -> PlanFacts:
        """Which minutes."""
        number, held_on = (self.cleaned_data.get(name) for name in ("minutes_number", "held_on"))
        if not isinstance(self.record, Plan) or not number or not held_on:
            return facts
        return recording(facts, plan=self.record, minutes_number=number, held_on=held_on)

    def clean_held_on(self) -> date | None:
        """A meeting on the plan was held, and after causes were found that the plan answers."""
        held_on = asking.not_after_today(self.cleaned_data["held_on"], self.on)
        if not isinstance(self.record, Plan):
            return held_on
        found = facts_of_plan(self.record, on=self.on).analysis_ended_on
        if held_on and found and held_on < found:
            told = {"day": date_format(found, "DATE_FORMAT")}
            raise ValidationError(
                _("The causes were determined on %(day)s: no meeting on the plan was before it."),
                params=told,
            )
        return held_on


class StrikeMeeting(StepForm):
    """Which minutes were recorded by mistake, and why."""

    meeting = MinutesChoice(
        Meeting.objects.none(), label=_("Minutes"), empty_label=asking.NOT_CHOSEN
    )
    reason = asking.text(
        _("Reason"), hint=_("The minutes stay visible as struck, with the reason.")
    )
    clauses = {"meeting": "18", "reason": "18"}
    told_at = {approval.the_minutes_count: "meeting"}

    def choosing(self, facts: PlanFacts) -> PlanFacts:
        """Which minutes."""
        meeting = self.cleaned_data.get("meeting")
        if meeting is None or not isinstance(self.record, Plan):
            return facts
        return striking(facts, plan=self.record, meeting=meeting)

    def prepare(self) -> None:
        """The minutes of the revision under way; the only ones are chosen already."""
        if isinstance(self.record, Plan):
            standing = self.record.meetings.standing().filter(revision=self.record.revision)
            self.offer("meeting", standing)
            if standing.count() == 1:
                self.initial.setdefault("meeting", standing.get().pk)


class ProposeController(StepForm):
    """Who controls, and who controls what the controller executes."""

    controller = asking.person(_("Controller"))
    controller_substitute = asking.person(
        _("Substitute of the controller"),
        required=False,
        hint=_("Controls the lines that the controller executes; needed where there are any."),
    )
    needed = {"controller_substitute": asking.SOMETIMES}
    clauses = {"controller": "46"}
    told_at = {
        approval.nobody_is_chosen_to_control_what_concerns_them: "controller",
        approval.nobody_is_chosen_to_control_their_own_line: "controller_substitute",
    }

    def clean(self) -> Arguments:
        """A substitute is another person, or nobody controls what the controller carries out."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("controller")
        if chosen and chosen == cleaned.get("controller_substitute"):
            self.add_error(
                "controller_substitute", _("The substitute is another person than the controller.")
            )
        return cleaned

    def choosing(self, facts: PlanFacts) -> PlanFacts:
        """Who controls."""
        told = self.cleaned_data
        if not told.get("controller"):
            return facts
        substitute = told.get("controller_substitute")
        return controlling(facts, controller=told["controller"], substitute=substitute)


class ChangeController(ProposeController):
    """The same, with the reason."""

    reason = asking.text(_("Reason"))

    def clean(self) -> Arguments:
        """Somebody else than now."""
        told, plan = super().clean(), self.record
        if isinstance(plan, Plan) and told and not self.errors:
            chosen = (told["controller"], told["controller_substitute"])
            if chosen == (plan.controller, plan.controller_substitute):
                self.add_error("controller", _("They control the plan already; name another."))
        return told


class SubmitPlan(StepForm):
    """The plan as saved is sent; where it came back, with a word to the remarks."""

    answer = asking.text(
        _("Answer to the remarks"),
        required=False,
        hint=_("Say what was done about them; needed where the plan stays as it was returned."),
    )
    clauses = {"answer": "44"}
    needed = {"answer": asking.SOMETIMES}
    told_at = {approval.the_remarks_are_met_or_answered: "answer"}

    def choosing(self, facts: PlanFacts) -> PlanFacts:
        """Whether the remarks are met or answered."""
        if not isinstance(self.record, Plan):
            return facts
        return answering(facts, plan=self.record, answer=self.cleaned_data.get("answer", ""))

    def prepare(self) -> None:
        """Where nothing came back, nothing is asked."""
        if not isinstance(self.record, Plan) or self.record.phase != PlanState.RETURNED:
            del self.fields["answer"]


class ApprovePlan(StepForm):
    """Nothing is asked: the plan as shown is approved."""


class ReturnPlan(StepForm):
    """Remarks for the whole plan and at its lines."""

    remark = asking.text(_("Remark on the whole plan"), required=False)
    clauses = {"remark": "44"}

    def prepare(self) -> None:
        """One field per line."""
        if isinstance(self.record, Plan):
            lines = self.record.lines.planned()
            for number, row in enumerate(lines, 1):
                label = _("Remark at line %(number)s") % {"number": number}
                field = asking.text(label, required=False, hint=row.what, rows=2)
                self.fields[f"line_{row.pk}"] = field
        self.needed = dict.fromkeys(self.fields, asking.AT_LEAST_ONE)

    def clean(self) -> Arguments:
        """A plan goes back with at least one remark."""
        cleaned = super().clean() or {}
        if not any(value for name, value in cleaned.items() if name != "version"):
            self.add_error("remark", _("Say at least once what has to be changed."))
        return cleaned

    def arguments(self) -> Arguments:
        """The remark, and remarks by line."""
        told = self.cleaned_data
        lines = {
            int(name.removeprefix("line_")): value
            for name, value in told.items()
            if name.startswith("line_") and value
        }
        return {"remark": told["remark"], "line_remarks": lines}


class RevisePlan(StepForm):
    """Why the approved text has to change."""

    reason = asking.text(
        _("What has to change, and why"),
        hint=_("The approval lapses; a later meeting discusses the new revision."),
    )
    clauses = {"reason": "45"}


class AbandonPlan(StepForm):
    """Why the plan is put away."""

    reason = asking.text(_("Reason"))
