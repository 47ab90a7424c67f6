"""Scenarios: the list, making one, looking at it and changing it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from procurement.actions import scenario as acts
from procurement.forms.scenario import Builder
from procurement.models import Checkpoint, Scenario
from procurement.reports import basis, realised, scenario_list, scenario_page
from regions.actions.refusal import Changed, NotNow
from regions.models import Region, SubregionProposal
from regions.resources import workbook_response

Crumbs = list[tuple[str, str]]
LONGEST = 5  # digits of a number in an address


def found_region(request: HttpRequest, region_slug: str, to: Permission) -> Region:
    regions = Region.objects.for_user(request.user, to=to).select_related("organisation")
    return get_object_or_404(regions, slug=region_slug)


def found_scenario(request: HttpRequest, region_slug: str, number: int, to: Permission) -> Scenario:
    scenarios = Scenario.objects.for_user(request.user, to=to).select_related(
        "region__organisation", "proposal__region", "checkpoint"
    )
    return get_object_or_404(scenarios, region__slug=region_slug, number=number)


def may_build(request: HttpRequest, region: Region) -> bool:
    return Region.objects.for_user(request.user, to=Permission.BUILD_SCENARIO).filter(pk=region.pk).exists()


def scenario_crumbs(region: Region, scenario: Scenario | None = None) -> Crumbs:
    trail = [
        (f"Regio {region.name}", region.get_absolute_url()),
        ("Scenario’s", reverse("list_scenarios", args=[region.slug])),
    ]
    return [*trail, (f"Scenario {scenario.number}", scenario.get_absolute_url())] if scenario else trail


@require_safe
def list_scenarios(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    page = {
        "title": "Scenario’s",
        "listing": _listing(request, region),
        "may_build": may_build(request, region),
        "region": region,
        "crumbs": scenario_crumbs(region)[:1],
    }
    return render(request, "procurement/list_scenarios.html", page)


@require_safe
def export_scenarios(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    return workbook_response(
        name=f"Scenario’s {region.name}",
        header=scenario_list.HEADER,
        rows=scenario_list.table(_listing(request, region)),
        source="Kosten per jaar voor de hele regio, met de aannames van nu.",
    )


@require_POST
def add_examples(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.BUILD_SCENARIO)
    proposals = SubregionProposal.objects.for_user(request.user, to=Permission.BUILD_SCENARIO).filter(region=region)
    newest = get_object_or_404(proposals.select_related("region").order_by("-number")[:1])
    made = acts.make_examples(proposal=newest, by=request.user)
    messages.success(request, f"{len(made)} voorbeeldscenario’s staan klaar. Pas ze aan op jullie regio.")
    return redirect("list_scenarios", region_slug=region.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def new_scenario(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.BUILD_SCENARIO)
    builder = _builder(request, region)
    if builder.is_valid() and "preview" not in request.POST:
        whole = builder.whole.cleaned_data
        made = acts.make(
            proposal=whole["proposal"], checkpoint=whole["checkpoint"], name=whole["name"], summary=whole["summary"],
            components=builder.choices(), by=request.user,
        )  # fmt: skip
        messages.success(request, f"Scenario {made.number} is bewaard.")
        return redirect(made)
    return _building(request, builder, {"region": region, "crumbs": scenario_crumbs(region), "title": "Nieuw scenario"})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_scenario(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.BUILD_SCENARIO)
    builder = _builder(request, scenario.region, scenario)
    page = {"scenario": scenario, "region": scenario.region, "crumbs": scenario_crumbs(scenario.region, scenario)}
    page["title"] = f"Wijzig scenario {scenario.number}"
    if builder.is_valid() and "preview" not in request.POST:
        whole = dict(builder.whole.cleaned_data)
        try:
            acts.change(
                scenario=scenario, components=builder.choices(), by=request.user,
                **whole | {"expected_version": whole["expected_version"] or 0},
            )  # fmt: skip
        except Changed as conflict:
            return _building(request, builder, page | {"conflict": str(conflict), "current": conflict.current}, 409)
        messages.success(request, f"Scenario {scenario.number} is bewaard.")
        return redirect(scenario)
    return _building(request, builder, page)


@require_safe
def show_scenario(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    page: dict[str, Any] = {
        "title": f"Scenario {scenario.number}",
        "scenario": scenario,
        "report": scenario_page.build(scenario, basis.chosen(scenario), code=request.GET.get("gemeente")),
        "may_build": may_build(request, scenario.region),
        "region": scenario.region,
        "crumbs": scenario_crumbs(scenario.region),
        "beside": realised.beside(scenario.region),
    }
    return render(request, "procurement/show_scenario.html", page)


@require_POST
def duplicate_scenario(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.BUILD_SCENARIO)
    copy = acts.duplicate(scenario=scenario, by=request.user)
    messages.success(request, f"Dit is scenario {copy.number}, een kopie van scenario {scenario.number}.")
    return redirect("edit_scenario", region_slug=region_slug, number=copy.number)


@require_POST
def share_scenario(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.BUILD_SCENARIO)
    try:
        acts.share(scenario=scenario, by=request.user)
        messages.success(request, "De gemeenten van de regio kunnen dit scenario nu lezen.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(scenario)


def _listing(request: HttpRequest, region: Region) -> scenario_list.Listing:
    may_read = Permission.VIEW_REGION
    scenarios = Scenario.objects.for_user(request.user, to=may_read).filter(region=region).order_by("number")
    proposals = SubregionProposal.objects.for_user(request.user, to=may_read).filter(region=region)
    return scenario_list.listing_of(
        scenarios.select_related("proposal__region", "checkpoint")
        .defer("checkpoint__frozen")
        .prefetch_related("components"),
        region,
        has_proposal=proposals.exists(),
        shared=scenario_list.shared_ids(region),
    )


def _builder(request: HttpRequest, region: Region, scenario: Scenario | None = None) -> Builder:
    builds = Permission.BUILD_SCENARIO
    proposals = SubregionProposal.objects.for_user(request.user, to=builds).filter(region=region)
    checkpoints = Checkpoint.objects.for_user(request.user, to=builds).filter(region=region).defer("frozen")
    return Builder(
        request.POST or None,
        proposals=proposals.order_by("-number"),
        checkpoints=checkpoints.order_by("-number"),
        start=None if scenario else _wanted(request, checkpoints),
        municipalities=list(region.municipalities_on(timezone.localdate())),
        scenario=scenario,
        choices=basis.choices_of(scenario) if scenario else (),
    )


def _wanted(request: HttpRequest, checkpoints: QuerySet[Checkpoint]) -> Checkpoint | None:
    """Return the checkpoint that a link named, else the newest."""
    number = request.GET.get("piketpaaltje", "")
    found = checkpoints.filter(number=int(number)) if number.isdecimal() and len(number) < LONGEST else checkpoints
    return found.order_by("-number").first()


def _building(request: HttpRequest, builder: Builder, page: dict[str, Any], status: int = 200) -> HttpResponse:
    """Show the builder with the summary of what is chosen now, as far as it can be computed."""
    draft = builder.draft()
    summary = scenario_page.summary(*draft) if draft else None
    page |= {"builder": builder, "summary": summary, "form_errors": builder.has_errors}
    return render(request, "procurement/edit_scenario.html", page, status=status)
