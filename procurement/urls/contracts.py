"""Addresses: contracts and start moments of a region."""

from django.urls import path

from procurement.views import contracts

REGION = "regios/<slug:region_slug>/"
ONE = f"{REGION}contracten/<str:number>/"
urlpatterns = [
    path(f"{REGION}contracten/", contracts.list_contracts, name="list_contracts"),
    path(f"{REGION}contracten.xlsx", contracts.export_contracts, name="export_contracts"),
    path(f"{REGION}contracten/nieuw/", contracts.new_contract, name="new_contract"),
    path(ONE, contracts.show_contract, name="show_contract"),
    path(f"{ONE}wijzigen/", contracts.edit_contract, name="edit_contract"),
    path(f"{ONE}startmomenten.xlsx", contracts.export_starts, name="export_starts"),
    path(f"{ONE}startmomenten/<int:start>/weg/", contracts.remove_start, name="remove_start"),
]
