"""The plan of Annex 1: its cases, lines, criteria, meetings, remarks and amendments (43-48)."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from tuzetu.dossier.analysis import Cause
from tuzetu.dossier.case import Cycle
from tuzetu.dossier.edition import ProcedureEdition
from tuzetu.dossier.kept import LONG, NAME, SHORT, Versioned, state_column, within
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit
from tuzetu.procedure.states import ActionState, PlanState

PERSON = settings.AUTH_USER_MODEL
NUMBER = "number_in_plan"


class Plan(Versioned):
    """A plan of a unit for one or several cases; number and date come with submission."""

    number = models.CharField(max_length=SHORT, unique=True, null=True)
    dated_on = models.DateField(null=True)
    state = state_column(PlanState, default=PlanState.DRAFT.code)
    revision = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    edition = models.ForeignKey(ProcedureEdition, models.PROTECT)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_on_behalf_of = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    revised_on = models.DateField(null=True)
    controller = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    controller_substitute = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    frozen_text = models.TextField(blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (within("plan_state_known", "state", PlanState),)
        indexes = (models.Index(fields=("unit", "state"), name="plan_unit_state"),)

    @property
    def phase(self) -> PlanState:
        """The state as the rulebook knows it."""
        return PlanState[self.state.upper()]


class PlanCases(models.QuerySet["PlanCase"]):
    """Rounds of cases in plans."""

    def current(self) -> Self:
        """Those that are in their plan now."""
        return self.filter(left_at=None)


class PlanCase(models.Model):
    """A cycle of a case in a plan; one that left stays visible, struck."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="joined")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="planned")
    position = models.PositiveSmallIntegerField()
    left_because = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True)

    objects = PlanCases.as_manager()

    class Meta:
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle",),
                condition=models.Q(left_at__isnull=True),
                name="a_cycle_in_one_plan_at_a_time",
            ),
        )


class Lines(models.QuerySet["Line"]):
    """Actions of plans."""

    def standing(self) -> Self:
        """Those that were not struck out."""
        return self.exclude(state=ActionState.STRUCK.code)

    def planned(self) -> Self:
        """Those that stand in the plan: neither struck, nor confirmed of a case that left it."""
        return self.standing().filter(plan_case__left_at=None)

    def numbered(self) -> Self:
        """Each with its number in its plan, as Annex 1 prints it, under the name ``NUMBER``."""
        upto = Line.objects.filter(plan=models.OuterRef("plan"))
        upto = upto.filter(position__lte=models.OuterRef("position")).order_by()
        counted = upto.values("plan").annotate(many=models.Count("pk")).values("many")
        return self.annotate(**{NUMBER: models.Subquery(counted)})

    def numbers(self) -> dict[int, int]:
        """The number of each line in its plan, as Annex 1 prints it, by key."""
        found: dict[int, int] = {}
        last: dict[int, int] = {}
        for plan, pk in self.order_by("plan", "position").values_list("plan", "pk"):
            last[plan] = found[pk] = last.get(plan, 0) + 1
        return found


class Line(Versioned):
    """A row of the plan: an action with its deadline and people.

    ``first_due_on`` is set by the approval and never moves; ``due_on`` moves by postponement.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction"
        CORRECTIVE = "corrective"
        PREVENTIVE = "preventive"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    plan_case = models.ForeignKey(PlanCase, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    state = state_column(ActionState, default=ActionState.PLANNED.code)
    kind = models.CharField(max_length=SHORT, choices=Kind.choices, default=Kind.CORRECTIVE)
    what = models.TextField()
    cause = models.ForeignKey(Cause, models.PROTECT, null=True, related_name="actions")
    implementing_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    executor = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="lines")
    co_executors: "models.ManyToManyField[Person, Any]" = models.ManyToManyField(
        PERSON, related_name="joint_lines"
    )
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    done_note = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    confirmed_note = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    followed_up_at = models.DateTimeField(null=True)
    followed_up_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    objects = Lines.as_manager()

    class Meta:
        ordering = ("plan", "position")
        constraints = (within("line_state_known", "state", ActionState),)
        indexes = (models.Index(fields=("executor", "state"), name="line_executor_state"),)

    @property
    def phase(self) -> ActionState:
        """The state as the rulebook knows it."""
        return ActionState[self.state.upper()]


class Criteria(models.Manager["Criterion"]):
    """Those that stand; what was said of one that was struck still leads to it."""

    def get_queryset(self) -> "models.QuerySet[Criterion]":
        """Without those that a revision left out."""
        return super().get_queryset().filter(struck_at=None)


class Criterion(models.Model):
    """How effectiveness will be seen: a measure that goes from a value to a target (48).

    One that a revision leaves out is struck where a change of it was proposed, and else goes.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="criteria")
    plan_case = models.ForeignKey(PlanCase, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    lines = models.ManyToManyField(Line, related_name="criteria")
    measure = models.CharField(max_length=LONG)
    value_now = models.CharField(max_length=NAME, blank=True)
    target = models.CharField(max_length=NAME, blank=True)
    data_source = models.CharField(max_length=LONG, blank=True)
    check_on = models.DateField(null=True)
    struck_at = models.DateTimeField(null=True)

    objects = Criteria()

    class Meta:
        ordering = ("plan", "position")

    @property
    def lacks(self) -> tuple[str, ...]:
        """The fields without which it cannot be measured, as far as they are empty (48)."""
        asked = ("measure", "value_now", "target", "data_source", "check_on")
        return tuple(name for name in asked if not getattr(self, name))


class Meetings(models.QuerySet["Meeting"]):
    """Minutes of unit meetings."""

    def standing(self) -> Self:
        """Those that were not struck as mistaken."""
        return self.filter(struck_at=None)


class Meeting(models.Model):
    """A unit meeting that discussed a revision of the plan (44); one plan may pass several.

    Minutes that were recorded by mistake are struck with a reason and stay.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="meetings")
    revision = models.PositiveSmallIntegerField(default=1)
    minutes_number = models.CharField(max_length=SHORT)
    held_on = models.DateField()
    outcome = models.TextField(blank=True)
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_because = models.TextField(blank=True)

    objects = Meetings.as_manager()

    class Meta:
        ordering = ("held_on", "id")

    def __str__(self) -> str:
        return f"{self.minutes_number}, {self.held_on.isoformat()}"


class Remark(models.Model):
    """Why the vice-rector returned the plan; at a line, or for the whole."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="remarks")
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="remarks")
    revision_hash = models.CharField(max_length=64)
    text = models.TextField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class Submission(models.Model):
    """The text of the plan as it was submitted, so that a resubmission shows what changed.

    ``answer`` is what its author says to the remarks with which the plan came back (44).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="submissions")
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("plan", "submitted_at", "id")


class Amendment(models.Model):
    """A change recorded beside the approved text, which itself stays frozen."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="amendments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="amendments")
    what = models.CharField(max_length=SHORT)
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "id")
