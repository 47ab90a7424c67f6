"""Addresses: realised of a region."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
