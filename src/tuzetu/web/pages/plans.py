"""A plan's page, and the register of plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tuzetu.dossier.plan import Plan
from tuzetu.web.plan_shown import plan_page
from tuzetu.web.reaching import case_instead_of_plan, reach
from tuzetu.web.registers_shown import holds_page, log_page, plans_page
from tuzetu.web.showing import show
from tuzetu.web.visit import visit


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan as it prints, with what can be done (Annex 1)."""
    seen = visit(request)
    if case := case_instead_of_plan(pk, seen):
        return redirect("case", case)
    return show(request, plan_page(reach(Plan, pk, seen), seen))


def plans(request: HttpRequest) -> HttpResponse:
    """The register of plans that the visitor may see (18.1)."""
    return show(request, plans_page(visit(request)))


def log(request: HttpRequest) -> HttpResponse:
    """The log of nonconformities and corrective actions (18.3, Annex 3)."""
    return show(request, log_page(visit(request)))


def holds(request: HttpRequest) -> HttpResponse:
    """What is stopped now (32)."""
    return show(request, holds_page(visit(request)))
