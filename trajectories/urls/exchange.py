"""Addresses of lists that come in."""

from django.urls import path

from trajectories.views import imports

urlpatterns = [
    path("beheer/import/", imports.list_imports, name="list_imports"),
    path("beheer/import/sjabloon/<slug:kind>/", imports.download_import_template, name="download_import_template"),
    path("beheer/import/<str:number>/", imports.show_import, name="show_import"),
    path("beheer/import/<str:number>/voortgang/", imports.import_progress, name="import_progress"),
    path("beheer/import/<str:number>/herstel/", imports.repair_import, name="repair_import"),
    path("beheer/import/<str:number>/foute-rijen/", imports.download_import_errors, name="download_import_errors"),
]
