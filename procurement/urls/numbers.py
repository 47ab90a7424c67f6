"""Addresses of what a scenario means in numbers and in law."""

from django.urls import URLPattern, path

from procurement.views import numbers

SCENARIO = "regios/<slug:region_slug>/scenarios/<int:number>/"

urlpatterns: list[URLPattern] = [
    path(f"{SCENARIO}aantallen/", numbers.scenario_numbers, name="scenario_numbers"),
    path(f"{SCENARIO}aantallen.xlsx", numbers.export_numbers, name="export_numbers"),
    path(f"{SCENARIO}recht/", numbers.scenario_law, name="scenario_law"),
    path(f"{SCENARIO}recht.xlsx", numbers.export_law, name="export_law"),
    path(f"{SCENARIO}recht/eisen.xlsx", numbers.export_duties, name="export_duties"),
    path(f"{SCENARIO}recht/percelen.xlsx", numbers.export_lots, name="export_lots"),
]
