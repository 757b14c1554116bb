"""The records of clause 18 as files: Annexes 1 to 3 and the register of plans."""

import logging
import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from tuzetu.access.sight import out_of_sight, visible_cases, visible_plans
from tuzetu.conduct.replacing_templates import content_of
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.form_template import FormTemplate, template_of
from tuzetu.dossier.plan import Plan
from tuzetu.paperwork.docx import UnfilledError, render_own
from tuzetu.paperwork.docx import render as render_docx
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.gather_annex3 import annex3, plans_register
from tuzetu.paperwork.labels import PLANS_REGISTER
from tuzetu.paperwork.pdf import render as render_pdf
from tuzetu.paperwork.sheets import Form, name_of
from tuzetu.paperwork.words import FormLanguage
from tuzetu.paperwork.xlsx import render as render_xlsx
from tuzetu.procedure.offices import Office
from tuzetu.web.reaching import reach
from tuzetu.web.settings_menu import may
from tuzetu.web.showing import show
from tuzetu.web.templates_shown import unfilled_page
from tuzetu.web.visit import Visit, visit

LOG = logging.getLogger(__name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS: dict[str, tuple[Callable[..., bytes], str]] = {
    "pdf": (render_pdf, "application/pdf"),
    "docx": (render_docx, WORD),
    "xlsx": (render_xlsx, EXCEL),
}
TABLES = frozenset({"annex3", "plans"})
"""Only tables go into a spreadsheet."""


def print_form(request: HttpRequest, form: str, pk: int, ending: str) -> HttpResponse:
    """A form as a file; ``?language=kk``, ``ru`` or ``kk+ru``."""
    seen = visit(request)
    if ending not in ENDINGS or (ending == "xlsx" and form not in TABLES):
        raise Http404(ending)
    filled, number = _filled(form, pk, seen)
    render, media_type = ENDINGS[ending]
    own = template_of(name_of(filled)) if ending == "docx" and not _built_in(request) else None
    try:
        render = partial(_in_own, own) if own else render
        printed = render(filled, language=_language(request))
    except UnfilledError:
        LOG.exception("the office's template of %s cannot be filled", form)
        return _unfilled(seen)
    answer = HttpResponse(printed, content_type=media_type)
    answer["Content-Disposition"] = _saved_as(form, pk, number, ending)
    return answer


def _saved_as(form: str, pk: int, number: str, ending: str) -> str:
    """Under what name a browser saves it: the number, and digits alone where it knows no more."""
    digits = "-".join(re.findall(r"\d+", number)) or str(pk)
    plain = f'attachment; filename="{form}-{digits}.{ending}"'
    return f"{plain}; filename*=UTF-8''{quote(f'{number}.{ending}', safe='')}" if number else plain


def _built_in(request: HttpRequest) -> bool:
    """Whether the visitor asks for the template that ships with the program."""
    return request.GET.get("template") == "built-in"


def _in_own(own: FormTemplate, form: Form, *, language: FormLanguage) -> bytes:
    """The form in the office's own template."""
    try:
        template = content_of(own)
    except OSError as lost:
        raise UnfilledError(own.name) from lost
    return render_own(form, language=language, template=template)


def _unfilled(seen: Visit) -> HttpResponse:
    """A clear sentence and the ways to a paper; never a fault of the server."""
    keeps = may(seen, Office.OFFICE_HEAD)
    page = unfilled_page(seen.request.get_full_path(), keeps=keeps)
    return show(seen.request, page, status=HTTPStatus.CONFLICT)


def _language(request: HttpRequest) -> FormLanguage:
    """The language asked for; else the reader's, where the form is printed in it."""
    asked = request.GET.get("language", "").replace(" ", "+")
    if asked in set(FormLanguage):
        return FormLanguage(asked)
    russian = (get_language() or "kk").startswith("ru")
    return FormLanguage.RUSSIAN if russian else FormLanguage.KAZAKH


def _register_name(request: HttpRequest) -> str:
    return PLANS_REGISTER["title"].said(FormLanguage(_language(request).leading))


def _filled(form: str, pk: int, seen: Visit) -> tuple[Form, str]:
    """The form, and the number by which it is known; a draft of a plan has none yet."""
    at = seen.at.replace(microsecond=0)
    if form == "annex1":
        plan = reach(Plan, pk, seen)
        return annex1(plan, at=at), plan.number or ""
    if form == "annex2":
        nc = reach(Nonconformity, pk, seen)
        hidden = out_of_sight(nc, seen.person, on=seen.on)
        return annex2(nc, at=at, unseen=hidden.numbers | hidden.words), nc.number
    if form == "annex3" and MINYEAR <= pk <= MAXYEAR:
        return annex3(visible_cases(seen.person, on=seen.on), pk, at=at), f"Журнал-{pk}"
    if form == "plans":
        register = plans_register(visible_plans(seen.person, on=seen.on), at=at)
        return register, f"{_register_name(seen.request)} {seen.on.year}"
    raise Http404(form)
