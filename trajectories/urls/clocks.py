"""Addresses: clocks."""

from django.urls import path

from trajectories.views import clocks

urlpatterns = [
    path("termijnen/", clocks.show_clocks, name="show_clocks"),
    path("termijnen.xlsx", clocks.export_clocks, name="export_clocks"),
]
