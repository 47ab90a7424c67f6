"""Scenarios beside each other, and what moving one municipality does to the costs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from procurement.models import BoardReport, Scenario
from procurement.reports import basis, scenario_comparison
from procurement.reports import consequences as moving
from procurement.rules.choices import CannotCalculate
from procurement.views.scenarios import found_region, scenario_crumbs
from regions.models import Region, SubregionProposal
from regions.resources import workbook_response

MOST_COLUMNS = 4


@require_safe
def compare_scenarios(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    page: dict[str, Any] = {"title": "Scenario’s vergelijken", "region": region, "crumbs": scenario_crumbs(region)}
    available, chosen = _chosen(request, region)
    page["may_report"] = Region.objects.for_user(request.user, to=Permission.MAKE_REPORT).filter(pk=region.pk).exists()
    page |= {"available": available, "chosen": [scenario.number for scenario in chosen]}
    if not chosen:
        return render(request, "procurement/compare_scenarios.html", page)
    ground = basis.read([scenario.proposal for scenario in chosen])
    page |= {"options": basis.options(ground), "mine": ground.slugs.get(_code(request, ground) or "", "")}
    page["all_rows"] = _all_rows(request)
    try:
        page["report"] = _comparison(request, region, ground, chosen)
    except CannotCalculate as reason:
        page["problem"] = str(reason)
    return render(request, "procurement/compare_scenarios.html", page)


@require_safe
def export_comparison(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    _, chosen = _chosen(request, region)
    if not chosen:
        raise Http404
    ground = basis.read([scenario.proposal for scenario in chosen])
    report = _comparison(request, region, ground, chosen)
    return workbook_response(
        name=f"Scenario’s vergelijken regio {region.name}",
        header=["Onderdeel", "Onderwerp", *(f"{column.number} {column.name}" for column in report.columns)],
        rows=scenario_comparison.table(report),
        source=" ".join(report.sources),
    )


@require_safe
def consequences(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    proposals = SubregionProposal.objects.for_user(request.user, to=Permission.VIEW_REGION).select_related("region")
    proposal = get_object_or_404(proposals, region__slug=region_slug, number=number)
    scenarios = Scenario.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=proposal.region)
    asked = {key: request.GET.get(key, "") for key in ("gemeente", "naar", "scenario")}
    page = {
        "title": "Gevolgen voor de kosten",
        "proposal": proposal,
        "region": proposal.region,
        "report": moving.build(proposal, scenarios.prefetch_related("components").order_by("number"), **asked),
        "crumbs": [
            (f"Regio {proposal.region.name}", proposal.region.get_absolute_url()),
            (f"Voorstel {proposal.number}", proposal.get_absolute_url()),
        ],
    }
    return render(request, "procurement/consequences.html", page)


def _comparison(
    request: HttpRequest, region: Region, ground: basis.Basis, chosen: list[Scenario]
) -> scenario_comparison.ComparisonReport:
    advised = BoardReport.objects.for_user(request.user, to=Permission.READ_REPORT).filter(region=region)
    last = advised.order_by("-made_at").first()
    number = next((scenario.number for scenario in chosen if last and scenario.pk == last.advised_id), None)
    return scenario_comparison.build(
        ground,
        [basis.chosen(scenario) for scenario in chosen],
        code=_code(request, ground),
        advised=number,
        all_rows=_all_rows(request),
    )


def _all_rows(request: HttpRequest) -> bool:
    return request.GET.get("rijen") == "alles"


def _chosen(request: HttpRequest, region: Region) -> tuple[list[Scenario], list[Scenario]]:
    """Return the scenarios one may read, and those the address asks for; the first four without these."""
    scenarios = Scenario.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    known = list(scenarios.select_related("proposal__region").prefetch_related("components").order_by("number"))
    asked = {part.strip() for text in request.GET.getlist("s") for part in text.split(",")}
    wanted = [scenario for scenario in known if str(scenario.number) in asked]
    return known, (wanted or known)[:MOST_COLUMNS]


def _code(request: HttpRequest, ground: basis.Basis) -> str | None:
    """Return the CBS code of the municipality in the address; the region when there is none or it is unknown."""
    return next((code for code, slug in ground.slugs.items() if slug == request.GET.get("gemeente")), None)
