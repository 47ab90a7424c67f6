"""Facts of a municipality, and who does what."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
