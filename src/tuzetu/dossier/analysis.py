"""The decision of the office and the cause analysis (10.4-10.6, 22-24, 34-40)."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tuzetu.dossier.case import Cycle
from tuzetu.dossier.kept import LONG, SHORT
from tuzetu.people.person import Person
from tuzetu.people.unit import Unit

PERSON = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """Clause 38: a group, or a unit, analyses; who leads, until when, and why.

    While the causes are analysed it may be taken anew; ``first_…`` say of the one in its time.
    """

    class Way(models.TextChoices):
        GROUP = "group"
        UNIT = "unit"

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="decision")
    way = models.CharField(max_length=SHORT, choices=Way.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    members: "models.ManyToManyField[Person, Any]" = models.ManyToManyField(
        PERSON, related_name="analysed_cycles"
    )
    reason = models.TextField()
    due_on = models.DateField()
    limit_on = models.DateField()
    term_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    first_decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    first_decided_at = models.DateTimeField(null=True)


class Analysis(models.Model):
    """What the analysts found; a draft until it is completed."""

    class Similar(models.TextChoices):
        EXIST = "exist", _("They exist")
        POSSIBLE = "possible", _("They could exist")
        NONE = "none", _("There are none")

    class Influence(models.TextChoices):
        HIGH = "high", _("High")
        MIDDLE = "middle", _("Middle")
        LOW = "low", _("Low")

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="analysis")
    methods = models.JSONField(default=list)
    method_evidence = models.TextField(blank=True)
    information = models.JSONField(default=list)
    information_note = models.TextField(blank=True)
    forums = models.JSONField(default=list)
    significance = models.TextField(blank=True)
    influence = models.CharField(max_length=SHORT, choices=Influence.choices, blank=True)
    possible_consequences = models.TextField(blank=True)
    cost = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, validators=(MinValueValidator(0),)
    )
    similar = models.CharField(max_length=SHORT, choices=Similar.choices, blank=True)
    similar_note = models.TextField(blank=True)
    action_needed = models.BooleanField(null=True)
    need_reason = models.TextField(blank=True)
    completed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    completed_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)


class Cause(models.Model):
    """A cause in the chain; ``parent`` is what it led to."""

    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="causes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="deeper")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=SHORT, blank=True)
    root = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(null=True)
    proof = models.CharField(max_length=LONG, blank=True)

    class Meta:
        ordering = ("analysis", "position")
