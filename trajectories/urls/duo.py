"""Addresses of the messages of DUO."""

from django.urls import path

from trajectories.views import duo

urlpatterns = [
    path("beheer/duo/", duo.list_duo, name="list_duo"),
    path("beheer/duo/excel/", duo.export_duo, name="export_duo"),
    path("beheer/duo/<int:pk>/gezien/", duo.mark_duo_seen, name="mark_duo_seen"),
]
