"""Preparing a session: the library, its questions, wordings, files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
