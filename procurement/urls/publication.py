"""Addresses of a report on the web and as a workbook."""

from django.urls import URLPattern, path, re_path

from procurement.views import publication

urlpatterns: list[URLPattern] = [
    path("rapporten/<str:number>/rekenblad.xlsx", publication.download_workbook, name="download_workbook"),
    # A document's number opens with D-, so that no page of a report is taken for one.
    re_path(
        r"^rapporten/(?P<number>[^/]+)/(?P<document_number>D-[0-9A-Z]+)/$", publication.read_report, name="read_report"
    ),
]
