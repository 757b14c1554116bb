"""Several postponements decided in one act: all of them, or none (44)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuzetu.conduct import asking
from tuzetu.conduct.asking import Arguments, Choices
from tuzetu.conduct.locking import lock_all
from tuzetu.conduct.performing import Overtaken, one_act
from tuzetu.dossier.request import Postponement
from tuzetu.people.person import Person
from tuzetu.procedure.rulebook import Refusal, Refused
from tuzetu.stages.execution.requests import grant_postponement, refuse_postponement

GRANT, REFUSE, LATER = "grant", "refuse", "later"
ANSWERS: Choices = (
    (GRANT, _("Grant the postponement")),
    (REFUSE, _("Refuse the postponement")),
    (LATER, _("Decide later")),
)
ANSWERED = re.compile(r"answer_([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to one request, as the person saw it."""

    request: Postponement
    granted: bool
    decision: str
    version: int | None


class SomeRefused(Exception):  # noqa: N818  (answers of the procedure, not an error)
    """Nothing was decided; says by request why, or who was first."""

    def __init__(
        self, refused: Mapping[int, tuple[Refusal, ...]], overtaken: Mapping[int, Overtaken]
    ) -> None:
        super().__init__(f"{sorted({*refused, *overtaken})}")
        self.refused = refused
        self.overtaken = overtaken


def decide_postponements(answers: Sequence[Answer], *, by: Person, at: datetime) -> None:
    """The vice-rector decides on several requests, each with its own entry (44).

    All are locked before the first entry is written. Raises ``SomeRefused``.
    """
    refused: dict[int, tuple[Refusal, ...]] = {}
    overtaken: dict[int, Overtaken] = {}
    with one_act():
        lock_all([one.request for one in answers])
        for one in answers:
            try:
                _decide(one, by=by, at=at)
            except Refused as told:
                refused[one.request.pk] = told.reasons
            except Overtaken as told:
                overtaken[one.request.pk] = told
        if refused or overtaken:
            raise SomeRefused(refused, overtaken)


def _decide(one: Answer, *, by: Person, at: datetime) -> None:
    act = grant_postponement if one.granted else refuse_postponement
    act(one.request, by=by, at=at, decision=one.decision, version=one.version)


def answered(posted: Mapping[str, object]) -> list[int]:
    """The requests to which somebody gave an answer, whether they still wait or not."""
    asked = ((ANSWERED.fullmatch(name), answer) for name, answer in posted.items())
    return [int(name[1]) for name, answer in asked if name and answer in {GRANT, REFUSE}]


class DecidePostponements(forms.Form):
    """One answer for each request that waits; what is not decided stays.

    ``ungranted`` are those that can be refused alone; a granting that was sent all the same is
    answered with its reasons.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        waiting: Sequence[Postponement],
        ungranted: Collection[int] = (),
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.waiting = {one.pk: one for one in waiting}
        self.ungranted = ungranted
        self.clauses: dict[str, str] = {}
        self.needed = {f"decision_{pk}": asking.SOMETIMES for pk in self.waiting}
        for pk, one in self.waiting.items():
            self._ask(pk, one)

    def _ask(self, pk: int, one: Postponement) -> None:
        barred = pk in self.ungranted and self.data.get(f"answer_{pk}") != GRANT
        answers = [(code, says) for code, says in ANSWERS if not (barred and code == GRANT)]
        self.fields[f"answer_{pk}"] = asking.one_of(answers, _("Decision"))
        self.initial.setdefault(f"answer_{pk}", LATER)
        hint = _("A refusal needs its reason.")
        why = asking.text(_("Reason"), required=False, rows=2, hint=hint)
        self.fields[f"decision_{pk}"] = why
        self.fields[f"version_{pk}"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        self.initial.setdefault(f"version_{pk}", one.version)
        self.clauses[f"answer_{pk}"] = "44"

    def clean(self) -> Arguments:
        """A refusal says why; something is decided."""
        cleaned = super().clean() or {}
        for pk in self.waiting:
            if cleaned.get(f"answer_{pk}") == REFUSE and not cleaned.get(f"decision_{pk}"):
                self.add_error(f"decision_{pk}", _("Say why the deadline stays."))
        if not self.errors and not self.answers():
            self.add_error(None, _("Decide on at least one request."))
        return cleaned

    def answers(self) -> list[Answer]:
        """What was decided."""
        told = self.cleaned_data
        return [
            Answer(one, answer == GRANT, told.get(f"decision_{pk}", ""), told[f"version_{pk}"])
            for pk, one in self.waiting.items()
            if (answer := told.get(f"answer_{pk}")) in {GRANT, REFUSE}
        ]
