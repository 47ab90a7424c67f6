"""Addresses: clocks."""

from django.urls import path

from trajectories.views import clocks

urlpatterns = [
    path("termijnen/", clocks.show_clocks, name="show_clocks"),
    path("termijnen.xlsx", clocks.export_clocks, name="export_clocks"),
    path("trajecten/<str:number>/termijnen/", clocks.recalculate, name="recalculate"),
    path("trajecten/<str:number>/termijnen.xlsx", clocks.export_dossier_clocks, name="export_dossier_clocks"),
]
