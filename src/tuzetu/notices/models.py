"""The outbox, and the marks by which nothing is told twice."""

from django.conf import settings
from django.db import models

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan

PERSON = settings.AUTH_USER_MODEL
SHORT = 40
LONG = 200


class Letter(models.Model):
    """A letter to one person, written once under its ``key``.

    ``kept`` letters were never to be sent: there was no mail server, as in a demonstration.
    ``leased_until`` is held by the worker that is sending it.
    """

    class Kind(models.TextChoices):
        AT_ONCE = "at_once"
        OVERDUE = "overdue"
        DIGEST = "digest"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        KEPT = "kept"
        GIVEN_UP = "given_up"

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=SHORT, choices=Kind.choices)
    key = models.CharField(max_length=LONG, unique=True)
    nc = models.ForeignKey(Nonconformity, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=SHORT, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = (
            models.Index(fields=("state", "not_before"), name="letter_to_send"),
            models.Index(fields=("person", "kind", "created_at"), name="letter_of_person"),
        )

    def __str__(self) -> str:
        return self.subject


class Told(models.Model):
    """A rung of the ladder that somebody has heard of a duty.

    The duty is known by what stays the same when it is counted anew; another due date, or a
    duty that ended and came back, is another duty.
    """

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    duty = models.CharField(max_length=LONG)
    rung = models.CharField(max_length=SHORT)
    told_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("duty", "person", "rung"), name="a_rung_told_once"),
        )


class Mention(models.Model):
    """What waits to be told in somebody's next letter of the day."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    entry = models.BigIntegerField()
    notice = models.CharField(max_length=SHORT)
    nc = models.ForeignKey(Nonconformity, models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+")
    duty = models.CharField(max_length=LONG, blank=True)
    due_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "entry", "notice"), name="a_mention_once"),
        )
        indexes = (models.Index(fields=("told_at", "person"), name="mention_waiting"),)


class ReaderPosition(models.Model):
    """How far a reader of the journal has come."""

    reader = models.CharField(max_length=SHORT, unique=True)
    seq = models.BigIntegerField()
