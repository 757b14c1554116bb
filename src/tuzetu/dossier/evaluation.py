"""Annex 2 part II: measured values, the verdict, the lessons (10.8, 10.9, 17, 51)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tuzetu.dossier.case import Cycle
from tuzetu.dossier.kept import LONG, SHORT
from tuzetu.dossier.plan import Criterion

PERSON = settings.AUTH_USER_MODEL


class Evaluation(models.Model):
    """What the head of the unit entered, and the verdict that was given on it."""

    class Verdict(models.TextChoices):
        EFFECTIVE = "effective", _("Effective")
        PARTLY = "partly", _("Partially effective")
        NOT_EFFECTIVE = "not_effective", _("Not effective")

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="evaluation")
    recurrence_from = models.DateField(null=True)
    recurrence_until = models.DateField(null=True)
    recurrence_found = models.TextField(blank=True)
    head_view = models.TextField(blank=True)
    entered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=SHORT, choices=Verdict.choices, blank=True)
    verdict_reason = models.TextField(blank=True)
    verdict_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    verdict_by_auditor = models.BooleanField(default=False)
    verdict_at = models.DateTimeField(null=True)
    final_reason = models.TextField(blank=True)
    final_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    final_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    superseded_because = models.TextField(blank=True)


class Measurement(models.Model):
    """The measured value of one criterion."""

    class Met(models.TextChoices):
        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="measurements")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="measurements")
    value = models.CharField(max_length=LONG)
    met = models.CharField(max_length=SHORT, choices=Met.choices)

    class Meta:
        ordering = ("criterion__position",)
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "criterion"), name="one_measurement_per_criterion"
            ),
        )


class Lessons(models.Model):
    """What closing asks: risks and opportunities, changes to the management system."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="lessons")
    risks_updated = models.BooleanField(null=True)
    risks = models.TextField(blank=True)
    system_changed = models.BooleanField(null=True)
    changes = models.TextField(blank=True)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
