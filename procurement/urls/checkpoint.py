"""Addresses of checkpoints: what was agreed, what is open and who may deviate."""

from django.urls import URLPattern

REGION = "regios/<slug:region_slug>/"

urlpatterns: list[URLPattern] = []
