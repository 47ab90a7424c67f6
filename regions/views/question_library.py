"""The statements that a region can choose from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from regions.models import Region, WorkSession
from regions.reports import question_library as report
from regions.resources import workbook_response
from regions.views.work_sessions import found_region, session_crumbs

MAY = Permission.VIEW_REGION


@require_safe
def question_library(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, MAY)
    page = {"report": _report(request, region), "region": region, "crumbs": session_crumbs(region)}
    page["may_prepare"] = (
        Region.objects.for_user(request.user, to=Permission.PREPARE_SESSION).filter(pk=region.pk).exists()
    )
    return render(request, "regions/question_library.html", page)


@require_safe
def export_library(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, MAY)
    built = _report(request, region)
    return workbook_response(
        name=f"Stellingen regio {region.name}", header=report.HEADER, rows=built.table(),
        source=f"Bron: {built.source}. Adres: {reverse('question_library', args=[region.slug])}",
    )  # fmt: skip


def _report(request: HttpRequest, region: Region) -> report.QuestionLibrary:
    return report.build(WorkSession.objects.for_user(request.user, to=MAY).filter(region=region))
