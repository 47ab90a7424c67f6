"""Plans of who does what with whom: listing, reading, choosing per component, and putting one to the municipalities."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from regions.actions import cooperation as acts
from regions.actions.refusal import Changed, NotNow
from regions.forms.cooperation import ComponentForm, NameForm, PlanForm
from regions.models import CooperationPlan, Region, SubregionProposal
from regions.reports import cooperation_component, cooperation_list, cooperation_page, cooperation_stand
from regions.reports.cooperation_stand import BY_SLUG
from regions.resources import workbook_response
from regions.rules.components import Component
from regions.rules.cooperation_layout import Unfit, groups_for
from regions.rules.cooperation_words import arrangement

LEAD = Permission.PROPOSE_SUBREGIONS


@require_http_methods(["GET", "HEAD", "POST"])
def list_plans(request: HttpRequest, region_slug: str) -> HttpResponse:
    """All plans one may read; for who leads the region a form that makes the next."""
    region = found_region(request, region_slug)
    proposals = SubregionProposal.objects.for_user(request.user, to=LEAD).filter(region=region).order_by("-number")
    form = PlanForm(request.POST or None, proposals=proposals)
    if request.method == "POST":
        if not form.by_number:
            raise Http404
        if form.is_valid():
            made = acts.make(proposal=form.chosen, name=form.cleaned_data["name"], by=request.user)
            messages.success(request, "De samenwerking is gemaakt. Kies nu per onderdeel wie met wie samenwerkt.")
            return redirect(made)
    page = {"title": "Samenwerking", "region": region, "crumbs": region_crumbs(region), "form": form}
    page |= {"plans": cooperation_list.plans(_plans(request, region_slug).order_by("-number"))}
    page |= {"leads": leads(request, region), "form_errors": form.errors}
    return render(request, "regions/cooperation/list_plans.html", page)


@require_safe
def export_plans(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug)
    listed = cooperation_list.plans(_plans(request, region_slug).order_by("-number"))
    return workbook_response(
        name=f"Samenwerking {region.name}",
        header=["Nummer", "Naam", "Staat op", "Kern", "Status", "Standpunten", "Gewijzigd op"],
        rows=[one.row() for one in listed],
        source="De kern noemt de drie leerroutes. Standpunten: het nieuwste per gemeente.",
    )


@require_safe
def show_plan(request: HttpRequest, region_slug: str, plan_number: int) -> HttpResponse:
    plan = found_plan(request, region_slug, plan_number)
    per_municipality = request.GET.get("kolommen") == "gemeenten"
    page = cooperation_page.build(plan, _looking_for(request, plan.region), per_municipality=per_municipality)
    chosen = BY_SLUG.get(request.GET.get("onderdeel", ""), Component.B1)
    mine = set(Organisation.objects.for_user(request.user, to=Permission.TAKE_STANDPUNT).values_list("pk", flat=True))
    context = plan_context(request, plan) | {
        "page": page,
        "per_municipality": per_municipality,
        "own_slugs": {one.slug for one in page.stand.municipalities if one.organisation_id in mine},
        "shown": cooperation_component.view(page.stand, chosen),
        "map": cooperation_component.drawn(page.stand, chosen),
        "map_small": cooperation_component.drawn(page.stand, chosen, cooperation_component.TELEPHONE),
    }
    return render(request, "regions/cooperation/show_plan.html", context)


@require_safe
def export_plan(request: HttpRequest, region_slug: str, plan_number: int) -> HttpResponse:
    plan = found_plan(request, region_slug, plan_number)
    page = cooperation_page.build(plan)
    name = f"Samenwerking {plan.region.name} {plan.number}"
    return workbook_response(name=name, header=page.header(), rows=page.table(), source=page.source)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_component(request: HttpRequest, region_slug: str, plan_number: int, component_slug: str) -> HttpResponse:
    """Everybody reads what each way to combine would mean; who leads the region chooses."""
    component = BY_SLUG.get(component_slug)
    if component is None:
        raise Http404
    plan = found_plan(request, region_slug, plan_number, LEAD if request.method == "POST" else Permission.VIEW_REGION)
    stand = cooperation_stand.read(plan, _looking_for(request, plan.region))
    form = ComponentForm(request.POST or None, stand=stand, component=component)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _placed(request, form):
            return redirect(plan)
        status = 409 if form.non_field_errors() else 422
    context = plan_context(request, plan) | _component_context(stand, component, form)
    return render(request, "regions/cooperation/edit_component.html", context, status=status)


def _component_context(stand: cooperation_stand.Stand, component: Component, form: ComponentForm) -> dict[str, Any]:
    return {
        "form": form,
        "form_errors": form.errors,
        "stand": stand,
        "view": cooperation_component.view(stand, component),
        "structures": cooperation_component.structure_views(stand, component),
        "note": cooperation_component.asked_note(stand, component),
        "map": cooperation_component.drawn(stand, component),
        "map_small": cooperation_component.drawn(stand, component, cooperation_component.TELEPHONE),
    }


def _placed(request: HttpRequest, form: ComponentForm) -> bool:
    """Store what was chosen; False when that is refused, with the reason in the form and everything typed kept."""
    stand = form.stand
    try:
        groups = groups_for(form.layout(), stand.area)
        acts.place(plan=stand.plan, component=form.component, groups=groups,
                   expected_version=form.cleaned_data["expected_version"], by=request.user)  # fmt: skip
    except Unfit as reason:
        form.add_error("structure", str(reason))
        return False
    except Changed as reason:
        form.data = form.data.copy()
        form.data["expected_version"] = reason.current.version
        now = arrangement(stand.groups.get(form.component, ()), stand.area)
        form.add_error(None, f"{reason}: {now}. Bewaar opnieuw om jouw keuze te houden")
        return False
    except NotNow as reason:
        form.add_error(None, str(reason))
        return False
    messages.success(request, f"Bewaard: {arrangement(groups, stand.area)}.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def rename_plan(request: HttpRequest, region_slug: str, plan_number: int) -> HttpResponse:
    plan = found_plan(request, region_slug, plan_number, LEAD)
    form = NameForm(request.POST or None, initial={"name": plan.name, "expected_version": plan.version})
    if form.is_valid():
        seen = form.cleaned_data["expected_version"] or plan.version
        try:
            acts.rename(plan=plan, name=form.cleaned_data["name"], expected_version=seen, by=request.user)
            return redirect(plan)
        except Changed as reason:
            form.add_error(None, f"{reason}. Nu heet deze samenwerking: {reason.current.name}")
    context = plan_context(request, plan) | {"form": form, "form_errors": form.errors}
    return render(request, "regions/cooperation/rename_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate_plan(request: HttpRequest, region_slug: str, plan_number: int) -> HttpResponse:
    plan = found_plan(request, region_slug, plan_number, LEAD)
    form = NameForm(request.POST or None, initial={"name": f"Kopie van {plan.name}"[:60]})
    if form.is_valid():
        copy = acts.duplicate(plan=plan, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, f"Samenwerking {copy.number} is gemaakt, als kopie van {plan.number}.")
        return redirect(copy)
    context = plan_context(request, plan) | {"form": form, "form_errors": form.errors}
    return render(request, "regions/cooperation/duplicate_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discuss_plan(request: HttpRequest, region_slug: str, plan_number: int) -> HttpResponse:
    """Ask first, because the municipalities read it from then on."""
    plan = found_plan(request, region_slug, plan_number, LEAD)
    reason = ""
    if request.method == "POST":
        try:
            acts.discuss(plan=plan, by=request.user)
            messages.success(request, "Deze samenwerking is ter bespreking. Gemeenten kunnen nu hun standpunt geven.")
            return redirect(plan)
        except NotNow as refused:
            reason = str(refused)
    context = plan_context(request, plan) | {"page": cooperation_page.build(plan), "reason": reason}
    return render(request, "regions/cooperation/discuss_plan.html", context)


def found_region(request: HttpRequest, region_slug: str) -> Region:
    return get_object_or_404(Region.objects.for_user(request.user, to=Permission.VIEW_REGION), slug=region_slug)


def _plans(
    request: HttpRequest, region_slug: str, to: Permission = Permission.VIEW_REGION
) -> QuerySet[CooperationPlan]:  # fmt: skip
    return CooperationPlan.objects.for_user(request.user, to=to).filter(region__slug=region_slug)


def found_plan(
    request: HttpRequest, region_slug: str, number: int, to: Permission = Permission.VIEW_REGION
) -> CooperationPlan:  # fmt: skip
    wanted = _plans(request, region_slug, to).select_related("region", "proposal__session")
    return get_object_or_404(wanted, number=number)


def leads(request: HttpRequest, region: Region) -> bool:
    return Region.objects.for_user(request.user, to=LEAD).filter(pk=region.pk).exists()


def _looking_for(request: HttpRequest, region: Region) -> str:
    """Return the slug in the address, else that of the municipality this user works for."""
    own = region.memberships.filter(municipality__organisation__membership__user=request.user)
    return request.GET.get("gemeente", own.values_list("municipality__slug", flat=True).first() or "")


def region_crumbs(region: Region) -> list[tuple[str, str]]:
    return [(f"Regio {region.name}", region.get_absolute_url())]


def plan_context(request: HttpRequest, plan: CooperationPlan) -> dict[str, Any]:
    region = plan.region
    crumbs = [*region_crumbs(region), ("Samenwerking", reverse("list_plans", args=[region.slug]))]
    here = reverse("show_plan", args=[region.slug, plan.number])
    if request.path != here:
        crumbs.append((f"Samenwerking {plan.number}", here))
    return {"title": str(plan), "plan": plan, "region": region, "crumbs": crumbs, "may_change": leads(request, region)}
