"""What comes in: every report and letter is an intake item with its own number and dates (37)."""

from django.conf import settings
from django.db import models

from tuzetu.dossier.kept import LONG, NAME, SHORT, Versioned, state_column, within
from tuzetu.procedure.states import LetterState


class IntakeItem(Versioned):
    """An employee's report or a letter entered by the chancellery.

    ``received_on``: by the institution; ``office_received_on``: by the project office.
    ``sent_as``: the mark of the form it was sent with; a form makes one item of its kind.
    """

    class Kind(models.TextChoices):
        REPORT = "report"
        LETTER = "letter"

    kind = models.CharField(max_length=SHORT, choices=Kind.choices)
    number = models.CharField(max_length=SHORT, unique=True)
    state = state_column(LetterState, default=LetterState.RECEIVED.code)
    letter_kind = models.CharField(max_length=SHORT, blank=True)
    incoming_number = models.CharField(max_length=NAME, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    subject = models.CharField(max_length=LONG, blank=True)
    content = models.TextField(blank=True)
    received_on = models.DateField()
    office_received_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    sent_as = models.UUIDField(null=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            within("letter_state_known", "state", LetterState),
            models.UniqueConstraint(
                fields=("entered_by", "kind", "sent_as"), name="a_form_makes_one_item"
            ),
        )
        indexes = (models.Index(fields=("kind", "-received_on"), name="item_kind_received"),)

    def __str__(self) -> str:
        return self.number


class Applicant(models.Model):
    """Who complained: seen by the chancellery and the project office alone."""

    item = models.OneToOneField(IntakeItem, models.PROTECT, related_name="applicant")
    name = models.CharField(max_length=NAME)
    organisation = models.CharField(max_length=NAME, blank=True)
    contact = models.CharField(max_length=NAME, blank=True)
