"""Addresses: course."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
