"""Templates of the printed forms are replaced: journaled edits of settings by the office."""

from datetime import datetime

from django.db import transaction

from tuzetu.conduct.filing import WORD, keep_content, path_of, safe_name
from tuzetu.dossier.form_template import FormTemplate, template_of
from tuzetu.journal.writing import note_edit
from tuzetu.people.person import Person

BUILT_IN = ""
"""What the journal says for the template that ships with the program."""


def replace_template(
    form: str, content: bytes, *, name: str, by: Person, at: datetime
) -> FormTemplate:
    """The office puts its own template in force; whoever calls has had it checked."""
    with transaction.atomic():
        stored = keep_content(content, WORD, at)
        made = FormTemplate(form=form, file=stored, name=safe_name(name))
        return _put_in_force(made, by=by, at=at)


def restore_template(form: str, *, by: Person, at: datetime) -> FormTemplate:
    """The office goes back to the template that ships with the program."""
    with transaction.atomic():
        return _put_in_force(FormTemplate(form=form), by=by, at=at)


def content_of(template: FormTemplate) -> bytes:
    """The document itself; nothing for the built-in one."""
    return path_of(template.file).read_bytes() if template.file else b""


def _put_in_force(made: FormTemplate, *, by: Person, at: datetime) -> FormTemplate:
    before = template_of(made.form)
    made.set_by, made.set_at = by, at
    made.save()
    changes = {made.form: (_told(before), _told(made))}
    note_edit("form_template", made.pk, by=by, at=at, changes=changes)
    return made


def _told(template: FormTemplate | None) -> str:
    if template is None or template.file is None:
        return BUILT_IN
    return f"{template.name} ({template.file.digest[:16]})"
