"""Addresses of a report on the web, as a workbook, and by its versions."""

from django.urls import URLPattern

REGION = "regios/<slug:region_slug>/"

urlpatterns: list[URLPattern] = []
