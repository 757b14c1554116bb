"""What the first response asks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction, Hold
from tuzetu.procedure.facts import HoldFacts
from tuzetu.procedure.rules import containment
from tuzetu.stages.containment.choosing import stopping

OBJECTS = (
    (Hold.Object.SERVICE, _("Service")),
    (Hold.Object.ACTIVITY, _("Activity")),
    (Hold.Object.PROGRAMME, _("Educational programme")),
    (Hold.Object.DOCUMENT, _("Document")),
    (Hold.Object.BUILDING, _("Building or room")),
)


class SetHold(StepForm):
    """What is stopped, since when, what replaces it, who was told."""

    kind = asking.one_of(OBJECTS, _("What is suspended"))
    what = asking.line(_("What exactly"))
    since_on = asking.day(_("Since"))
    order_number = asking.line(
        _("Number of the order"),
        required=False,
        limit=asking.NAME_LIMIT,
        hint=_("Needed where a programme or a building is stopped."),
    )
    replaced_by = asking.line(_("What replaces it"), required=False)
    told = asking.line(_("Who was told"), required=False)
    needed = {"order_number": asking.SOMETIMES}
    told_at = {containment.an_order_stops_it: "order_number"}
    clauses = {"kind": "32", "since_on": "32", "order_number": "32", "told": "32"}

    def prepare(self) -> None:
        """From today on."""
        self.initial.setdefault("since_on", self.on)

    def clean_since_on(self) -> date | None:
        """A hold that is in force has begun, and not before there was a reason for it."""
        since = asking.not_after_today(self.cleaned_data["since_on"], self.on)
        if isinstance(self.record, Nonconformity):
            return asking.not_before_detection(since, self.record)
        return since

    def choosing(self, facts: HoldFacts) -> HoldFacts:
        """A programme or a building is stopped by an order."""
        told = self.cleaned_data
        return stopping(facts, kind=told.get("kind", ""), order_number=told.get("order_number", ""))


class ResumeUse(StepForm):
    """Why it may be used again."""

    end_reason = asking.text(_("Why it may be used again"))


class ReleaseByConcession(StepForm):
    """Who allowed it, and why."""

    authorised_by = asking.line(_("Authorised by"), limit=asking.NAME_LIMIT)
    end_reason = asking.text(_("Reason and conditions"))


class WithdrawForGood(StepForm):
    """Why it never comes back."""

    end_reason = asking.text(_("Why it is withdrawn for good"))


class WaiveHold(StepForm):
    """Why nothing has to be stopped."""

    hold_waiver = asking.line(_("Why suspension is not applicable"))
    clauses = {"hold_waiver": "27.3"}


def _only_one(form: StepForm, told: str, waiver: str) -> None:
    """What was done and why nothing is: one contradicts the other."""
    if form.cleaned_data.get(told) and form.cleaned_data.get(waiver):
        form.add_error(waiver, _("Fill in only one of the two; clear this field or the one above."))


class RecordCorrection(StepForm):
    """What was done, or why nothing can be."""

    what = asking.text(_("What removes the nonconformity itself"), required=False)
    done_on = asking.day(_("Done on"), required=False, hint=_("Empty if it is still to be done."))
    executor = asking.person(
        _("Executor"), required=False, hint=_("Who does it, if it is not done yet.")
    )
    due_on = asking.day(_("Until"), required=False, hint=_("The last day, if it is not done yet."))
    correction_waiver = asking.line(
        _("Or: why correction is not applicable"),
        required=False,
        hint=_("For a potential nonconformity, or where nothing can be undone."),
    )
    clauses = {"what": "5.8", "done_on": "5.8", "correction_waiver": "10.2"}
    needed = {
        **dict.fromkeys(("what", "correction_waiver"), asking.ONE_OF_TWO),
        **dict.fromkeys(("done_on", "executor", "due_on"), asking.SOMETIMES),
    }
    deadlines = ("due_on",)

    def clean_done_on(self) -> date | None:
        """What is done was done until today, and not before there was something to correct."""
        done_on = asking.not_after_today(self.cleaned_data["done_on"], self.on)
        if isinstance(self.record, Nonconformity):
            return asking.not_before_detection(done_on, self.record)
        return done_on

    def clean_due_on(self) -> date | None:
        """What is still to be done has a day that is not over."""
        return asking.not_before_today(self.cleaned_data["due_on"], self.on)

    def clean(self) -> Arguments:
        """Done already, or by somebody until a day; or not applicable."""
        cleaned = super().clean() or {}
        if not cleaned.get("what") and not cleaned.get("correction_waiver"):
            self.add_error("what", _("Say what was done, or why correction is not applicable."))
        _only_one(self, "what", "correction_waiver")
        if cleaned.get("what") and not cleaned.get("done_on") and "done_on" not in self.errors:
            for name in ("executor", "due_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("What is not done yet needs an executor and a date."))
        return cleaned


class FinishCorrection(StepForm):
    """When it was done, and what shows it."""

    done_on = asking.day(_("Done on"))
    note = asking.text(
        _("What was done"),
        required=False,
        hint=_("Name the document, figure or photo that shows it."),
    )
    takes_files = True
    clauses = {"done_on": "5.8"}

    def prepare(self) -> None:
        """Today, unless said otherwise."""
        self.initial.setdefault("done_on", self.on)

    def clean_done_on(self) -> date | None:
        """What is done was done until today, and not before there was something to correct."""
        done_on = asking.not_after_today(self.cleaned_data["done_on"], self.on)
        if isinstance(self.record, Correction):
            return asking.not_before_detection(done_on, self.record.nc)
        return done_on


class StrikeCorrection(StepForm):
    """Why it was recorded by mistake."""

    reason = asking.text(
        _("Reason"),
        hint=_("The correction stays visible as struck, with the reason, and counts no more."),
    )
    clauses = {"reason": "18"}


class ConfirmCorrection(StepForm):
    """What the office saw."""

    note = asking.text(_("What shows that the nonconformity itself is gone"))
    clauses = {"note": "10.2"}


class RecordConsequences(StepForm):
    """Actual consequences, or why there are none."""

    consequences = asking.text(_("Actual consequences"), required=False)
    consequences_told = asking.line(_("Who was told"), required=False)
    consequences_waiver = asking.line(_("Or: why there are no actual consequences"), required=False)
    clauses = {"consequences": "10.3", "consequences_waiver": "10.3"}
    needed = dict.fromkeys(("consequences", "consequences_waiver"), asking.ONE_OF_TWO)

    def prepare(self) -> None:
        """What is known already."""
        for name in ("consequences", "consequences_told", "consequences_waiver"):
            self.initial.setdefault(name, getattr(self.record, name, ""))

    def clean(self) -> Arguments:
        """One of the two."""
        cleaned = super().clean() or {}
        if not cleaned.get("consequences") and not cleaned.get("consequences_waiver"):
            self.add_error("consequences", _("Describe the consequences, or why there are none."))
        _only_one(self, "consequences", "consequences_waiver")
        return cleaned


BY_ORDER_ONLY = frozenset({"20.2", "20.3", "26.4"})
"""Sanctions: the program keeps nothing but the order's number and date."""


class RecordDisposition(StepForm):
    """How it was settled."""

    disposition = asking.from_list("dispositions", _("Disposition"))
    disposition_order = asking.line(
        _("Order: number and date"),
        required=False,
        limit=asking.NAME_LIMIT,
        hint=_("Needed where the disposition refers to an order."),
    )
    needed = {"disposition_order": asking.SOMETIMES}
    clauses = {"disposition": "26", "disposition_order": "20"}

    def prepare(self) -> None:
        """What is known already."""
        self.initial.setdefault("disposition", getattr(self.record, "disposition", ""))

    def clean(self) -> Arguments:
        """A sanction is only a reference to an order."""
        cleaned = super().clean() or {}
        if cleaned.get("disposition") in BY_ORDER_ONLY and not cleaned.get("disposition_order"):
            self.add_error("disposition_order", _("Give the number and date of the order."))
        return cleaned
