"""Addresses of what a scenario means in numbers and in law."""

from django.urls import URLPattern

REGION = "regios/<slug:region_slug>/"

urlpatterns: list[URLPattern] = []
