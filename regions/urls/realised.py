"""Addresses: realised of a region."""

from django.urls import URLPattern, path

from regions.views import realised

PAGE = "regios/<slug:region_slug>/gerealiseerd"
urlpatterns: list[URLPattern] = [
    path(f"{PAGE}/", realised.show_realised, name="show_realised"),
    path(f"{PAGE}.xlsx", realised.export_realised, name="export_realised"),
    path(f"{PAGE}/<slug:municipality_slug>/intrekken/", realised.withdraw_counts, name="withdraw_counts"),
]
