"""Addresses of buying together: scenarios, numbers and board reports. Dutch, stable, with a trailing slash."""

from django.urls import path

from procurement.urls import checkpoint, coalition, contracts, numbers, publication, reading
from procurement.views import assumptions, comparison, condition, documents, reports, scenarios

REGION = "regios/<slug:region_slug>/"
SCENARIO = f"{REGION}scenarios/<int:number>/"
REPORT = "rapporten/<str:number>/"

urlpatterns = [
    path(f"{REGION}scenarios/", scenarios.list_scenarios, name="list_scenarios"),
    path(f"{REGION}scenarios/nieuw/", scenarios.new_scenario, name="new_scenario"),
    path(f"{REGION}scenarios/voorbeelden/", scenarios.add_examples, name="add_examples"),
    path(f"{REGION}scenarios/vergelijken/", comparison.compare_scenarios, name="compare_scenarios"),
    path(f"{REGION}scenarios/vergelijken.xlsx", comparison.export_comparison, name="export_comparison"),
    path(SCENARIO, scenarios.show_scenario, name="show_scenario"),
    path(f"{SCENARIO}wijzigen/", scenarios.edit_scenario, name="edit_scenario"),
    path(f"{SCENARIO}kopie/", scenarios.duplicate_scenario, name="duplicate_scenario"),
    path(f"{SCENARIO}delen/", scenarios.share_scenario, name="share_scenario"),
    path(f"{SCENARIO}voorwaarden/", condition.scenario_conditions, name="scenario_conditions"),
    path(f"{SCENARIO}voorwaarden/ophalen/", condition.gather_conditions, name="gather_conditions"),
    path(f"{SCENARIO}voorwaarden.xlsx", condition.export_conditions, name="export_conditions"),
    path(f"{REGION}subregios/voorstel-<int:number>/gevolgen/", comparison.consequences, name="consequences"),
    path(f"{REGION}aannames/", assumptions.list_assumptions, name="list_assumptions"),
    path(f"{REGION}aannames.xlsx", assumptions.export_assumptions, name="export_assumptions"),
    path(f"{REGION}aannames/invullen/", assumptions.prefill_assumptions, name="prefill_assumptions"),
    path(f"{REGION}aannames/instroom/<slug:municipality_slug>/", assumptions.edit_inflow, name="edit_inflow"),
    path(f"{REGION}aannames/<slug:key>/", assumptions.edit_assumption, name="edit_assumption"),
    path(f"{REGION}rapporten/nieuw/", reports.new_report, name="new_report"),
    path("rapporten/", reports.list_reports, name="list_reports"),
    path(REPORT, reports.show_report, name="show_report"),
    path(f"{REPORT}voortgang/", reports.report_progress, name="report_progress"),
    path(f"{REPORT}stoppen/", reports.cancel_report, name="cancel_report"),
    path(f"{REPORT}delen/", reports.share_report, name="share_report"),
    path(f"{REPORT}alles.zip", documents.download_all, name="download_all"),
    path(f"{REPORT}documenten/<slug:audience>/opnieuw/", reports.retry_document, name="retry_document"),
    path(f"{REPORT}<str:document_number>/pdf/", documents.show_document, name="show_document"),
    *checkpoint.urlpatterns,
    *numbers.urlpatterns,
    *coalition.urlpatterns,
    *contracts.urlpatterns,
    # Before publication: what follows a report there would take these words for a document.
    *reading.urlpatterns,
    *publication.urlpatterns,
]
