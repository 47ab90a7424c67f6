"""The region itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.models import Region
from regions.reports import cockpit
from regions.resources import workbook_response


@require_safe
def show_region(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = get_object_or_404(Region.objects.for_user(request.user, to=Permission.VIEW_REGION), slug=region_slug)
    report = cockpit.build(region, user=request.user, on=timezone.localdate())
    return render(request, "regions/show_region.html", {"title": region.name, "cockpit": report})


@require_safe
def export_municipalities(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = get_object_or_404(Region.objects.for_user(request.user, to=Permission.VIEW_REGION), slug=region_slug)
    report = cockpit.build(region, user=request.user, on=timezone.localdate())
    return workbook_response(
        name=f"Gemeenten regio {region.name}",
        header=["Gemeente", "Inwoners", "Landoppervlakte (km²)"],
        rows=[[row.name, row.inhabitants, row.area] for row in report.municipalities],
        source=f"Bron: CBS / PDOK. Inwoners op {report.population_on}, oppervlakte op {report.area_on}.",
    )
