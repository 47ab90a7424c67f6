"""Scenarios beside each other, and what moving one municipality does to the costs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from procurement.models import BoardReport, Scenario
from procurement.reports import basis, scenario_comparison, weighing
from procurement.reports import consequences as moving
from procurement.reports.scenario_comparison_gains import table as gains
from procurement.reports.scenario_comparison_wishes import wishes_of
from procurement.rules.choices import CannotCalculate
from procurement.views.scenarios import found_region, scenario_crumbs
from regions.models import CooperationPlan, Region, SubregionProposal
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
    slug = _slug(request, region)
    page |= {"options": basis.options(ground), "mine": slug if slug in ground.slugs.values() else "", "unknown": ""}
    if slug and not page["mine"]:
        page["unknown"] = f"‘{slug[:40]}’ is geen gemeente van deze regio. Je ziet nu de hele regio."
    page |= {
        "asked": _asked(request, region),
        "kept": _kept(request),
        "too_many": len(_numbers(request)) > MOST_COLUMNS,
    }
    try:
        page["report"] = _comparison(request, region, ground, chosen, page["asked"])
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
    try:
        report = _comparison(request, region, ground, chosen, _asked(request, region))
    except CannotCalculate:  # the page says what is missing
        return redirect(f"{reverse('compare_scenarios', args=[region.slug])}?{request.GET.urlencode()}")
    return workbook_response(
        name=f"Scenario’s vergelijken regio {region.name}",
        header=["Onderdeel", "Onderwerp", *(f"{column.number} {column.name}" for column in report.columns)],
        rows=[
            *scenario_comparison.table(report),
            *weighing.table(report.weighing, [column.number for column in report.columns]),
            *gains(report.gains),
        ],
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
    request: HttpRequest,
    region: Region,
    ground: basis.Basis,
    chosen: list[Scenario],
    asked: scenario_comparison.Asked,
) -> scenario_comparison.ComparisonReport:
    advised = BoardReport.objects.for_user(request.user, to=Permission.READ_REPORT).filter(region=region)
    last = advised.order_by("-made_at").first()
    number = next((scenario.number for scenario in chosen if last and scenario.pk == last.advised_id), None)
    return scenario_comparison.build(
        ground,
        [basis.chosen(scenario) for scenario in chosen],
        code=_code(request, region, ground),
        advised=number,
        asked=asked,
    )


def _asked(request: HttpRequest, region: Region) -> scenario_comparison.Asked:
    return scenario_comparison.Asked(
        all_rows=request.GET.get("rijen") == "alles",
        weights=weighing.steps_from(request.GET.dict()),
        since=request.GET.get("van", ""),
        to=request.GET.get("naar", ""),
        wishes=wishes_of(region) if _sees_all_wishes(request, region) else None,
    )


def _kept(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    """Return for each form on the page what else the address says, so that a choice there keeps the other ones."""
    said = [(key, text) for key, texts in request.GET.lists() for text in texts]
    return {
        "weighing": [(key, text) for key, text in said if not key.startswith(weighing.PREFIX)],
        "gains": [(key, text) for key, text in said if key not in ("van", "naar")],
        "scenarios": [(key, text) for key, text in said if key not in ("s", "van", "naar")],
    }


def _sees_all_wishes(request: HttpRequest, region: Region) -> bool:
    """Who works for the region does, and so does everybody once a plan was put before the municipalities."""
    own = Organisation.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    plans = CooperationPlan.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    return own.exists() or plans.exists()


def _chosen(request: HttpRequest, region: Region) -> tuple[list[Scenario], list[Scenario]]:
    """Return the scenarios one may read, and those the address asks for; the first four without these."""
    scenarios = Scenario.objects.for_user(request.user, to=Permission.VIEW_REGION).filter(region=region)
    known = list(scenarios.select_related("proposal__region").prefetch_related("components").order_by("number"))
    asked = _numbers(request)
    wanted = [scenario for scenario in known if str(scenario.number) in asked]
    return known, (wanted or known)[:MOST_COLUMNS]


def _numbers(request: HttpRequest) -> set[str]:
    return {part.strip() for text in request.GET.getlist("s") for part in text.split(",")} - {""}


def _slug(request: HttpRequest, region: Region) -> str:
    """Return the municipality in the address, or without one the municipality this user works for."""
    asked = request.GET.get("gemeente")
    if asked is not None:
        return asked
    own = region.memberships.filter(municipality__organisation__membership__user=request.user)
    return own.values_list("municipality__slug", flat=True).first() or ""


def _code(request: HttpRequest, region: Region, ground: basis.Basis) -> str | None:
    """Return the CBS code of the municipality that is looked for; None is the region."""
    slug = _slug(request, region)
    return next((code for code, one in ground.slugs.items() if one == slug), None)
