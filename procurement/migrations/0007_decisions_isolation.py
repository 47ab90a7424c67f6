"""A checkpoint is written once; a reader with a link sees its own document; reactions and besluiten are kept as given."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from inburgering.isolation import OWN, Function, Isolate, Reference, Restrict, among, either

LINKED_REPORTS = """
SELECT coalesce(array_agg(DISTINCT report_id), '{}') FROM procurement_boardreportdocument
WHERE document_id = ANY (app.linked_documents())
"""
OWN_MUNICIPALITIES = """
SELECT coalesce(array_agg(id), '{}') FROM regions_municipality WHERE organisation_id = ANY (app.organisations())
"""
BY_HOST = among("host_id", "organisations()")
BY_LINK = "link_id = (SELECT app.asker('link'))"
OWN_REACTION = either(OWN, BY_LINK, among("municipality_id", "own_municipalities()"))
REPORTS = [OWN, among("id", "shared_reports()")]
DOCUMENTS = [OWN, among("document_id", "shared('DOCUMENT')")]


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0006_decisions"),
        ("regions", "0009_decisions_isolation"),
        ("documents", "0004_link_isolation"),
    ]
    operations = [
        Function("linked_reports()", "bigint[]", LINKED_REPORTS),
        Function("own_municipalities()", "bigint[]", OWN_MUNICIPALITIES),
        RunSQL(
            f"""
            ALTER POLICY reading ON procurement_boardreport
                USING ({either(*REPORTS, among("id", "linked_reports()"))});
            ALTER POLICY reading ON procurement_boardreportdocument
                USING ({either(*DOCUMENTS, among("document_id", "linked_documents()"))});
            """,
            f"""
            ALTER POLICY reading ON procurement_boardreport USING ({either(*REPORTS)});
            ALTER POLICY reading ON procurement_boardreportdocument USING ({either(*DOCUMENTS)});
            """,
        ),
        Isolate("procurement_checkpoint", read=either(OWN, among("id", "shared('CHECKPOINT')")), write=OWN),
        Restrict("procurement_checkpoint", "SELECT", "INSERT"),
        Isolate("procurement_reaction", read=OWN_REACTION),
        Restrict("procurement_reaction", "SELECT", "INSERT"),
        Isolate(
            "procurement_besluit",
            read=either(OWN, BY_HOST, among("report_id", "shared_reports()")),
            write=either(OWN, BY_HOST),
        ),
        Restrict("procurement_besluit", "SELECT", "INSERT", "UPDATE (withdrawn_at, withdrawn_by, withdrawn_because)"),
        Reference("procurement_checkpoint", ["organisation_id", "plan_id"], "regions_cooperationplan"),
        Reference("procurement_scenario", ["organisation_id", "checkpoint_id"], "procurement_checkpoint"),
        Reference("procurement_boardreport", ["organisation_id", "checkpoint_id"], "procurement_checkpoint"),
        Reference("procurement_reaction", ["organisation_id", "document_id"], "procurement_boardreportdocument"),
        Reference("procurement_reaction", ["organisation_id", "link_id"], "documents_sharelink"),
        Reference("procurement_besluit", ["host_id", "report_id"], "procurement_boardreport"),
    ]
