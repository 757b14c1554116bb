"""Drafts kept on the server while somebody types, and files that go to the draft first."""

import re
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from tuzetu.conduct.asking import StepForm
from tuzetu.conduct.filing import Unacceptable, receive_all
from tuzetu.dossier.evidence import Attachment, Draft
from tuzetu.web.typist import TYPED_BY
from tuzetu.web.visit import Visit

SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
DROPPED = "drop_file"
"""The boxes with which received files are taken out again."""
KEY = re.compile(r"[0-9]{1,15}")
UNKEPT = frozenset({"csrfmiddlewaretoken", "version", "draft", DROPPED, TYPED_BY})
ZERO = "\x00"
"""A sign that nobody types and PostgreSQL does not keep."""
LIMIT = 400_000
"""Characters that a draft may hold."""


def subject_key(record: Model | None) -> str:
    """Which record a draft is about."""
    return f"{type(record).__name__.lower()}-{record.pk}" if record is not None else ""


def code_of(asks: type[StepForm]) -> str:
    """The step whose form it is."""
    return asks.__name__


def find_draft(seen: Visit, step: str, subject: str) -> Draft | None:
    """The visitor's own draft of a step on a record."""
    return Draft.objects.filter(owner=seen.person, step=step, subject=subject).last()


def returning(seen: Visit, asks: type[StepForm], record: Model | None) -> Draft | None:
    """The draft in which something was typed or received; a file that was refused leaves none."""
    draft = find_draft(seen, code_of(asks), subject_key(record))
    return draft if draft and (draft.content or draft.files.exists()) else None


def draft_of(seen: Visit, asks: type[StepForm], record: Model | None) -> dict[str, Any]:
    """What was typed before, as first values; rows by the names of their fields."""
    draft = find_draft(seen, code_of(asks), subject_key(record))
    if draft is None:
        return {}
    several = {name for name, field in asks.base_fields.items() if isinstance(field, SEVERAL)}
    return {
        name: values if name in several or len(values) > 1 else values[-1]
        for name, values in draft.content.items()
        if values
    }


class TooMuch(Exception):  # noqa: N818  (told to the page that saves, which keeps the text)
    """More was typed than a draft may hold; the draft saved before stands."""


def keep_draft(seen: Visit, step: str, subject: str, posted: QueryDict) -> Draft:
    """Save what is typed so far; the visitor's earlier draft is replaced. Raises TooMuch."""
    content = {
        name: [value.replace(ZERO, "") for value in values]
        for name, values in posted.lists()
        if name not in UNKEPT and ZERO not in name
    }
    if sum(len(value) for values in content.values() for value in values) > LIMIT:
        raise TooMuch
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
    rows = Draft.objects.filter(owner=seen.person, step=code_of(asks), subject=subject_key(record))
    rows.filter(files=None).delete()


def forget_draft(seen: Visit, asks: type[StepForm], record: Model | None) -> None:
    """What is kept here was handed over before, files and all."""
    rows = Draft.objects.filter(owner=seen.person, step=code_of(asks), subject=subject_key(record))
    rows.delete()


def kept_files(seen: Visit, asks: type[StepForm], record: Model | None) -> tuple[int, ...]:
    """The files that went to the draft of this step."""
    if not asks.takes_files:
        return ()
    draft = find_draft(seen, code_of(asks), subject_key(record))
    return tuple(draft.files.values_list("pk", flat=True)) if draft else ()


def drop_files(seen: Visit, asks: type[StepForm], record: Model | None) -> None:
    """What was received and is not to go along is taken out of the visitor's own draft."""
    told = [one for one in seen.request.POST.getlist(DROPPED) if KEY.fullmatch(one)]
    draft = find_draft(seen, code_of(asks), subject_key(record)) if told else None
    if draft is not None:
        draft.files.filter(pk__in=told).delete()


def take_files(seen: Visit, asks: type[StepForm], record: Model | None) -> list[Unacceptable]:
    """Uploads go to the draft first: a form that comes back has not lost them."""
    uploads = seen.request.FILES.getlist("files") if asks.takes_files else []
    if not uploads:
        return []
    draft = open_draft(seen, code_of(asks), subject_key(record))
    purpose = PURPOSES.get(code_of(asks), Attachment.Purpose.EVIDENCE)
    return receive_all(uploads, draft=draft, purpose=purpose, by=seen.person, at=seen.at)


def add_refused(form: StepForm, refused: list[Unacceptable]) -> None:
    """Files that were not kept are named at their field; that one is wanted is not said then."""
    if refused:
        form.errors.pop("files", None)
    for one in refused:
        form.add_error("files", f"{one.name}: {one.says}")


PURPOSES = {
    "FinishCorrection": Attachment.Purpose.COMPLETION,
    "MarkDone": Attachment.Purpose.COMPLETION,
    "RegisterLetter": Attachment.Purpose.LETTER,
    "KeepSignedCopy": Attachment.Purpose.SIGNED_COPY,
    "KeepSignedPlan": Attachment.Purpose.SIGNED_COPY,
}
