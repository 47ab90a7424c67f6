"""Addresses of how firmly a proposal stands, and of the price of a wish."""

from django.urls import path

from regions.views import subregion_wishes

REGION = "regios/<slug:region_slug>/"

urlpatterns = [
    path(f"{REGION}subregios/wensen/", subregion_wishes.try_wishes, name="try_wishes"),
]
