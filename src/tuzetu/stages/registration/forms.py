"""What registration and identification ask."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import KINDS, Arguments, StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.people.appointment import head_of, holders
from tuzetu.people.person import Person
from tuzetu.procedure.facts import CaseFacts
from tuzetu.procedure.offices import Office
from tuzetu.procedure.parts import Part
from tuzetu.procedure.rules import registration
from tuzetu.stages.registration.choosing import restricting, substituting

DOCUMENT = "source_document"
IDENTITY = (
    "title",
    "kind",
    "requirement",
    "source",
    "source_document",
    "internal_audit",
    "method",
    "process",
    "significance_class",
)


class IdentifyCase(StepForm):
    """Requirement, source, method, process and class."""

    title = asking.line(_("Title"), limit=asking.NAME_LIMIT)
    kind = asking.one_of(KINDS, _("Kind"))
    requirement = asking.line(
        _("Requirement breached"),
        hint=_("The document and its clause, for instance ISO 9001, 8.5.1."),
    )
    source = asking.from_list("sources", _("Source"))
    source_document = asking.line(
        _("Document behind it"),
        required=False,
        hint=_(
            "Letter, act or audit: number and date. "
            "Information of consumers and an external audit need it."
        ),
    )
    internal_audit = forms.BooleanField(label=_("Found by an internal audit"), required=False)
    method = asking.from_list("methods", _("Detection method"))
    process = asking.line(_("Process or object"))
    significance_class = asking.from_list("classes", _("Class"), required=False)
    concerned = asking.persons(
        _("Persons whom it concerns"),
        required=False,
        hint=_("They decide nothing in this case."),
    )
    needed = {DOCUMENT: asking.SOMETIMES}
    answers = {
        registration.the_requirement_is_named: "requirement",
        registration.the_source_is_named: "source",
        registration.the_source_document_is_named: DOCUMENT,
        registration.the_method_is_named: "method",
        registration.the_process_is_named: "process",
    }
    clauses = {
        "requirement": "5.5",
        "source": "21",
        "source_document": "37",
        "method": "29",
        "process": "27.2",
        "internal_audit": "9",
        "significance_class": "13",
    }

    def prepare(self) -> None:
        """What is known already stands in the fields."""
        if isinstance(self.record, Nonconformity):
            for name in IDENTITY:
                self.initial.setdefault(name, getattr(self.record, name))
            _offer_concerned(self, self.record)

    def clean(self) -> Arguments:
        """A complaint or an external audit is named here already, not at the decision alone."""
        cleaned = super().clean() or {}
        documented = cleaned.get("source") in registration.DOCUMENTED
        if documented and not (cleaned.get("source_document") or self.errors.get(DOCUMENT)):
            self.add_error(DOCUMENT, translated(registration.the_source_document_is_named.says))
        return cleaned


class NameConcerned(StepForm):
    """Whom the case concerns, also when that is found after the decision."""

    concerned = asking.persons(
        _("Persons whom it concerns"),
        required=False,
        hint=_(
            "They decide nothing in this case. Where one of them would have to, the rector names "
            "a substitute, and the vice-rector appoints another controller."
        ),
    )
    reason = asking.text(_("Reason"))
    clauses = {"concerned": "38"}

    def prepare(self) -> None:
        """Those who are named already."""
        if isinstance(self.record, Nonconformity):
            _offer_concerned(self, self.record)

    def clean_concerned(self) -> QuerySet[Person]:
        """A change is asked for: an entry that changes nothing says nothing."""
        told: QuerySet[Person] = self.cleaned_data["concerned"]
        if isinstance(self.record, Nonconformity) and {*told} == {*self.record.concerned.all()}:
            says = _("These persons are named already; change the list.")
            raise ValidationError(says if told else _("Choose at least one person."))
        return told


def _offer_concerned(form: StepForm, nc: Nonconformity) -> None:
    """Those who are named already stand in the list, also when they have left."""
    choice: Any = form.fields["concerned"]
    choice.queryset = asking.people_and(nc.concerned.all())
    form.initial.setdefault("concerned", nc.concerned.all())


class TakeNote(StepForm):
    """Seen; agreed or not."""

    disagreement = asking.text(
        _("If you disagree, say why"),
        required=False,
        hint=_("It is kept and shown; the case goes on."),
    )


PARTS = (
    (Part.OFFICE.code, _("project office")),
    (Part.VICE_RECTOR.code, _("vice-rector for academic affairs")),
    (Part.AUDITOR.code, _("auditor")),
)


class NameSubstitute(StepForm):
    """Who decides instead of somebody concerned."""

    part = asking.one_of(PARTS, _("Decides as"))
    person = asking.person(_("Substitute"))
    instead_of = asking.person(_("Instead of"), required=False)
    reason = asking.text(_("Reason"))
    clauses = {"part": "38"}
    told_at = dict.fromkeys(registration.SUBSTITUTABLE, "person")

    def choosing(self, facts: CaseFacts) -> CaseFacts:
        """Who is to decide."""
        told = self.cleaned_data
        if not (told.get("person") and told.get("part")):
            return facts
        person, part, replaced = told["person"], told["part"], told.get("instead_of")
        return substituting(facts, person=person, part=part, instead_of=replaced)


class RestrictCase(StepForm):
    """Confidential or open."""

    confidential = asking.yes_or_no(_("Is the case confidential?"))
    readers = asking.persons(
        _("Who may see it"),
        required=False,
        hint=_("Besides those whom the case itself names. You stay among them."),
    )
    reason = asking.text(_("Reason"))
    told_at = dict.fromkeys(registration.CONFIDENTIAL, "confidential")

    def prepare(self) -> None:
        """As it is now."""
        if isinstance(self.record, Nonconformity):
            self.initial.setdefault("confidential", asking.answered(self.record.confidential))
            self.initial.setdefault("readers", self._readers(self.record))

    def choosing(self, facts: CaseFacts) -> CaseFacts:
        """Whether it is to be confidential."""
        nc, secret = self.record, bool(self.cleaned_data.get("confidential"))
        if not isinstance(nc, Nonconformity):
            return facts
        return restricting(facts, nc=nc, confidential=secret)

    def _readers(self, nc: Nonconformity) -> list[Person]:
        """Those who may see it already; before that, those whose decisions it will need."""
        known = list(nc.readers.all())
        head = head_of(nc.owning_unit, self.on)
        return known or [*([head] if head else []), *holders(Office.VICE_RECTOR, self.on)]


class BindToRectorate(StepForm):
    """A decision of the rectorate (35)."""

    rectorate_decision = asking.line(_("Number of the rectorate decision"), limit=asking.NAME_LIMIT)
    rectorate_decided_on = asking.day(_("Date of the rectorate decision"))
    next_attestation_on = asking.day(
        _("Next final attestation"),
        required=False,
        hint=_("It becomes a check date: the evaluation waits for it."),
    )
    clauses = {"rectorate_decision": "35", "next_attestation_on": "35"}

    def clean_rectorate_decided_on(self) -> date | None:
        """What was decided has been decided already."""
        return asking.not_after_today(self.cleaned_data["rectorate_decided_on"], self.on)

    def clean_next_attestation_on(self) -> date | None:
        """A check that is still to come; what was entered before may have come by now."""
        told: date | None = self.cleaned_data["next_attestation_on"]
        if told == getattr(self.record, "next_attestation_on", None):
            return told
        return asking.not_before_today(told, self.on)

    def prepare(self) -> None:
        """What is known already."""
        for name in ("rectorate_decision", "rectorate_decided_on", "next_attestation_on"):
            self.initial.setdefault(name, getattr(self.record, name, ""))
