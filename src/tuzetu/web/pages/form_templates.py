"""Templates of the printed forms: fetched, replaced by the head of the project office."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuzetu.conduct.filing import WORD
from tuzetu.conduct.replacing_templates import content_of, replace_template, restore_template
from tuzetu.dossier.form_template import FormTemplate, template_of
from tuzetu.paperwork.annex1 import Annex1
from tuzetu.paperwork.annex2 import Annex2
from tuzetu.paperwork.annex3 import Annex3
from tuzetu.paperwork.docx import standard_template
from tuzetu.paperwork.docx_check import check_template
from tuzetu.paperwork.docx_package import LARGEST_FILE
from tuzetu.paperwork.plans_register import PlansRegister
from tuzetu.paperwork.sheets import Form
from tuzetu.web import looks, templates_shown
from tuzetu.web.editing import Edit, answer, posted
from tuzetu.web.showing import show
from tuzetu.web.visit import visit

FORMS: Mapping[str, tuple[str | Promise, type[Form]]] = {
    "annex1": (gettext_lazy("Annex 1. Plan"), Annex1),
    "annex2": (gettext_lazy("Annex 2. Report"), Annex2),
    "annex3": (gettext_lazy("Annex 3. Log"), Annex3),
    "plans_register": (gettext_lazy("Register of plans"), PlansRegister),
}
"""Each form that prints as DOCX, with its title."""


class NewTemplate(forms.Form):
    """The office's own document for a form; every fault of it is told at once."""

    file = forms.FileField(
        label=gettext_lazy("Template, DOCX"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy(
            "Keep the tags in double braces: the form is filled in there. The template is tried "
            "with a sample before it is taken."
        ),
    )

    def __init__(self, *args: Any, form_kind: type[Form], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.form_kind = form_kind

    def clean(self) -> dict[str, Any]:
        """Read the document and try it."""
        told = super().clean() or {}
        upload = told.pop("file", None)
        if upload is None:
            return told
        content = upload.read(LARGEST_FILE + 1)
        for fault in check_template(content, form=self.form_kind):
            self.add_error("file", fault.says)
        return {"content": content, "name": upload.name or ""}


class Restoring(forms.Form):
    """Nothing is asked; the press is the decision."""


def templates(request: HttpRequest) -> HttpResponse:
    """The template in force for each form, and all that were in force before."""
    titles = {name: str(title) for name, (title, _kind) in FORMS.items()}
    return show(request, templates_shown.templates_page(visit(request), titles))


def built_in(_request: HttpRequest, form: str) -> HttpResponse:
    """The template that ships with the program."""
    _title(form)
    return _document(standard_template(form), f"{form}-built-in.docx")


def kept(_request: HttpRequest, pk: int) -> HttpResponse:
    """A template of the office, in force or past."""
    held = get_object_or_404(FormTemplate.objects.select_related("file"), pk=pk, file__isnull=False)
    try:
        content = content_of(held)
    except OSError as lost:
        raise Http404(str(pk)) from lost
    return _document(content, f"{held.form}-{held.pk}.docx")


def replace(request: HttpRequest, form: str) -> HttpResponse:
    """The head of the project office puts the office's own template in force."""
    seen, title = visit(request), _title(form)
    edit = _edit(
        _("Replace the template: {form}").format(form=title),
        posted(request, NewTemplate, form_kind=FORMS[form][1]),
        send=_("Replace the template"),
    )

    def act(content: bytes, name: str) -> None:
        replace_template(form, content, name=name, by=seen.person, at=seen.at)

    return answer(request, edit, act=act, done=_("The template is in force."))


def restore(request: HttpRequest, form: str) -> HttpResponse:
    """The head of the project office goes back to the template that ships with the program."""
    seen, title = visit(request), _title(form)
    if template_of(form) is None:
        raise Http404(form)
    edit = _edit(
        _("Back to the built-in template: {form}").format(form=title),
        posted(request, Restoring),
        send=_("Back to the built-in template"),
        says=_("The office's template stays among the earlier ones and can be fetched there."),
    )

    def act() -> None:
        restore_template(form, by=seen.person, at=seen.at)

    return answer(request, edit, act=act, done=_("The built-in template is in force."))


def _title(form: str) -> str:
    if form not in FORMS:
        raise Http404(form)
    return str(FORMS[form][0])


def _edit(title: str, form: forms.Form, *, send: str, says: str = "") -> Edit:
    home = reverse("templates")
    crumbs = (looks.Link(label=_("Templates of forms"), href=home),)
    return Edit(title=title, form=form, send=send, home=home, says=says, crumbs=crumbs)


def _document(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
