"""Addresses of one's own agenda and of the daily mail."""

from django.urls import path

from trajectories.views import calendar

urlpatterns = [
    path("agenda/", calendar.show_calendar, name="show_calendar"),
    path("agenda/maken/", calendar.make_calendar, name="make_calendar"),
    path("agenda/intrekken/", calendar.revoke_calendar, name="revoke_calendar"),
    path("agenda/mail/", calendar.switch_digest, name="switch_digest"),
    path("agenda/<str:token>.ics", calendar.calendar_file, name="calendar_feed"),
]
