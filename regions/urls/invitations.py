"""Who takes part: invitations, reminders, response, calendar, trail."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
