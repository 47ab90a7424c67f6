"""Addresses of who does what with whom: plans, wishes and standpunten."""

from django.urls import URLPattern

REGION = "regios/<slug:region_slug>/"

urlpatterns: list[URLPattern] = []
