"""Scenarios and assumptions belong to the region and are shared by a row; a report is read through its documents."""

from django.db import migrations

from inburgering.isolation import OWN, Function, Isolate, Reference, Restrict, among, either

# Documents that were shared with the asker, seen from the report: a municipality reads its own, never a neighbour's.
SHARED_REPORTS = """
SELECT coalesce(array_agg(DISTINCT report_id), '{}') FROM procurement_boardreportdocument
WHERE document_id = ANY (app.shared('DOCUMENT'))
"""

# Everything that hangs on demonstration organisations, and nothing else. Children before parents.
REMOVE_DEMONSTRATION = """
DECLARE
    gone bigint[] := (SELECT coalesce(array_agg(id), '{}') FROM accounts_organisation WHERE is_demonstration);
BEGIN
    DELETE FROM procurement_boardreportdocument WHERE organisation_id = ANY (gone);
    DELETE FROM procurement_boardreport WHERE organisation_id = ANY (gone);
    DELETE FROM documents_sharelink WHERE organisation_id = ANY (gone);
    DELETE FROM documents_document WHERE organisation_id = ANY (gone);
    DELETE FROM jobs_job WHERE organisation_id = ANY (gone);
    DELETE FROM procurement_scenariocomponent WHERE organisation_id = ANY (gone);
    DELETE FROM procurement_scenario WHERE organisation_id = ANY (gone);
    DELETE FROM procurement_assumption WHERE organisation_id = ANY (gone);
    DELETE FROM regions_expectedinflow WHERE organisation_id = ANY (gone);
    DELETE FROM regions_placement WHERE organisation_id = ANY (gone);
    UPDATE regions_subregionproposal SET based_on_id = NULL WHERE organisation_id = ANY (gone);
    DELETE FROM regions_subregionproposal WHERE organisation_id = ANY (gone);
    DELETE FROM regions_municipalanswer WHERE organisation_id = ANY (gone);
    DELETE FROM regions_answersheet WHERE organisation_id = ANY (gone);
    DELETE FROM regions_answer WHERE organisation_id = ANY (gone);
    DELETE FROM regions_seat WHERE organisation_id = ANY (gone);
    DELETE FROM regions_statement WHERE organisation_id = ANY (gone);
    DELETE FROM regions_worksession WHERE organisation_id = ANY (gone);
    DELETE FROM accounts_share WHERE organisation_id = ANY (gone) OR shared_with_id = ANY (gone);
    DELETE FROM audit_auditevent WHERE organisation_id = ANY (gone);
    DELETE FROM accounts_membership WHERE organisation_id = ANY (gone);
    UPDATE regions_region SET organisation_id = NULL WHERE organisation_id = ANY (gone);
    UPDATE regions_municipality SET organisation_id = NULL WHERE organisation_id = ANY (gone);
    DELETE FROM accounts_organisation WHERE id = ANY (gone);
    DELETE FROM accounts_user WHERE is_demonstration;
END
"""


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_initial"), ("regions", "0002_isolation")]
    operations = [
        Function("shared_reports()", "bigint[]", SHARED_REPORTS),
        Function("remove_demonstration()", "void", REMOVE_DEMONSTRATION, volatile=True),
        Isolate("procurement_scenario", read=either(OWN, among("id", "shared('SCENARIO')")), write=OWN),
        Isolate(
            "procurement_scenariocomponent", read=either(OWN, among("scenario_id", "shared('SCENARIO')")), write=OWN
        ),
        Isolate("procurement_assumption", read=either(OWN, among("organisation_id", "scenario_hosts()")), write=OWN),
        Isolate("procurement_boardreport", read=either(OWN, among("id", "shared_reports()")), write=OWN),
        Isolate(
            "procurement_boardreportdocument",
            read=either(OWN, among("document_id", "shared('DOCUMENT')")),
            write=OWN,
        ),
        # What was issued stays as it was issued: only the moment of sharing may still be set.
        Restrict("procurement_boardreport", "SELECT", "INSERT", "UPDATE (shared_at)"),
        Reference("procurement_scenario", ["organisation_id", "proposal_id"], "regions_subregionproposal"),
        Reference("procurement_scenariocomponent", ["organisation_id", "scenario_id"], "procurement_scenario"),
        Reference("procurement_boardreport", ["organisation_id", "advised_id"], "procurement_scenario"),
        Reference("procurement_boardreportdocument", ["organisation_id", "report_id"], "procurement_boardreport"),
        Reference("procurement_boardreportdocument", ["organisation_id", "job_id"], "jobs_job"),
        Reference("procurement_boardreportdocument", ["organisation_id", "document_id"], "documents_document"),
    ]
