"""First response: holds and corrections (5.8, 10.2, 27.3, 32)."""

from typing import Self

from django.conf import settings
from django.db import models

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.kept import LONG, NAME, SHORT, Versioned, state_column, within
from tuzetu.procedure.states import CorrectionState, HoldState

PERSON = settings.AUTH_USER_MODEL


class Hold(Versioned):
    """What is stopped and set apart, since when, by whom, and how it ended.

    ``ordinal`` is the round in which it was set, ``ended_in`` the one in which it ended; it stands
    in every round between them.
    """

    class Object(models.TextChoices):
        SERVICE = "service"
        ACTIVITY = "activity"
        PROGRAMME = "programme"
        DOCUMENT = "document"
        BUILDING = "building"

    nc = models.ForeignKey(Nonconformity, models.PROTECT, related_name="holds")
    ordinal = models.PositiveSmallIntegerField(default=1)
    ended_in = models.PositiveSmallIntegerField(null=True)
    state = state_column(HoldState, default=HoldState.IN_FORCE.code)
    kind = models.CharField(max_length=SHORT, choices=Object.choices)
    what = models.CharField(max_length=LONG)
    since_on = models.DateField()
    order_number = models.CharField(max_length=NAME, blank=True)
    replaced_by = models.CharField(max_length=LONG, blank=True)
    told = models.CharField(max_length=LONG, blank=True)
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)
    authorised_by = models.CharField(max_length=NAME, blank=True)

    class Meta:
        constraints = (within("hold_state_known", "state", HoldState),)
        indexes = (models.Index(fields=("state", "since_on"), name="hold_state_since"),)

    @property
    def in_force(self) -> bool:
        """Whether it still stops something."""
        return self.state == HoldState.IN_FORCE.code


def stopped(nc: str = "pk") -> models.Exists:
    """Whether something is on hold in the case that each row is, or leads to by ``nc`` (32)."""
    return models.Exists(Hold.objects.filter(nc=models.OuterRef(nc), state=HoldState.IN_FORCE.code))


def stopped_in_plan(plan: str = "pk") -> models.Exists:
    """Whether something is on hold in a case of the plan that each row is, or leads to."""
    held = Hold.objects.filter(state=HoldState.IN_FORCE.code)
    planned = {"nc__cycles__planned__plan": models.OuterRef(plan)}
    return models.Exists(held.filter(**planned, **SERVED_NOW))


SERVED_NOW = {
    "nc__cycles__planned__left_at": None,
    "nc__cycles__ordinal": models.F("nc__ordinal"),
}
"""That a plan serves a case in its present round: one of a round before is carried out."""


class Corrections(models.QuerySet["Correction"]):
    """What was done, or is done, to remove a nonconformity itself."""

    def standing(self) -> Self:
        """Those that were not struck as mistaken."""
        return self.exclude(state=CorrectionState.STRUCK.code)


class Correction(Versioned):
    """What removes the nonconformity itself; done at once or by somebody until a day.

    ``done_note`` and ``finished_by`` are of a correction that was under way: what was done, by the
    word of whom. One that was recorded by mistake is struck with a reason and stays.
    """

    nc = models.ForeignKey(Nonconformity, models.PROTECT, related_name="corrections")
    ordinal = models.PositiveSmallIntegerField(default=1)
    state = state_column(CorrectionState, default=CorrectionState.UNDER_WAY.code)
    what = models.TextField()
    executor = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_note = models.TextField(blank=True)
    finished_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    struck_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_because = models.TextField(blank=True)

    objects = Corrections.as_manager()

    class Meta:
        constraints = (within("correction_state_known", "state", CorrectionState),)

    def __str__(self) -> str:
        return self.what

    @property
    def phase(self) -> CorrectionState:
        """The state as the rulebook knows it."""
        return CorrectionState[self.state.upper()]

    @property
    def under_way(self) -> bool:
        """Whether it is still to be done."""
        return self.state == CorrectionState.UNDER_WAY.code

    @property
    def struck(self) -> bool:
        """Whether it was recorded by mistake and counts no more."""
        return self.state == CorrectionState.STRUCK.code
