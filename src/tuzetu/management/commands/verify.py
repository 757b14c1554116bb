"""``tuzetu verify``: is the journal whole and guarded, do cases name whom their records name?"""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from tuzetu.conduct.naming import name_again
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.naming import named_otherwise
from tuzetu.journal.chain import Damage, Findings, Head, examine
from tuzetu.journal.triggers import missing

BROKEN = 1
SHOWN = 20


class Command(BaseCommand):
    """Exit code 0: whole and guarded; 1: damaged or unguarded, the first broken entry named."""

    help = (
        "Checks the journal entry by entry, the guards of the database, and who is named in cases."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The language of the answer, and heads noted outside."""
        parser.add_argument("--language", choices=("kk", "ru", "en"))
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="NUMBER:DIGEST",
            help="a head noted earlier outside of this machine; may be given several times",
        )
        parser.add_argument(
            "--mend-names",
            action="store_true",
            help="write anew whom cases name, where that differs from their records",
        )

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401
        """Check, tell, and leave by the exit code."""
        notes = [_noted(text) for text in options["head"]]
        with translation.override(options["language"] or settings.LANGUAGE_CODE):
            findings = examine(notes=notes, progress=self._progress(options["verbosity"]))
            unguarded = missing(connection)
            self._tell(findings, unguarded)
            if findings.damages or unguarded:
                raise CommandError(_("The journal is damaged or unguarded."), returncode=BROKEN)
            self._compare_names(mend=options["mend_names"])

    def _compare_names(self, *, mend: bool) -> None:
        """Whom a case names may see it, so what is kept of that must agree with the records."""
        numbers = named_otherwise()
        for number in numbers[:SHOWN]:
            says = _("%(number)s: the people named in the case differ from its records.")
            self.stdout.write(says % {"number": number})
        if mend:
            for nc in Nonconformity.objects.filter(number__in=numbers).iterator():
                name_again(nc)
        elif numbers:
            says = _(
                "Cases with other people than their records name: %(count)d. Mend: %(command)s"
            )
            told = {"count": len(numbers), "command": "tuzetu verify --mend-names"}
            raise CommandError(says % told, returncode=BROKEN)

    def _progress(self, verbosity: int) -> Any:  # noqa: ANN401
        if verbosity < 2:  # noqa: PLR2004  (Django's own scale)
            return None
        return lambda entries: self.stderr.write(_("Entries read: %(count)d") % {"count": entries})

    def _tell(self, findings: Findings, unguarded: Sequence[str]) -> None:
        for damage in findings.damages[:SHOWN]:
            self.stdout.write(worded(damage))
        more = len(findings.damages) - SHOWN
        if more > 0:
            self.stdout.write(_("More damaged places: %(count)d") % {"count": more})
        for name in unguarded:
            self.stdout.write(_("A guard of the database is missing: %(name)s") % {"name": name})
        self.stdout.write(
            _("Entries: %(entries)d. Erased contents: %(erased)d.")
            % {"entries": findings.entries, "erased": findings.erased}
        )
        self.stdout.write(
            _("Head of the journal, to be noted elsewhere: %(head)s")
            % {"head": f"{findings.head.seq}:{findings.head.digest}"}
        )
        if not findings.damages:
            self.stdout.write(_("The journal is whole."))


def worded(damage: Damage) -> str:
    """A damage in the reader's language, the entry first."""
    values = {"number": damage.seq, "last": damage.until, "harm": _(damage.harm.value)}
    if damage.until is None or damage.until == damage.seq:
        return _("Entry %(number)d: %(harm)s") % values
    return _("Entries %(number)d to %(last)d: %(harm)s") % values


def _noted(text: str) -> Head:
    number, _colon, digest = text.partition(":")
    if not number.isdecimal() or not digest:
        raise CommandError(f"{text!r} is not NUMBER:DIGEST")
    return Head(int(number), digest.strip().lower())
