"""Addresses of what going together is worth against going alone."""

from django.urls import path

from procurement.views import coalition

PLAN = "regios/<slug:region_slug>/samenwerking/<int:plan_number>"

urlpatterns = [
    path(f"{PLAN}/meerwaarde/", coalition.added_value, name="added_value"),
    path(f"{PLAN}/meerwaarde.xlsx", coalition.export_added_value, name="export_added_value"),
]
