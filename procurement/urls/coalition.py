"""Addresses of what going together is worth against going alone."""

from django.urls import URLPattern

REGION = "regios/<slug:region_slug>/"

urlpatterns: list[URLPattern] = []
