"""What a scenario means in numbers, and what it means in law: two pages, each also as an Excel file."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from procurement.models import Scenario
from procurement.reports import basis, law, numbers, realised
from procurement.views.scenarios import found_scenario, may_build, scenario_crumbs
from regions.resources import workbook_response


@require_safe
def scenario_numbers(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    ground = basis.read([scenario.proposal])
    code = _code(request, ground)
    page = _page(request, scenario, "Aantallen en wachttijd", asks=False) | {
        "may_build": partial(may_build, request, scenario.region),  # asked only when a warning shows
        "report": numbers.build(ground, basis.chosen(scenario), code=code),
        "options": basis.options(ground),
        "mine": ground.slugs.get(code or "", ""),
        "beside": realised.beside(scenario.region, ground.figures),
    }
    return render(request, "procurement/scenario_numbers.html", page)


@require_safe
def export_numbers(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    ground = basis.read([scenario.proposal])
    report = numbers.build(ground, basis.chosen(scenario), code=_code(request, ground))
    if report.problem:
        raise Http404
    whom = report.name or f"regio {scenario.region.name}"
    return workbook_response(
        name=f"Aantallen scenario {scenario.number} {whom}",
        header=numbers.HEADER,
        rows=report.table,
        source=" ".join(report.sources),
    )


@require_safe
def scenario_law(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    page = _page(request, scenario, "Aanbesteden en wettelijke eisen") | {"report": _law(scenario)}
    return render(request, "procurement/scenario_law.html", page)


@require_safe
def export_law(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    report = _law(scenario)
    if report.problem:
        raise Http404
    return workbook_response(
        name=f"Aanbesteden scenario {scenario.number} regio {scenario.region.name}",
        header=law.VALUE_HEADER,
        rows=report.table,
        source=" ".join(report.sources),
    )


@require_safe
def export_duties(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    report = _law(scenario)
    return workbook_response(
        name=f"Wettelijke eisen scenario {scenario.number} regio {scenario.region.name}",
        header=law.DUTY_HEADER,
        rows=report.duty_table,
        source=" ".join(report.sources),
    )


@require_safe
def export_lots(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    lots = _law(scenario).lots
    if lots is None:
        raise Http404
    return workbook_response(
        name=f"Hoofdaannemer of percelen scenario {scenario.number}",
        header=["Feit", *lots.columns],
        rows=[(row.label, *row.cells) for row in lots.rows],
        source=" ".join(lots.notes),
    )


def _law(scenario: Scenario) -> law.Law:
    return law.build(basis.read([scenario.proposal]), basis.chosen(scenario), on=timezone.localdate())


def _page(request: HttpRequest, scenario: Scenario, title: str, *, asks: bool = True) -> dict[str, Any]:
    return {
        "title": f"{title}, scenario {scenario.number}",
        "heading": title,
        "scenario": scenario,
        "region": scenario.region,
        "may_build": may_build(request, scenario.region) if asks else None,
        "crumbs": scenario_crumbs(scenario.region, scenario),
    }


def _code(request: HttpRequest, ground: basis.Basis) -> str | None:
    """Return the CBS code of the municipality in the address; the region when there is none or it is unknown."""
    return next((code for code, slug in ground.slugs.items() if slug == request.GET.get("gemeente")), None)
