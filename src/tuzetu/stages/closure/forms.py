"""What closing asks."""

from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import StepForm
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.case_facts import current_cycle, lessons_of
from tuzetu.procedure.rules import closure


class RecordLessons(StepForm):
    """Two questions, each with what, or why not."""

    risks_updated = asking.yes_or_no(_("Were risks and opportunities updated?"))
    risks = asking.text(_("What was updated, or why it is not needed"))
    system_changed = asking.yes_or_no(_("Was the management system changed?"))
    changes = asking.text(_("What was changed, or why it is not needed"))
    answers = {
        closure.risks_are_answered: "risks",
        closure.changes_are_answered: "changes",
    }
    clauses = {"risks_updated": "10.9", "system_changed": "iso.10.2.1f"}

    def prepare(self) -> None:
        """What is known already."""
        held = None
        if isinstance(self.record, Nonconformity):
            held = lessons_of(current_cycle(self.record))
        if held:
            self.initial.setdefault("risks_updated", asking.answered(held.risks_updated))
            self.initial.setdefault("system_changed", asking.answered(held.system_changed))
            self.initial.setdefault("risks", held.risks)
            self.initial.setdefault("changes", held.changes)


class CloseCase(StepForm):
    """A word with the closing."""

    reason = asking.text(_("Remark"), required=False)
