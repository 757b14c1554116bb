"""Earlier similar cases as a piece of a page, asked for while a text is typed."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from tuzetu.dossier.case import Nonconformity
from tuzetu.web import looks
from tuzetu.web.reaching import reach
from tuzetu.web.similar_shown import LONGEST, like_case, like_text
from tuzetu.web.visit import told_in, visit


@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """What is like the text sent along; a POST, so that no text stands in an address."""
    text = told_in(request.POST, "text", most=LONGEST)
    return _piece(like_text(text, visit(request)))


@require_GET
def similar_to(request: HttpRequest, pk: int) -> HttpResponse:
    """What is like a case that the visitor may see."""
    seen = visit(request)
    return _piece(like_case(reach(Nonconformity, pk, seen), seen))


def _piece(found: looks.SimilarFound) -> HttpResponse:
    """Without the frame of a page: its messages are for the next whole page."""
    return HttpResponse(render_to_string("similar.html", {"found": found}))
