"""What the intake asks."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import KINDS, Arguments, StepForm
from tuzetu.conduct.registering import Report
from tuzetu.dossier.case import Nonconformity
from tuzetu.procedure.edition import OF_LETTERS
from tuzetu.stages.intake.steps import Letter


class ReportFields(StepForm):
    """What, where, when, with which evidence."""

    kind = asking.one_of(KINDS, _("Kind"))
    description = asking.text(
        _("What does not meet a requirement?"),
        rows=5,
        hint=_("Say what you saw, without names of students and without health data."),
    )
    unit = asking.unit(_("Unit where it was found"))
    place = asking.line(_("Place"), required=False, limit=asking.NAME_LIMIT)
    detected_on = asking.day(_("Date detected"))
    evidence = asking.text(
        _("Objective evidence"),
        required=False,
        hint=_("What shows it: a document, a figure, a photo. Write it, or attach a file."),
    )
    takes_files = True
    needed = dict.fromkeys(("evidence", "files"), asking.ONE_OF_TWO)
    clauses = {"kind": "30", "description": "18", "evidence": "5.12", "detected_on": "27.1"}

    def prepare(self) -> None:
        """Date and kind are filled in before the person begins."""
        self.initial.setdefault("detected_on", self.on)
        self.initial.setdefault("kind", Nonconformity.Kind.ACTUAL)

    def clean_detected_on(self) -> date | None:
        """Nothing is detected tomorrow."""
        return asking.not_after_today(self.cleaned_data["detected_on"], self.on)

    def clean(self) -> Arguments:
        """Evidence is told or attached; what is wrong with a file is told at the file."""
        cleaned = super().clean() or {}
        attached = self.kept_files or self.files.get("files")
        if not cleaned.get("evidence") and not attached:
            self.add_error("evidence", _("Describe the evidence or attach a file."))
        return cleaned

    def report(self) -> Report:
        """The report as the step takes it."""
        told = self.cleaned_data
        return Report(
            kind=told["kind"],
            description=told["description"],
            unit=told["unit"],
            place=told["place"],
            detected_on=told["detected_on"],
            evidence=told["evidence"],
            detected_by=told.get("detected_by") or str(self.by),
            files=self.kept_files,
        )

    def arguments(self) -> Arguments:
        """The step takes one report."""
        return {"report": self.report()}


class SubmitReport(ReportFields):
    """An employee's report."""

    sent_as = asking.Mark()

    def prepare(self) -> None:
        """Most people report what they see in their own unit."""
        super().prepare()
        self.initial.setdefault("unit", self.by.unit_id)

    def report(self) -> Report:
        """The same form sent again is the same report."""
        return replace(super().report(), sent_as=self.cleaned_data["sent_as"])


class OpenCase(ReportFields):
    """A case opened from a letter; the letter itself is the evidence.

    Which unit it is about is read in the letter: whoever enters it belongs to another one.
    """

    detected_by = asking.line(_("Detected by"), required=False, limit=asking.NAME_LIMIT)

    def prepare(self) -> None:
        """The letter's content begins the description."""
        super().prepare()
        if self.record is not None:
            self.initial.setdefault("description", getattr(self.record, "content", ""))
            self.initial.setdefault("evidence", str(self.record))
        self.fields["description"].help_text = _(
            "Leave out who wrote the letter: this is read by everybody who sees the case."
        )

    def report(self) -> Report:
        """The source of a letter is known: information of consumers (21.1)."""
        return replace(
            super().report(),
            detected_by=self.cleaned_data["detected_by"],
            source=OF_LETTERS,
            source_document=str(self.record or ""),
        )


class HandOverLetter(OpenCase):
    """Handing over opens the first case."""


class RegisterLetter(StepForm):
    """A letter as the chancellery enters it."""

    letter_kind = asking.from_list("letter_kinds", _("Kind of letter"))
    incoming_number = asking.line(_("Incoming number"), limit=asking.NAME_LIMIT)
    received_on = asking.day(_("Received on"))
    letter_date = asking.day(_("Date of the letter"), required=False)
    subject = asking.line(_("Subject"))
    applicant = asking.line(_("Applicant"), limit=asking.NAME_LIMIT)
    organisation = asking.line(_("Organisation"), required=False, limit=asking.NAME_LIMIT)
    contact = asking.line(_("Contact"), required=False, limit=asking.NAME_LIMIT)
    content = asking.text(_("Content"), rows=5)
    sent_as = asking.Mark()
    takes_files = True
    clauses = {"incoming_number": "37", "applicant": "37", "received_on": "37", "letter_date": "37"}

    def prepare(self) -> None:
        """Today, unless said otherwise."""
        self.initial.setdefault("received_on", self.on)

    def clean_received_on(self) -> date | None:
        """A letter cannot have come tomorrow."""
        return asking.not_after_today(self.cleaned_data["received_on"], self.on)

    def clean(self) -> Arguments:
        """A letter is written before it comes."""
        cleaned = super().clean() or {}
        written, received = cleaned.get("letter_date"), cleaned.get("received_on")
        if written and received and written > received:
            self.add_error("letter_date", _("A letter is dated no later than it was received."))
        return cleaned

    def arguments(self) -> Arguments:
        """The step takes one letter."""
        return {"letter": Letter(**super().arguments())}
