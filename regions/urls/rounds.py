"""Rounds: asking again, and what changed."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
