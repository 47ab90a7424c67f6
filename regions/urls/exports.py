"""Files to take along: figures, the report and the slides of a session."""

from django.urls import URLPattern, path, re_path

from regions.views import exports

SESSION = "regios/<slug:region_slug>/werksessies/<int:number>/"

urlpatterns: list[URLPattern] = [
    path(f"{SESSION}verslag/", exports.session_exports, name="session_exports"),
    path(f"{SESSION}verslag/stand/", exports.session_exports_stand, name="session_exports_stand"),
    path(f"{SESSION}verslag/<str:document_number>/", exports.session_export_file, name="session_export_file"),
    re_path(
        r"^regios/(?P<region_slug>[-\w]+)/werksessies/(?P<number>\d{1,5})/uitkomsten/figuur/"
        r"(?P<figure>[-\w]+)\.(?P<extension>png|svg|xlsx)$",
        exports.figure_file,
        name="figure_file",
    ),
]
