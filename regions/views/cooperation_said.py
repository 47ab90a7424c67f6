"""What municipalities say about working together: their wishes, and their standpunt on a plan."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from inburgering.notation import sort_key
from regions.actions import standpunt, wish
from regions.actions.refusal import Changed, NotNow
from regions.forms.cooperation import StandpuntForm, WishForm
from regions.models import CooperationPlan, Municipality, MunicipalWish, Region, Standpunt
from regions.reports import cooperation_list, cooperation_page
from regions.reports.cooperation import members_of
from regions.resources import workbook_response
from regions.views.cooperation import found_plan, found_region, leads, plan_context, region_crumbs

SPEAK = Permission.TAKE_STANDPUNT


@require_http_methods(["GET", "HEAD", "POST"])
def list_wishes(request: HttpRequest, region_slug: str) -> HttpResponse:
    """The wishes one may read, with a form for who speaks for a municipality or leads the region."""
    region = found_region(request, region_slug)
    speaks_for = _speaks_for(request, region)
    form = WishForm(request.POST or None, speaks_for=speaks_for, everyone=members_of(region))
    if request.method == "POST":
        if not speaks_for:
            raise Http404
        if form.is_valid() and _given(request, region, form):
            return redirect("list_wishes", region_slug)
    rows = list(_wishes(request, region))
    page = {"title": "Wensen", "region": region, "form": form, "form_errors": form.errors, "speaks_for": speaks_for}
    page |= {"wishes": _listed(request, region, rows), "clashes": cooperation_list.clashes(rows)}
    page |= {"leads": leads(request, region)}
    page["crumbs"] = [*region_crumbs(region), ("Samenwerking", reverse("list_plans", args=[region_slug]))]
    return render(request, "regions/cooperation/list_wishes.html", page, status=422 if form.errors else 200)


def _given(request: HttpRequest, region: Region, form: WishForm) -> bool:
    try:
        wish.give(host=region.organisation, by=request.user, **form.given())
    except NotNow as reason:
        form.add_error(None, str(reason))
        return False
    messages.success(request, "De wens is bewaard. De regio houdt er rekening mee in de samenwerking.")
    return True


@require_POST
def withdraw_wish(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug)
    asked = request.POST.get("wens", "")
    mine = Organisation.objects.for_user(request.user, to=SPEAK)
    rows = _wishes(request, region)
    allowed = rows if leads(request, region) else rows.filter(organisation__in=mine)
    found = get_object_or_404(allowed, pk=int(asked) if asked.isdecimal() and len(asked) < 10 else 0)  # noqa: PLR2004
    try:
        wish.withdraw(wish=found, by=request.user)
        messages.success(request, "De wens is ingetrokken.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("list_wishes", region_slug)


@require_safe
def export_wishes(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug)
    return workbook_response(
        name=f"Wensen {region.name}",
        header=["Gemeente", "Wens", "Onderdeel", "Toelichting", "Weegt", "Gegeven door", "Gegeven op"],
        rows=[one.row() for one in _listed(request, region, list(_wishes(request, region)))],
        source="Alleen wensen die niet zijn ingetrokken.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_standpunt(request: HttpRequest, region_slug: str, plan_number: int, municipality_slug: str) -> HttpResponse:
    """A municipality says where it stands; who leads the region may note it for one."""
    plan = found_plan(request, region_slug, plan_number)
    page = cooperation_page.build(plan, municipality_slug)
    municipality = page.stand.chosen
    own = Organisation.objects.for_user(request.user, to=SPEAK)
    is_own = municipality is not None and own.filter(pk=municipality.organisation_id).exists()
    if municipality is None or not (is_own or leads(request, plan.region)):
        raise Http404
    now = next(one for one in page.stand.standing if one.code == municipality.code)
    first = {"stance": now.stance, "reason": now.reason, "level": now.level or Standpunt.Level.OFFICIAL}
    form = StandpuntForm(request.POST or None, initial=first | {"plan_version": plan.version})
    if request.method == "POST" and form.is_valid() and _taken(request, plan, municipality, form, is_noted=not is_own):
        return redirect(f"{plan.get_absolute_url()}#standpunten")
    context = plan_context(request, plan) | {
        "form": form, "form_errors": form.errors, "municipality": municipality, "is_noted": not is_own, "now": now,
        "page": page, "is_open": plan.status == plan.Status.UNDER_DISCUSSION,
    }  # fmt: skip
    return render(request, "regions/cooperation/take_standpunt.html", context, status=422 if form.errors else 200)


def _taken(
    request: HttpRequest, plan: CooperationPlan, municipality: Municipality, form: StandpuntForm, *, is_noted: bool
) -> bool:  # fmt: skip
    seen = form.cleaned_data.pop("plan_version")
    try:
        if seen != plan.version:
            raise Changed("De samenwerking is net gewijzigd. Lees wat er nu staat en bewaar opnieuw", plan)
        standpunt.take(plan=plan, municipality=municipality, is_noted=is_noted, by=request.user, **form.cleaned_data)
    except (Changed, NotNow) as reason:
        form.data = form.data.copy()
        form.data["plan_version"] = plan.version
        form.add_error(None, str(reason))
        return False
    who = f"Het standpunt van {municipality.name} is"
    messages.success(request, f"{who} {'genoteerd' if is_noted else 'bewaard'}. Alle gemeenten kunnen het lezen.")
    return True


def _wishes(request: HttpRequest, region: Region) -> QuerySet[MunicipalWish]:
    rows = MunicipalWish.objects.for_user(request.user, to=Permission.VIEW_REGION).standing()
    return rows.filter(host=region.organisation_id).select_related("municipality", "other").order_by(
        "municipality__name", "given_at"
    )  # fmt: skip


def _listed(request: HttpRequest, region: Region, rows: list[MunicipalWish]) -> list[cooperation_list.ListedWish]:
    mine = list(Organisation.objects.for_user(request.user, to=SPEAK).values_list("pk", flat=True))
    return cooperation_list.wishes(rows, mine, leads=leads(request, region))


def _speaks_for(request: HttpRequest, region: Region) -> list[Municipality]:
    """Return the municipalities in whose name one may speak; who leads the region notes for all."""
    everyone = members_of(region)
    if leads(request, region):
        return everyone
    mine = set(Organisation.objects.for_user(request.user, to=SPEAK).values_list("pk", flat=True))
    return sorted((one for one in everyone if one.organisation_id in mine), key=lambda one: sort_key(one.name))
