"""The lists to choose from (clauses 21–23, 26, 29, 37, 40 and the institution's own), dated.

The lists of an edition are entered once; every later edit retires a row or adds one, so that
what an old case says can still be read as it was.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q, QuerySet

from tuzetu.people.unit import in_language


class ListItem(models.Model):
    """One entry of a list in three languages, offered from a day until it is retired."""

    list = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    kk = models.CharField(max_length=300)
    ru = models.CharField(max_length=300)
    en = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ("list", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("list", "code"),
                condition=Q(retired_on=None),
                name="list_code_once",
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None) | Q(retired_on__gte=F("from_on")),
                name="list_item_retires_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The entry in the reader's language."""
        return in_language(self.kk, self.ru, self.en)


def items(list_name: str, *, on: date | None = None) -> QuerySet[ListItem]:
    """What a list offers on a day, in its order; without a day, what it offers now."""
    rows = ListItem.objects.filter(list=list_name)
    if on is None:
        return rows.filter(retired_on=None)
    return rows.filter(Q(retired_on=None) | Q(retired_on__gt=on), from_on__lte=on)
