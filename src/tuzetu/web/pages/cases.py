"""A case, its history, and the table of cases with its filters in the address."""

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tuzetu.access.sight import out_of_sight, visible_cases
from tuzetu.dossier.case import Nonconformity
from tuzetu.web import looks
from tuzetu.web.case_file import open_file
from tuzetu.web.case_shown import case_page
from tuzetu.web.cases_shown import cases_page
from tuzetu.web.history_shown import history_page
from tuzetu.web.reaching import reach
from tuzetu.web.showing import show
from tuzetu.web.visit import told_in, visit

ENTRY = re.compile(r"[0-9]{1,15}")
"""The number of an entry in an address."""


def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case with all its parts (Annex 2)."""
    seen = visit(request)
    nc = reach(Nonconformity, pk, seen)
    return show(request, case_page(open_file(nc, seen)))


def case_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened to a case, with who, when, clause and changes (18)."""
    seen = visit(request)
    nc = reach(Nonconformity, pk, seen)
    crumb = looks.Link(label=nc.number, href=reverse("case", args=(nc.pk,)))
    hidden = out_of_sight(nc, seen.person, on=seen.on)
    title = _("History of %(number)s") % {"number": nc.number}
    before = told_in(request.GET, "before")
    upto = int(before) if ENTRY.fullmatch(before) else None
    return show(request, history_page(title, crumb, nc.pk, hidden, upto))


def cases(request: HttpRequest) -> HttpResponse:
    """The table of cases that the visitor may see (13)."""
    return show(request, cases_page(visit(request)))


def search(request: HttpRequest) -> HttpResponse:
    """A number leads to its case, words lead to the table."""
    asked = told_in(request.GET, "q").strip()
    seen = visit(request)
    exact = visible_cases(seen.person, on=seen.on).filter(number__iexact=asked).first()
    if exact:
        return redirect("case", pk=exact.pk)
    return redirect(f"{reverse('cases')}?{urlencode({'words': asked})}")
