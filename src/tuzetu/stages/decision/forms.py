"""What the decision asks."""

from django.utils.translation import gettext_lazy as _

from tuzetu.access.sight import visible_cases
from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle
from tuzetu.stages.decision.steps import analysis_limit


class _Decision(StepForm):
    """What both ways ask: owning unit, reason, term."""

    owning_unit = asking.unit(
        _("Owning unit"), hint=_("Its head plans the actions and answers for them.")
    )
    reason = asking.text(_("Reason for the decision"))
    due_on = asking.day(_("Causes are determined until"))
    term_reason = asking.line(
        _("Reason for the term"),
        required=False,
        hint=_("A shorter term is set by the complexity of the matter."),
    )
    clauses = {"reason": "38", "due_on": "39", "term_reason": "39"}

    def prepare(self) -> None:
        """The whole term of clause 39, and the unit where it was found."""
        if isinstance(self.record, Nonconformity):
            limit = analysis_limit(current_cycle(self.record), on=self.on)
            self.limit_on = limit
            self.initial.setdefault("due_on", limit)
            self.initial.setdefault("owning_unit", self.record.owning_unit_id)

    def clean(self) -> Arguments:
        """A shorter term stands with its reason; a day outside the term is refused as such."""
        cleaned = super().clean() or {}
        until = cleaned.get("due_on")
        shorter = until is not None and self.on <= until < self.limit_on
        if shorter and not cleaned.get("term_reason"):
            self.add_error("term_reason", _("Say why the term is shorter."))
        return cleaned


class ConveneGroup(_Decision):
    """Who is in the group, and who leads it."""

    leader = asking.person(_("Group leader"))
    members = asking.persons(
        _("Members of the group"), hint=_("A student representative may be among them.")
    )
    clauses = {**_Decision.clauses, "leader": "38.1", "members": "38.1"}
    field_order = ("leader", "members", "owning_unit", "reason", "due_on", "term_reason")


class PassToUnit(_Decision):
    """Which unit analyses."""

    unit = asking.unit(_("Unit that analyses"), hint=_("Its head leads the analysis."))
    leader = asking.person(
        _("Another leader of the analysis"), required=False, hint=_("Instead of the head.")
    )
    clauses = {**_Decision.clauses, "unit": "38.2"}
    field_order = ("unit", "leader", "owning_unit", "reason", "due_on", "term_reason")


class RejectCase(StepForm):
    """Why it is not confirmed."""

    reason = asking.text(_("Why the fact is not confirmed"))
    clauses = {"reason": "38"}


class VoidCase(StepForm):
    """Why the entry was a mistake."""

    reason = asking.text(_("Why the entry is void"))
    clauses = {"reason": "18"}


class MergeCase(StepForm):
    """Which case goes on for both."""

    into = asking.case_by_number(_("Number of the case that goes on"))
    reason = asking.text(_("Why it is the same matter"))
    clauses = {"into": "19"}

    def prepare(self) -> None:
        """Only cases that the person may see."""
        self.offer("into", visible_cases(self.by, on=self.on))
