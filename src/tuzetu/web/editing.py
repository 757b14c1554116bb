"""The page of an edit: a form, all faults at once, one act, then on to where it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tuzetu.people.faults import Unfit
from tuzetu.web import looks
from tuzetu.web.showing import Page, show


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is asked: title, form, the words on the button, the page one goes back to."""

    title: str
    form: forms.Form
    send: str
    home: str
    says: str = ""
    confirm: str = ""
    crumbs: tuple[looks.Link, ...] = ()
    aside: tuple[object, ...] = ()


def answer(
    request: HttpRequest, edit: Edit, *, act: Callable[..., object], done: str, onward: str = ""
) -> HttpResponse:
    """The form, or, once it is sent without fault, the act and the way onward."""
    if request.method != "POST":
        return ask(request, edit)
    if edit.form.is_valid() and _taken(edit.form, act):
        messages.success(request, done)
        return redirect(onward or edit.home)
    return ask(request, edit, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def ask(request: HttpRequest, edit: Edit, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """The page that asks."""
    asked = looks.StepForm(
        form=edit.form,
        href=request.get_full_path(),
        send=edit.send,
        says=edit.says,
        confirm=edit.confirm,
        cancel=looks.Link(label=_("Cancel"), href=edit.home),
    )
    page = Page(title=edit.title, crumbs=edit.crumbs, main=(asked,), aside=edit.aside)
    return show(request, page, status=status)


def posted(request: HttpRequest, form: type[forms.Form], **options: Any) -> Any:  # noqa: ANN401
    """The form as it was sent, or as it is offered."""
    if request.method == "POST":
        return form(request.POST, request.FILES, **options)
    return form(**options)


def _taken(form: forms.Form, act: Callable[..., object]) -> bool:
    """Whether the act took what the form says; if not, every fault stands at its field."""
    try:
        act(**form.cleaned_data)
    except Unfit as unfit:
        for fault in unfit.faults:
            form.add_error(fault.field if fault.field in form.fields else None, fault.says)
        return False
    return True
