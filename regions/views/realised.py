"""Gerealiseerd: what the region may know of the work with inburgeraars, and releasing exact numbers by a decision."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.models import Organisation
from inburgering.accounts.roles import Permission
from regions.actions import release as acts
from regions.actions.refusal import NotNow
from regions.forms.realised import ReleaseForm
from regions.models import CountRelease, Municipality, RealisedCount, Region
from regions.reports import realised as report
from regions.resources import workbook_response
from regions.views.work_sessions import found_region


@require_http_methods(["GET", "HEAD", "POST"])
def show_realised(request: HttpRequest, region_slug: str) -> HttpResponse:
    """Show the numbers; who may release those of a municipality does it here."""
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    places = _places(request, region)
    form = ReleaseForm(request.POST or None, places=places)
    if request.method == "POST":
        if not places:
            raise Http404
        if form.is_valid() and _release(request, region, form):
            return redirect("show_realised", region_slug=region.slug)
    return render(request, "regions/realised.html", _page(request, region, form, places))


@require_POST
def withdraw_counts(request: HttpRequest, region_slug: str, municipality_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    place = get_object_or_404(_places(request, region), slug=municipality_slug)
    standing = CountRelease.objects.for_user(request.user, to=Permission.RELEASE_COUNTS).standing()
    found = get_object_or_404(standing, municipality=place, host=region.organisation_id)
    acts.withdraw(release=found, region=region, on=timezone.localdate(), by=request.user)
    messages.success(request, f"De regio heeft de exacte aantallen van {place.name} niet meer.")
    return redirect("show_realised", region_slug=region.slug)


@require_safe
def export_realised(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.VIEW_REGION)
    rows = report.sheet(region)
    return workbook_response(name=f"Gerealiseerd {region.name}", header=report.HEADER, rows=rows, source=report.SOURCE)


def _release(request: HttpRequest, region: Region, form: ReleaseForm) -> bool:
    try:
        made = acts.release(region=region, on=timezone.localdate(), by=request.user, **form.cleaned_data)
    except NotNow as reason:
        form.add_error("decided_on" if "besluit ligt" in str(reason) else "purpose", str(reason))
        return False
    messages.success(request, f"De regio heeft nu de exacte aantallen van {made.municipality.name}.")
    return True


def _places(request: HttpRequest, region: Region) -> QuerySet[Municipality]:
    """Return the municipalities of this region whose numbers this user may release."""
    mine = Organisation.objects.for_user(request.user, to=Permission.RELEASE_COUNTS)
    return region.municipalities_on(timezone.localdate()).filter(organisation__in=mine)


def _page(request: HttpRequest, region: Region, form: ReleaseForm, places: QuerySet[Municipality]) -> dict[str, object]:
    everywhere = region.municipalities_on(timezone.localdate())
    own = RealisedCount.objects.for_user(request.user, to=Permission.VIEW_PERSONS).filter(municipality__in=everywhere)
    releases = CountRelease.objects.for_user(request.user, to=Permission.VIEW_REGION).standing()
    return {
        "title": "Gerealiseerd",
        "region": region,
        "crumbs": [(f"Regio {region.name}", region.get_absolute_url())],
        "form": form,
        "may_release": {place.slug for place in places},
        "report": report.build(
            region,
            own=list(own.select_related("municipality")),
            releases=list(releases.filter(host=region.organisation_id)),
            on=timezone.localdate(),
        ),
    }
