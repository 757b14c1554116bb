"""The records of clause 18 as files: Annexes 1 to 3 and the register of plans."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from tuzetu.access.sight import visible_cases, visible_plans
from tuzetu.dossier.case import Nonconformity
from tuzetu.dossier.plan import Plan
from tuzetu.paperwork.docx import render as render_docx
from tuzetu.paperwork.gather_annex1 import annex1
from tuzetu.paperwork.gather_annex2 import annex2
from tuzetu.paperwork.gather_annex3 import annex3, plans_register
from tuzetu.paperwork.pdf import render as render_pdf
from tuzetu.paperwork.sheets import Form
from tuzetu.paperwork.words import FormLanguage
from tuzetu.paperwork.xlsx import render as render_xlsx
from tuzetu.web.reaching import reach
from tuzetu.web.visit import Visit, visit

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
    filled, name = _filled(form, pk, seen)
    render, media_type = ENDINGS[ending]
    answer = HttpResponse(render(filled, language=_language(request)), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


def _language(request: HttpRequest) -> FormLanguage:
    """The language asked for; else the reader's, where the form is printed in it."""
    asked = request.GET.get("language", "").replace(" ", "+")
    if asked in set(FormLanguage):
        return FormLanguage(asked)
    russian = (get_language() or "kk").startswith("ru")
    return FormLanguage.RUSSIAN if russian else FormLanguage.KAZAKH


def _filled(form: str, pk: int, seen: Visit) -> tuple[Form, str]:
    at = seen.at.replace(microsecond=0)
    if form == "annex1":
        return annex1(reach(Plan, pk, seen), at=at), f"annex1-{pk}"
    if form == "annex2":
        return annex2(reach(Nonconformity, pk, seen), at=at), f"annex2-{pk}"
    if form == "annex3" and MINYEAR <= pk <= MAXYEAR:
        return annex3(visible_cases(seen.person, on=seen.on), pk, at=at), f"annex3-{pk}"
    if form == "plans":
        return plans_register(visible_plans(seen.person, on=seen.on), at=at), "plans"
    raise Http404(form)
