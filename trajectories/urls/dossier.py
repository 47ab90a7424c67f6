"""Addresses of a dossier: overview, timeline, people around it, reading log."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
