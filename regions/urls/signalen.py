"""Addresses: signalen of a region."""

from django.urls import path

from regions.views import signalen

REGION = "regios/<slug:region_slug>/"
urlpatterns = [
    path(f"{REGION}signalen/", signalen.list_signalen, name="list_signalen"),
    path(f"{REGION}signalen.xlsx", signalen.export_signalen, name="export_signalen"),
    path(f"{REGION}signalen/<int:signaal>/", signalen.answer_signaal, name="answer_signaal"),
    path(f"{REGION}signalen/<int:signaal>/oppakken/", signalen.take_up_signaal, name="take_up_signaal"),
]
