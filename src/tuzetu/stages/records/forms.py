"""What the keeping of signed copies asks."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, StepForm
from tuzetu.conduct.file_fields import Files
from tuzetu.conduct.filing import SCANS
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.evidence import Attachment
from tuzetu.dossier.plan import Plan


class SignedPaper(StepForm):
    """A scan, and what stands on the paper."""

    signed_by = asking.line(
        _("Signed by"), limit=asking.NAME_LIMIT, hint=_("Names and posts, as on the paper.")
    )
    signed_on = asking.day(_("Signed on"))
    takes_files = True
    several = ""
    """The field that says which of several rounds or revisions was signed."""

    def prepare(self) -> None:
        """The scan is asked for; a round or revision is chosen only where there are several."""
        self._ask_scan()
        count = self.latest()
        if count > 1:
            choice: Any = self.fields[self.several]
            choice.choices = [(number, str(number)) for number in range(1, count + 1)]
            self.initial.setdefault(self.several, count)
        else:
            del self.fields[self.several]

    def _ask_scan(self) -> None:
        """A form that came back tells which pages it has already."""
        scan = self.fields["files"]
        cast("Files", scan).takes(sorted(SCANS))
        scan.label = _("Scan of the signed paper")
        scan.help_text = _("PDF, JPEG or PNG; the pages of one copy together.")
        scan.required = not self.kept_files
        if self.kept_files:
            pages = Attachment.objects.filter(pk__in=self.kept_files)
            names = ", ".join(pages.values_list("name", flat=True))
            scan.help_text = gettext("Kept already: %(names)s.") % {"names": names}

    def latest(self) -> int:
        """The round or revision that stands now."""
        raise NotImplementedError

    def clean_signed_on(self) -> date | None:
        """Nobody has signed tomorrow."""
        return asking.not_after_today(self.cleaned_data["signed_on"], self.on)

    def clean(self) -> Arguments | None:
        """Without its scan there is no copy to keep."""
        if not self.kept_files:
            self.add_error("files", _("Attach the scan of the signed paper."))
        return super().clean()


class KeepSignedCopy(SignedPaper):
    """The report of a case, signed by hand."""

    ordinal = forms.TypedChoiceField(coerce=int, label=_("Cycle"))
    several = "ordinal"
    clauses = {"files": "18.2"}

    def latest(self) -> int:
        """The round in which the case is."""
        return self.record.ordinal if isinstance(self.record, Nonconformity) else 1


class KeepSignedPlan(SignedPaper):
    """The plan, signed by hand."""

    revision = forms.TypedChoiceField(coerce=int, label=_("Revision"))
    several = "revision"
    clauses = {"files": "18.1"}

    def latest(self) -> int:
        """The revision at which the plan is."""
        return self.record.revision if isinstance(self.record, Plan) else 1


class StrikeSignedCopy(StepForm):
    """Why the copy was a mistake."""

    reason = asking.text(_("Reason"), hint=_("The copy stays visible as struck, with the reason."))
