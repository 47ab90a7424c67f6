"""Addresses of how firmly a proposal stands, and of the price of a wish."""

from django.urls import path

from regions.views import robustness, subregion_wishes

REGION = "regios/<slug:region_slug>/"
PROPOSAL = f"{REGION}subregios/voorstel-<int:proposal_number>/stevigheid"

urlpatterns = [
    path(f"{REGION}subregios/wensen/", subregion_wishes.try_wishes, name="try_wishes"),
    path(f"{PROPOSAL}/", robustness.show_robustness, name="show_robustness"),
    path(f"{PROPOSAL}/voortgang/", robustness.robustness_progress, name="robustness_progress"),
    path(f"{PROPOSAL}.xlsx", robustness.export_robustness, name="export_robustness"),
]
