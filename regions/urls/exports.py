"""Files to take along: figures, the report and the slides of a session."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
