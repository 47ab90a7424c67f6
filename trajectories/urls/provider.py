"""Addresses of a provider: its own participants and nothing else."""

from django.urls import path

from trajectories.views import provider

urlpatterns = [
    path("deelnemers/", provider.list_participants, name="list_participants"),
    path("deelnemers.xlsx", provider.export_participants, name="export_participants"),
]
