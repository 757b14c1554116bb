"""Drafts kept on the server while somebody types, and files that go to the draft first."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from tuzetu.conduct.asking import StepForm
from tuzetu.dossier.evidence import Draft
from tuzetu.web.visit import Visit

SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
UNKEPT = frozenset({"csrfmiddlewaretoken", "version", "draft"})
LIMIT = 400_000
"""Characters that a draft may hold."""


def subject_key(record: Model | None) -> str:
    """Which record a draft is about."""
    return f"{record._meta.model_name}-{record.pk}" if record is not None else ""


def code_of(asks: type[StepForm]) -> str:
    """The step whose form it is."""
    return asks.__name__


def find_draft(seen: Visit, step: str, subject: str) -> Draft | None:
    """The visitor's own draft of a step on a record."""
    return Draft.objects.filter(owner=seen.person, step=step, subject=subject).last()


def draft_of(seen: Visit, asks: type[StepForm], record: Model | None) -> dict[str, Any]:
    """What was typed before, as first values; lists of one become plain values."""
    draft = find_draft(seen, code_of(asks), subject_key(record))
    if draft is None:
        return {}
    several = {name for name, field in asks.base_fields.items() if isinstance(field, SEVERAL)}
    return {
        name: values if name in several else values[-1]
        for name, values in draft.content.items()
        if values
    }


def keep_draft(seen: Visit, step: str, subject: str, posted: QueryDict) -> Draft:
    """Save what is typed so far; the visitor's earlier draft is replaced."""
    content = {name: values for name, values in posted.lists() if name not in UNKEPT}
    if sum(len(value) for values in content.values() for value in values) > LIMIT:
        content = {}
    draft = find_draft(seen, step, subject)
    draft = draft or Draft(owner=seen.person, step=step, subject=subject, opened_at=seen.at)
    draft.content, draft.saved_at = content, seen.at
    draft.save()
    return draft


def open_draft(seen: Visit, step: str, subject: str) -> Draft:
    """The visitor's draft, begun if there is none, so that files can go to it."""
    found = find_draft(seen, step, subject)
    return found or keep_draft(seen, step, subject, QueryDict())


def drop_draft(seen: Visit, asks: type[StepForm], record: Model | None) -> None:
    """The step is taken: nothing is left to keep but files that went along."""
    rows = Draft.objects.filter(
        owner=seen.person, step=code_of(asks), subject=subject_key(record)
    )
    rows.filter(files=None).delete()
