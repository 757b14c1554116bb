"""Duties as stored: derived from the facts after every step, never edited by hand."""

from django.conf import settings
from django.db import models

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.kept import SHORT
from tuzetu.dossier.plan import Plan
from tuzetu.people.unit import Unit

PERSON = settings.AUTH_USER_MODEL


class Duty(models.Model):
    """One act owed. ``subject_kind`` and ``subject_id`` name the record that the step acts on.

    ``owed`` is a code of ``procedure.duties.Owed``; ``part`` of ``Part``. Where ``person`` is
    set the duty is that person's, else it belongs to whoever plays the part (in ``unit``). What
    ``waits`` is nobody's before the rector has named who decides (38).
    """

    owed = models.CharField(max_length=SHORT)
    part = models.CharField(max_length=SHORT)
    person = models.ForeignKey(PERSON, models.CASCADE, null=True, related_name="duties")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    nc = models.ForeignKey(Nonconformity, models.CASCADE, null=True, related_name="duties")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="duties")
    subject_kind = models.CharField(max_length=SHORT)
    subject_id = models.BigIntegerField()
    term = models.CharField(max_length=SHORT, blank=True)
    counts_from = models.DateField(null=True)
    due_on = models.DateField(null=True)
    since_on = models.DateField()
    waits = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=("person", "due_on"), name="duty_person_due"),
            models.Index(fields=("part", "person", "due_on", "id"), name="duty_part_person_due"),
            models.Index(fields=("part", "unit", "due_on"), name="duty_part_unit_due"),
            models.Index(fields=("subject_kind", "subject_id"), name="duty_subject"),
            models.Index(fields=("due_on", "id"), name="duty_due_in_order"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "owed"), name="a_duty_once"
            ),
        )
