"""Addresses of the work with inburgeraars, a module per part of it."""

from django.urls import include, path

PARTS = [
    "calendar", "caseload", "clocks", "course", "demonstration", "dossier", "duo", "exchange", "handover", "intake",
    "pip", "portfolio", "provider", "retention", "team",
]  # fmt: skip
urlpatterns = [path("", include(f"trajectories.urls.{part}")) for part in PARTS]
