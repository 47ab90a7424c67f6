"""Addresses of checkpoints: what was agreed, what is open and who may deviate; and of the list built on them."""

from django.urls import path

from procurement.views import checkpoint, scenarios

REGION = "regios/<slug:region_slug>/"
CHECKPOINT = f"{REGION}piketpaaltjes/<int:number>/"

urlpatterns = [
    path(f"{REGION}piketpaaltjes/", checkpoint.list_checkpoints, name="list_checkpoints"),
    path(f"{REGION}piketpaaltjes.xlsx", checkpoint.export_checkpoints, name="export_checkpoints"),
    path(f"{REGION}samenwerking/<int:number>/piketpaaltje/", checkpoint.new_checkpoint, name="new_checkpoint"),
    path(f"{REGION}scenarios.xlsx", scenarios.export_scenarios, name="export_scenarios"),
    path(CHECKPOINT, checkpoint.show_checkpoint, name="show_checkpoint"),
    path(f"{CHECKPOINT}piketpaaltje.xlsx", checkpoint.export_checkpoint, name="export_checkpoint"),
    path(f"{CHECKPOINT}piketpaaltje.json", checkpoint.download_checkpoint, name="download_checkpoint"),
]
