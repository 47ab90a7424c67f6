"""Addresses: signalen of a region."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
