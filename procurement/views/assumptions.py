"""The numbers a region computes with: all of them on one page, and each to be replaced by a better one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from procurement.actions import assumption as acts
from procurement.forms.assumption import FigureForm, NewFigureForm
from procurement.models import Assumption, ScenarioComponent
from procurement.reports import assumption_catalogue, assumption_list
from procurement.views.scenarios import found_region, may_build
from regions.actions import demand
from regions.actions.refusal import Changed, NotNow
from regions.models import ExpectedInflow, Region
from regions.resources import workbook_response
from regions.rules.demand import CannotExpect

Crumbs = list[tuple[str, str]]
PER_YEAR = "personen per jaar"


def assumption_crumbs(region: Region) -> Crumbs:
    return [
        (f"Regio {region.name}", region.get_absolute_url()),
        ("Aannames", reverse("list_assumptions", args=[region.slug])),
    ]


@require_safe
def list_assumptions(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    page = {
        "title": "Aannames",
        "report": _report(request, region),
        "may_build": may_build(request, region),
        "region": region,
        "crumbs": assumption_crumbs(region)[:1],
    }
    return render(request, "procurement/list_assumptions.html", page)


@require_safe
def export_assumptions(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    report = _report(request, region)
    return workbook_response(
        name=f"Aannames regio {region.name}",
        header=["Groep", "Getal", "Waarde", "Eenheid", "Soort", "Bron", "Datum van de bron", "Toelichting"],
        rows=assumption_list.table(report),
        source="Een aanname is een getal dat jullie zelf kunnen vervangen.",
    )


@require_POST
def prefill_assumptions(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.BUILD_SCENARIO)
    acts.prefill(region=region, by=request.user)
    try:
        demand.prefill(region=region, by=request.user)
        messages.success(request, "De bekende getallen zijn ingevuld. Wat jullie zelf invulden bleef staan.")
    except CannotExpect as reason:
        messages.warning(request, str(reason))
    return redirect("list_assumptions", region_slug=region.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_assumption(request: HttpRequest, region_slug: str, key: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.BUILD_SCENARIO)
    found = Assumption.objects.for_user(request.user, to=Permission.BUILD_SCENARIO)
    assumption = found.filter(organisation=region.organisation, key=key).first()
    if assumption is None:
        return _add(request, region, key)
    # Who filled in a number that a colleague filled in just before knew of no version: that is a conflict too.
    sent = {"expected_version": "0", **request.POST.dict()} if request.method == "POST" else None
    form = FigureForm(sent, initial=assumption_list.typed(assumption.value, assumption), units=[assumption.unit])
    page = {"label": assumption.label, "note": assumption.note, "region": region}
    return _edited(request, form, page, lambda typed: acts.change(assumption=assumption, by=request.user, **typed))


def _add(request: HttpRequest, region: Region, key: str) -> HttpResponse:
    """Fill in a number of the catalogue for which nothing public is known."""
    known = assumption_catalogue.catalogue(timezone.localdate())
    entry = next((one for one in known if one.key == key and one.value is None), None)
    if entry is None:
        raise Http404
    form = NewFigureForm(request.POST or None, units=entry.units)
    single = entry.units[0] if len(entry.units) == 1 else ""
    page = {"label": entry.label, "note": entry.note, "region": region}

    def add(typed: dict[str, Any]) -> object:
        number = acts.Sourced(typed["value"], typed.get("unit", single), typed["source"], typed["source_on"])
        return acts.add(region=region, key=key, number=number, by=request.user)

    return _edited(request, form, page, add)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_inflow(request: HttpRequest, region_slug: str, municipality_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.BUILD_SCENARIO)
    found = ExpectedInflow.objects.for_user(request.user, to=Permission.BUILD_SCENARIO).select_related("municipality")
    inflow = get_object_or_404(found, organisation=region.organisation, municipality__slug=municipality_slug)
    form = FigureForm(request.POST or None, initial=assumption_list.typed(inflow.per_year, inflow), units=[PER_YEAR])
    page = {
        "label": f"Verwachte asielstatushouders per jaar in {inflow.municipality.name}",
        "note": "Wat jullie zelf invullen verandert niet meer mee met de taakstelling.",
        "region": region,
    }

    def change(typed: dict[str, Any]) -> object:
        return demand.change(inflow=inflow, per_year=typed.pop("value"), by=request.user, **typed)

    return _edited(request, form, page, change)


def _edited(request: HttpRequest, form: FigureForm, page: dict[str, Any], change: Any) -> HttpResponse:
    """Save a valid form by the act, or show it again with what is wrong."""
    region, status = page["region"], 200
    page |= {"form": form, "title": page["label"], "crumbs": assumption_crumbs(region)}
    if form.is_valid():
        try:
            change(dict(form.cleaned_data))
        except Changed as conflict:
            status, page["conflict"], page["current"] = 409, str(conflict), assumption_list.stand(conflict.current)
        except NotNow as reason:
            form.add_error("value", str(reason))
        else:
            messages.success(request, f"{page['label']} is bewaard.")
            return redirect("list_assumptions", region_slug=region.slug)
    page["form_errors"] = bool(form.is_bound and form.errors)
    return render(request, "procurement/edit_assumption.html", page, status=status)


def _report(request: HttpRequest, region: Region) -> assumption_list.AssumptionList:
    may_read, organisation = Permission.VIEW_REGION, region.organisation
    return assumption_list.build(
        Assumption.objects.for_user(request.user, to=may_read).filter(organisation=organisation),
        ExpectedInflow.objects.for_user(request.user, to=may_read).filter(organisation=organisation),
        region,
        ScenarioComponent.objects.for_user(request.user, to=may_read).filter(organisation=organisation),
    )
