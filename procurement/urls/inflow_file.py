"""Addresses of the expected numbers as an Excel file."""

from django.urls import path

from procurement.views import inflow_file

FILE = "regios/<slug:region_slug>/instroom/bestand/"

urlpatterns = [
    path(FILE, inflow_file.import_inflow, name="import_inflow"),
    path(f"{FILE}proefrun/", inflow_file.check_inflow, name="check_inflow"),
    path(f"{FILE}sjabloon.xlsx", inflow_file.download_inflow_template, name="download_inflow_template"),
    path(f"{FILE}fouten.xlsx", inflow_file.download_inflow_errors, name="download_inflow_errors"),
]
