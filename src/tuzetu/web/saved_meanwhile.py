"""What somebody else saved meanwhile beside what was typed: nothing is overwritten unseen.

Saving leaves no entry in the journal, so what a second person would undo stands nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from tuzetu.conduct.asking import StepForm
from tuzetu.web import looks

Values = Mapping[str, Any]
RowSet: TypeAlias = "forms.BaseFormSet[forms.Form]"
BLANK: tuple[object, ...] = (None, "", [], ())


def as_saved(form: StepForm, record: Model) -> StepForm:
    """The same form as it would open now, on the record as somebody left it."""
    return type(form)(record=record, by=form.by, on=form.on)


def with_what_was_left_blank(form: StepForm, saved: StepForm) -> StepForm:
    """What was left blank stands as it is saved now, so that no blank takes it away."""
    told = cast("QueryDict", form.data).copy()
    for name, field in form.fields.items():
        there = saved.initial.get(name)
        if form[name].data in BLANK and there not in BLANK:
            told.setlist(name, _posted(field, there))
    sets = _row_sets(form)
    for name, (_label, rows) in _row_sets(saved).items():
        _fill_rows(told, sets[name][1], rows)
    form.data = told
    form.prepare()  # sets of rows are made of what was sent
    return form


def _fill_rows(told: QueryDict, typed: RowSet, saved: RowSet) -> None:
    """A row that says nothing, or is not there, stands as it is saved now.

    All that is saved counts as there from the beginning: what equals it would pass for untouched
    otherwise, and an untouched row more is no row.
    """
    told[f"{saved.prefix}-INITIAL_FORMS"] = str(saved.initial_form_count())
    for number, row in enumerate(saved.forms):
        empty = number >= len(typed.forms) or not _typed_words(typed.forms[number])
        if not (row.initial and empty):
            continue
        for name, field in row.fields.items():
            value = row.initial.get(name)
            key = f"{saved.prefix}-{number}-{name}"
            told.setlist(key, [] if value in (*BLANK, False) else _posted(field, value))
        there = max(len(typed.forms), number)
        told[f"{saved.prefix}-TOTAL_FORMS"] = str(max(there, number + 1))


def _posted(field: forms.Field, value: object) -> list[str]:
    """A first value as a browser sends it."""
    ready = field.prepare_value(value)
    several = ready if isinstance(ready, list | tuple) else [ready]
    return [str(one) for one in several]


def differences(form: StepForm, saved: StepForm) -> tuple[object, ...]:
    """Field by field and row by row: what is saved now, and what would stand instead."""
    rows = (*_of_fields(form, saved), *_of_rows(form, saved))
    if not rows:
        return ()
    head = looks.SectionHead(
        title=_("What sending again would change in what is saved now"), anchor="saved"
    )
    return (looks.Section(head=head, looks=rows),)


def _of_fields(form: StepForm, saved: StepForm) -> Iterator[looks.Difference]:
    for name, field in form.fields.items():
        there, typed = saved.initial.get(name), form[name].data
        hidden = isinstance(field.widget, forms.HiddenInput)
        if not hidden and typed not in BLANK and field.has_changed(there, typed):
            yield looks.Difference(
                label=str(field.label), old=_words(field, there), new=_words(field, typed)
            )


def _of_rows(form: StepForm, saved: StepForm) -> Iterator[looks.Difference]:
    for name, (label, typed) in _row_sets(form).items():
        there = _row_sets(saved)[name][1]
        old = [_row_words(one, one.initial) for one in there.forms]
        new = list(map(_typed_words, typed.forms))
        for number in range(max(len(old), len(new))):
            before, after = _at(old, number), _at(new, number)
            if after and before != after:
                told = {"row": label, "number": number + 1}
                yield looks.Difference(
                    label=_("%(row)s, row %(number)s") % told, old=before, new=after
                )


def _typed_words(row: forms.Form) -> str:
    return _row_words(row, {name: row[name].data for name in row.fields})


def _row_sets(form: StepForm) -> dict[str, tuple[str, RowSet]]:
    """The sets of rows of a form under what they are called."""
    called = {"causes": _("Chain of causes"), "lines": _("Lines of the plan")}
    called |= {"criteria": _("Evaluation criteria")}
    there = {name: getattr(form, name, None) for name in called}
    return {
        name: (called[name], rows)
        for name, rows in there.items()
        if isinstance(rows, forms.BaseFormSet)
    }


def _row_words(row: forms.Form, values: Values) -> str:
    shown = ((field, values.get(name)) for name, field in row.fields.items())
    words = (
        _words(field, value)
        for field, value in shown
        if not isinstance(field.widget, forms.HiddenInput | forms.Select | forms.CheckboxInput)
    )
    return " · ".join(filter(None, words))


def _at(rows: Sequence[str], number: int) -> str:
    return rows[number] if number < len(rows) else ""


def _words(field: forms.Field, value: object) -> str:
    """A value as its field shows it."""
    if value in BLANK:
        return ""
    choices = {str(code): str(says) for code, says in getattr(field, "choices", ())}
    return ", ".join(choices.get(one, one) for one in _posted(field, value))
