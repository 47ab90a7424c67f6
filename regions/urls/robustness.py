"""Addresses of how firmly a proposal stands, and of the price of a wish."""

from django.urls import URLPattern

REGION = "regios/<slug:region_slug>/"

urlpatterns: list[URLPattern] = []
