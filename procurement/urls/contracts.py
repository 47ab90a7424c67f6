"""Addresses: contracts and start moments of a region."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
