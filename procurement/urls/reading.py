"""Addresses of who read a report, reacted to it and decided on it."""

from django.urls import URLPattern

REGION = "regios/<slug:region_slug>/"

urlpatterns: list[URLPattern] = []
