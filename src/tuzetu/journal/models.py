"""The journal as stored: entries in one chain, their contents beside it, the cases they tell of.

Nothing here is updated or deleted; triggers of the database refuse it. The one exception is the
erasure of contents, after which the chain still verifies.
"""

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL
SHORT = 80
HEX = 64


class ChainHead(models.Model):
    """The last entry of the chain: one row, locked while an entry is written."""

    seq = models.BigIntegerField()
    digest = models.CharField(max_length=HEX)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="the_chain_has_one_head"),
        )

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest}"


class Entry(models.Model):
    """One step taken, or one edit of a setting (``edit:person``); by nobody means the clock.

    ``commitment`` answers for the contents, ``digest`` for the whole entry with its cases and
    for ``previous``, the digest of the entry before.
    """

    seq = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=SHORT)
    clause = models.CharField(max_length=SHORT, blank=True)
    subject_kind = models.CharField(max_length=SHORT)
    subject_id = models.BigIntegerField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    commitment = models.CharField(max_length=HEX)
    previous = models.CharField(max_length=HEX)
    digest = models.CharField(max_length=HEX)

    class Meta:
        indexes = (
            models.Index(fields=("subject_kind", "subject_id", "seq"), name="entry_subject"),
            models.Index(fields=("at",), name="entry_at"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.code}"


class EntryContents(models.Model):
    """What an entry says: reason, values before and after, names as they then were.

    ``text`` is canonical JSON. Erasing empties ``salt`` and ``text`` together.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="contents")
    salt = models.CharField(max_length=HEX, blank=True)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.entry_id)


class EntryCase(models.Model):
    """A case in whose history the entry appears; a plan's step appears in each of its cases."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="told_in", db_index=False)
    case_id = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entry", "case_id"), name="an_entry_once_per_case"),
        )
        indexes = (models.Index(fields=("case_id", "entry"), name="entry_case"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.case_id}"
