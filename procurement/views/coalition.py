"""What a cooperation plan is worth beside going alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from procurement.models import Scenario
from procurement.reports import coalition, coalition_sheets
from regions.models import CooperationPlan
from regions.reports import cooperation
from regions.resources import workbook_response

VIEW = Permission.VIEW_REGION


@require_safe
def added_value(request: HttpRequest, region_slug: str, plan_number: int) -> HttpResponse:
    plan = _plan(request, region_slug, plan_number)
    region, scenarios = plan.region, _scenarios(request, plan)
    report = _report(request, plan, scenarios)
    page = {
        "title": "Meerwaarde van samen",
        "plan": plan,
        "region": region,
        "report": report,
        "shown_rows": report.ways(all_of_them=request.GET.get("manieren") == "alles"),
        "scenarios": scenarios,
        "crumbs": [
            (f"Regio {region.name}", region.get_absolute_url()),
            ("Samenwerking", f"{region.get_absolute_url()}samenwerking/"),
            (f"Samenwerking {plan.number}", plan.get_absolute_url()),
        ],
    }
    return render(request, "procurement/coalition.html", page)


@require_safe
def export_added_value(request: HttpRequest, region_slug: str, plan_number: int) -> HttpResponse:
    plan = _plan(request, region_slug, plan_number)
    report = _report(request, plan, _scenarios(request, plan))
    found = coalition_sheets.sheet(report, request.GET.get("lijst", ""))
    said = " ".join([*(f"{name}: {text}" for name, text in report.formulas), *report.notes, *report.sources])
    return workbook_response(
        name=f"{found.name} samenwerking {plan.number} {plan.region.name}",
        header=found.header,
        rows=found.rows,
        source=report.problem or said,
    )


def _plan(request: HttpRequest, region_slug: str, plan_number: int) -> CooperationPlan:
    plans = CooperationPlan.objects.for_user(request.user, to=VIEW).select_related(
        "region__organisation", "proposal__region"
    )
    return get_object_or_404(plans, region__slug=region_slug, number=plan_number)


def _scenarios(request: HttpRequest, plan: CooperationPlan) -> list[Scenario]:
    known = Scenario.objects.for_user(request.user, to=VIEW).filter(region=plan.region)
    return list(known.prefetch_related("components").order_by("-number"))


def _report(request: HttpRequest, plan: CooperationPlan, scenarios: list[Scenario]) -> coalition.CoalitionReport:
    asked = request.GET.get("scenario", "")
    newest = scenarios[0] if scenarios else None
    return coalition.build(
        plan,
        next((one for one in scenarios if str(one.number) == asked), newest),
        slug=_slug(request, plan),
        component=request.GET.get("onderdeel", ""),
        wishes=cooperation.wishes_of(plan),
    )


def _slug(request: HttpRequest, plan: CooperationPlan) -> str:
    """Return the municipality in the address, or without one the municipality this user works for."""
    asked = request.GET.get("gemeente")
    if asked is not None:
        return asked
    own = plan.region.memberships.filter(municipality__organisation__membership__user=request.user)
    return own.values_list("municipality__slug", flat=True).first() or ""
