"""Files as evidence: stored once by their content, attached to what they prove."""

from django.conf import settings
from django.db import models

from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.containment import Correction
from tuzetu.dossier.kept import NAME, SHORT
from tuzetu.dossier.letter import IntakeItem
from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.signed_copy import SignedCopy

PERSON = settings.AUTH_USER_MODEL


class StoredFile(models.Model):
    """The bytes, once; the name on disk is the SHA-256 of the content."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=NAME)
    stored_at = models.DateTimeField()


class Attachment(models.Model):
    """A file under the name it was given, on exactly one thing, or still on a draft.

    The pages of a signed copy lie with the case or the plan whose form was signed.
    """

    class Purpose(models.TextChoices):
        EVIDENCE = "evidence"
        COMPLETION = "completion"
        SIGNED_COPY = "signed_copy"
        LETTER = "letter"

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME)
    purpose = models.CharField(max_length=SHORT, choices=Purpose.choices)
    nc = models.ForeignKey(Nonconformity, models.PROTECT, null=True, related_name="files")
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, related_name="files")
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="files")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="files")
    signed_copy = models.ForeignKey(SignedCopy, models.PROTECT, null=True, related_name="files")
    item = models.ForeignKey(IntakeItem, models.PROTECT, null=True, related_name="files")
    draft = models.ForeignKey("Draft", models.CASCADE, null=True, related_name="files")
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("added_at", "id")


class Draft(models.Model):
    """What somebody typed and has not handed over yet; kept on the server, seen by its owner."""

    owner = models.ForeignKey(PERSON, models.CASCADE, related_name="drafts")
    step = models.CharField(max_length=SHORT)
    subject = models.CharField(max_length=SHORT, blank=True)
    content = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("owner", "step", "subject"), name="draft_owner_step"),)
