"""Addresses of the terms of retention, and of the records of what was destroyed."""

from django.urls import path

from trajectories.views import destruction, retention

BASE = "beheer/bewaartermijnen"
urlpatterns = [
    path(f"{BASE}/", retention.list_retention, name="list_retention"),
    path(f"{BASE}/excel/", retention.export_retention, name="export_retention"),
    path(f"{BASE}/vernietigen/<int:organisation_id>/", retention.destroy_dossiers, name="destroy_dossiers"),
    path(f"{BASE}/uitstel/<str:number>/", retention.hold_dossier, name="hold_dossier"),
    path(f"{BASE}/uitstel/<str:number>/weg/", retention.release_dossier, name="release_dossier"),
    path(f"{BASE}/verklaringen/", destruction.list_destructions, name="list_destructions"),
    path(f"{BASE}/verklaringen/excel/", destruction.export_destructions, name="export_destructions"),
    path(f"{BASE}/verklaringen/<str:number>/", destruction.show_destruction, name="show_destruction"),
    path(f"{BASE}/verklaringen/<str:number>/voortgang/", destruction.destruction_progress, name="destruction_progress"),
]
