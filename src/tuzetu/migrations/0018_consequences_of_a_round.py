"""Each occurrence has consequences of its own: the rounds that a recurrence ended keep theirs (10.3).

What was recorded before goes to those rounds, too, and goes on answering for the case as it
stands: whether it was written before the recurrence or after it, only the journal knows.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

NAMES = ("consequences", "consequences_told", "consequences_waiver")


def kept_by_their_rounds(apps: Any, _editor: Any) -> None:
    """The rounds before the last recurrence of a case."""
    rounds = apps.get_model("tuzetu", "Cycle").objects
    again = rounds.filter(response_from=F("ordinal"), ordinal__gt=1)
    last = again.filter(nc=OuterRef("nc")).order_by("-ordinal").values("ordinal")[:1]
    ended = rounds.filter(ordinal__lt=Subquery(last)).select_related("nc")
    for one in ended.iterator(chunk_size=2000):
        rounds.filter(pk=one.pk).update(**{name: getattr(one.nc, name) for name in NAMES})


class Migration(migrations.Migration):
    dependencies = (("tuzetu", "0017_links_by_their_state"),)
    operations = (
        migrations.AddField(
            "cycle",
            "consequences",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        *(
            migrations.AddField(
                "cycle",
                name,
                models.CharField(max_length=500, blank=True, default=""),
                preserve_default=False,
            )
            for name in NAMES[1:]
        ),
        migrations.RunPython(kept_by_their_rounds, migrations.RunPython.noop),
    )
