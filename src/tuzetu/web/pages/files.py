"""Files of records, and drafts saved while somebody types."""

import logging
from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from tuzetu.access.sight import visible_cases, visible_letters, visible_plans
from tuzetu.catalogue import CATALOGUE
from tuzetu.conduct.filing import path_of
from tuzetu.dossier.evidence import Attachment
from tuzetu.web.addresses import step_href
from tuzetu.web.drafting import TooMuch, code_of, forget_draft, keep_draft, subject_key
from tuzetu.web.reaching import reach
from tuzetu.web.visit import Visit, visit

LOG = logging.getLogger(__name__)


def file(request: HttpRequest, pk: int) -> FileResponse:
    """A kept file, always as an attachment, to whoever may see what it is attached to."""
    seen = visit(request)
    held = get_object_or_404(Attachment.objects.select_related("file"), pk=pk)
    if not _visible(held, seen):
        raise Http404(str(pk))
    try:
        content = path_of(held.file).open("rb")
    except FileNotFoundError:  # `tuzetu verify` names it as well
        LOG.exception("file %s of the records is lost", held.file_id)
        raise Http404(str(pk)) from None
    answer = FileResponse(content, as_attachment=True, filename=held.name)
    answer["Content-Type"] = held.file.media_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _visible(held: Attachment, seen: Visit) -> bool:
    if held.draft_id:
        return held.added_by_id == seen.person.pk
    if held.item_id:
        return visible_letters(seen.person, on=seen.on).filter(pk=held.item_id).exists()
    cases = visible_cases(seen.person, on=seen.on)
    if held.nc_id:
        return cases.filter(pk=held.nc_id).exists()
    if held.correction_id:
        return cases.filter(corrections=held.correction_id).exists()
    if held.line_id:
        return cases.filter(cycles__planned__lines=held.line_id).exists()
    return visible_plans(seen.person, on=seen.on).filter(pk=held.plan_id or 0).exists()


@require_POST
def draft(request: HttpRequest, code: str, pk: int = 0) -> HttpResponse:
    """Save what is typed so far, or drop it to start anew; only the typist sees it."""
    seen = visit(request)
    performance = CATALOGUE.get(code)
    if performance is None:
        raise Http404(code)
    record = reach(performance.record, pk, seen) if performance.record else None
    if "anew" in request.POST:
        forget_draft(seen, performance.asks, record)
        return redirect(step_href(code, record))
    try:
        kept = keep_draft(seen, code_of(performance.asks), subject_key(record), request.POST)
    except TooMuch:
        return JsonResponse({}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return JsonResponse({"saved_at": kept.saved_at.isoformat()})
