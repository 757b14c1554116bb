"""The case: a nonconformity or a potential one, and its cycles."""

from typing import Any

from django.conf import settings
from django.db import models

from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.kept import LONG, NAME, SHORT, Versioned, state_column, within
from tuzetu.dossier.letter import IntakeItem
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.states import CaseState

PERSON = settings.AUTH_USER_MODEL


class Nonconformity(Versioned):
    """A registered case (Annex 2, part I-A and I-B).

    ``owning_unit`` is the unit where it was found until the office names another.
    ``due_on`` and ``owed`` repeat the most pressing duty, for tables.
    """

    class Kind(models.TextChoices):
        ACTUAL = "actual"
        POTENTIAL = "potential"

    number = models.CharField(max_length=SHORT, unique=True)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    item = models.ForeignKey(IntakeItem, models.PROTECT, related_name="cases")
    state = state_column(CaseState, default=CaseState.REGISTERED.code)
    ordinal = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=SHORT, choices=Kind.choices, default=Kind.ACTUAL)
    title = models.CharField(max_length=NAME)
    title_sort = models.CharField(max_length=130, db_index=True)
    description = models.TextField()
    place = models.CharField(max_length=NAME, blank=True)
    evidence = models.TextField(blank=True)
    detected_on = models.DateField()
    detected_by = models.CharField(max_length=NAME, blank=True)
    found_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owning_unit = models.ForeignKey(Unit, models.PROTECT, related_name="owned_cases")
    reporter = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="reported_cases")
    registered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    requirement = models.CharField(max_length=LONG, blank=True)
    source = models.CharField(max_length=SHORT, blank=True)
    source_document = models.CharField(max_length=LONG, blank=True)
    internal_audit = models.BooleanField(default=False)
    method = models.CharField(max_length=SHORT, blank=True)
    process = models.CharField(max_length=LONG, blank=True)
    significance_class = models.CharField(max_length=SHORT, blank=True)
    confidential = models.BooleanField(default=False)
    hold_waiver = models.CharField(max_length=LONG, blank=True)
    correction_waiver = models.CharField(max_length=LONG, blank=True)
    correction_confirmed_at = models.DateTimeField(null=True)
    correction_confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    correction_confirmed_note = models.TextField(blank=True)
    consequences = models.TextField(blank=True)
    consequences_told = models.CharField(max_length=LONG, blank=True)
    consequences_waiver = models.CharField(max_length=LONG, blank=True)
    disposition = models.CharField(max_length=SHORT, blank=True)
    disposition_order = models.CharField(max_length=NAME, blank=True)
    rectorate_decision = models.CharField(max_length=NAME, blank=True)
    rectorate_decided_on = models.DateField(null=True)
    next_attestation_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    ended_reason = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    owed = models.CharField(max_length=SHORT, blank=True)
    concerned: "models.ManyToManyField[Person, Any]" = models.ManyToManyField(
        PERSON, related_name="+"
    )
    readers: "models.ManyToManyField[Person, Any]" = models.ManyToManyField(
        PERSON, related_name="confidential_cases"
    )

    class Meta:
        constraints = (
            within("case_state_known", "state", CaseState),
            models.UniqueConstraint(fields=("year", "sequence"), name="case_number_once"),
        )
        indexes = (
            models.Index(fields=("state", "due_on", "id"), name="case_state_due"),
            models.Index(fields=("due_on", "id"), name="case_due"),
            models.Index(fields=("year", "sequence"), name="case_year_sequence"),
            models.Index(fields=("owning_unit", "due_on"), name="case_unit_due"),
            models.Index(fields=("owning_unit", "state", "due_on", "id"), name="case_unit_state"),
            models.Index(fields=("found_unit", "state", "due_on", "id"), name="case_found_state"),
            models.Index(fields=("title_sort", "id"), name="case_title"),
            models.Index(fields=("source",), name="case_source"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def phase(self) -> CaseState:
        """The state as the rulebook knows it."""
        return CaseState[self.state.upper()]

    @property
    def potential(self) -> bool:
        """Whether it has not happened yet (5.13)."""
        return self.kind == self.Kind.POTENTIAL


CONSEQUENCES = ("consequences", "consequences_told", "consequences_waiver")
"""What is told of them: of the case as it stands, and of each round that a recurrence ended."""


class Cycle(models.Model):
    """One round of a case: its receipt, decision, ends. Earlier rounds stay as they were.

    ``response_from``: the round whose corrections still answer for this one; a recurrence
    asks for new ones, further actions do not. ``hold_waiver``, ``correction_waiver``, the
    confirmation of the corrections and the consequences keep what a recurrence took back from the
    case.
    """

    nc = models.ForeignKey(Nonconformity, models.PROTECT, related_name="cycles")
    ordinal = models.PositiveSmallIntegerField()
    edition = models.ForeignKey(ProcedureEdition, models.PROTECT)
    opened_because = models.TextField(blank=True)
    response_from = models.PositiveSmallIntegerField(default=1)
    received_on = models.DateField()
    office_received_on = models.DateField()
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    disagreement = models.TextField(blank=True)
    observed_from = models.DateField(null=True)
    observed_until = models.DateField(null=True)
    remedied_on = models.DateField(null=True)
    evaluate_from = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    hold_waiver = models.CharField(max_length=LONG, blank=True)
    correction_waiver = models.CharField(max_length=LONG, blank=True)
    correction_confirmed_at = models.DateTimeField(null=True)
    correction_confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    correction_confirmed_note = models.TextField(blank=True)
    consequences = models.TextField(blank=True)
    consequences_told = models.CharField(max_length=LONG, blank=True)
    consequences_waiver = models.CharField(max_length=LONG, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("nc", "ordinal"), name="one_cycle_per_ordinal"),
        )

    def __str__(self) -> str:
        return f"{self.nc_id}/{self.ordinal}"


class CaseSubstitute(models.Model):
    """A person whom the rector named to decide in one case instead of somebody concerned."""

    nc = models.ForeignKey(Nonconformity, models.PROTECT, related_name="substitutes")
    part = models.CharField(max_length=SHORT)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    named_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    reason = models.TextField()
