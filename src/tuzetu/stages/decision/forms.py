"""What the decision asks."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext_lazy as _

from tuzetu.access.sight import visible_cases
from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm, Told
from tuzetu.dossier.analysis import Decision
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, decision_of
from tuzetu.people.appointment import head_of
from tuzetu.people.person import Person
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.rules import causes, registration
from tuzetu.stages.decision.choosing import analysis_limit, deciding, merging


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
        hint=_(
            "A shorter term is set by the complexity of the matter; "
            "needed where it is shorter than the procedure allows."
        ),
    )
    needed: Mapping[str, Told] = {"term_reason": asking.SOMETIMES}
    clauses = {"reason": "38", "due_on": "39", "term_reason": "39"}
    told_at = {
        causes.the_term_is_within_the_limit: "due_on",
        causes.a_limit_that_has_passed_is_the_term: "due_on",
        causes.the_chosen_leader_is_not_concerned: "leader",
    }
    deadlines = ("due_on",)

    def prepare(self) -> None:
        """The whole term of clause 39, and the unit where it was found."""
        if isinstance(self.record, Nonconformity):
            limit = analysis_limit(current_cycle(self.record), on=self.on)
            self.limit_on = limit
            self.initial.setdefault("due_on", limit)
            self.initial.setdefault("owning_unit", self.record.owning_unit_id)

    def choosing(self, facts: CaseFacts) -> CaseFacts:
        """The term, and that somebody leads."""
        nc, due_on = self.record, self.cleaned_data.get("due_on")
        if not isinstance(nc, Nonconformity):
            return facts
        who = self.leading()
        return deciding(
            facts, nc=nc, due_on=due_on, leader=who, led=who is not None or self.waits()
        )

    def leading(self) -> Person | None:
        """Who is chosen to lead the analysis."""
        return cast("Person | None", self.cleaned_data.get("leader"))

    def waits(self) -> bool:
        """Whether something else has to be chosen before it shows who leads."""
        return True

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

    def clean(self) -> Arguments:
        """One person is no group."""
        told = super().clean()
        members, leader = told.get("members"), told.get("leader")
        if members is not None and leader and not members.exclude(pk=leader.pk).exists():
            self.add_error("members", _("A group has a member besides its leader."))
        return told

    def prepare(self) -> None:
        """Whoever decides anew starts from the group that is there."""
        super().prepare()
        if not isinstance(self.record, Nonconformity):
            return
        decided = decision_of(current_cycle(self.record))
        if decided is not None and decided.way == Decision.Way.GROUP:
            self.initial.setdefault("leader", decided.leader_id)
            self.initial.setdefault("members", decided.members.exclude(pk=decided.leader_id))


class PassToUnit(_Decision):
    """Which unit analyses."""

    unit = asking.unit(_("Unit that analyses"), hint=_("Its head leads the analysis."))
    leader = asking.person(
        _("Another leader of the analysis"),
        required=False,
        hint=_("Instead of the head; needed where the unit has no head."),
    )
    needed = {**_Decision.needed, "leader": asking.SOMETIMES}
    clauses = {**_Decision.clauses, "unit": "38.2"}
    told_at = {**_Decision.told_at, causes.somebody_leads_the_analysis: "leader"}
    field_order = ("unit", "leader", "owning_unit", "reason", "due_on", "term_reason")

    def leading(self) -> Person | None:
        """The head of the unit, unless somebody else is named."""
        unit, leader = self.cleaned_data.get("unit"), super().leading()
        return leader or (head_of(unit, self.on) if unit else None)

    def waits(self) -> bool:
        """Before a unit is chosen nobody can be missed."""
        return not self.cleaned_data.get("unit")


LINKS_END = _("Whether it is a recurrence is no more asked then: a link that still waits ends.")


class RejectCase(StepForm):
    """Why it is not confirmed."""

    reason = asking.text(_("Why the fact is not confirmed"), hint=LINKS_END)
    clauses = {"reason": "38"}


class VoidCase(StepForm):
    """Why the entry was a mistake."""

    reason = asking.text(_("Why the entry is void"), hint=LINKS_END)
    clauses = {"reason": "18"}


class MergeCase(StepForm):
    """Which case goes on for both."""

    into = asking.case_by_number(_("Number of the case that goes on"))
    reason = asking.text(_("Why it is the same matter"))
    clauses = {"into": "19"}
    told_at = {
        registration.the_other_case_is_decided: "into",
        registration.the_other_case_takes_it_up: "into",
        registration.the_other_case_is_another: "into",
        registration.the_other_case_is_not_merged: "into",
        registration.no_link_would_be_lost: "into",
    }

    def prepare(self) -> None:
        """Only cases that the person may see."""
        self.offer("into", visible_cases(self.by, on=self.on))

    def choosing(self, facts: CaseFacts) -> CaseFacts:
        """Which case goes on."""
        nc, into = self.record, self.cleaned_data.get("into")
        if not into or not isinstance(nc, Nonconformity):
            return facts
        return merging(facts, into=into, nc=nc, by=self.by)
