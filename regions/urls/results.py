"""What came out of a work session, and the proposals to divide the region."""

from django.urls import path

from regions.views import results, subregions

REGION = "regios/<slug:region_slug>/"
RESULTS = f"{REGION}werksessies/<int:number>/uitkomsten/"
PROPOSAL = f"{REGION}subregios/voorstel-<int:proposal_number>"

urlpatterns = [
    path(f"{REGION}uitkomsten/", results.results_home, name="results_home"),
    path(RESULTS, results.session_results, name="session_results"),
    path(f"{RESULTS}verschillen/", results.differences, name="differences"),
    path(f"{RESULTS}verschillen.xlsx", results.export_differences, name="export_differences"),
    path(f"{RESULTS}stelling/<int:statement_number>/", results.statement_result, name="statement_result"),
    path(f"{REGION}subregios/", subregions.list_subregions, name="list_subregions"),
    path(f"{REGION}subregios.xlsx", subregions.export_subregions, name="export_subregions"),
    path(f"{PROPOSAL}/", subregions.show_subregions, name="show_subregions"),
    path(f"{PROPOSAL}/wijzigen/", subregions.move_municipality, name="move_municipality"),
    path(f"{PROPOSAL}/vergelijken/", subregions.compare_subregions, name="compare_subregions"),
    path(f"{PROPOSAL}/bevestigen/", subregions.discuss_subregions, name="discuss_subregions"),
    path(f"{PROPOSAL}/kaart.svg", subregions.download_map, name="download_subregion_map"),
    path(f"{PROPOSAL}.xlsx", subregions.export_proposal, name="export_proposal"),
]
