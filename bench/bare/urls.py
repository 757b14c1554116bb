"""Two addresses: a table, and a request that inserts a row and updates another."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from bare.models import Case, Count, Note


def table(request: HttpRequest) -> HttpResponse:
    """Fifty rows of six columns from one indexed query."""
    get_token(request)
    rows = Case.objects.filter(due_on__isnull=False).order_by("due_on", "id")[:50]
    return render(request, "bare/table.html", {"rows": rows})


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """One row more, one row changed."""
    with transaction.atomic():
        Note.objects.create(text=request.POST.get("what", "")[:500])
        Count.objects.filter(pk=1).update(notes=F("notes") + 1)
    return redirect("/")


urlpatterns = [path("", table), path("write/", write)]
