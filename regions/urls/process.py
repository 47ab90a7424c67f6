"""The process of a region: its note, conversations with partners, sessions and halts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
