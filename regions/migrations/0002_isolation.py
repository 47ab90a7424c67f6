"""Who sees what in a region: sessions by invitation, answers by the share that a municipality makes itself."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from inburgering.isolation import OWN, Function, Isolate, Reference, Restrict, among, either

# The session a seat sits in, and the sessions that were shared with the asker's organisations.
SESSIONS = """
SELECT app.shared('WORK_SESSION') || coalesce((
    SELECT array_agg(session_id) FROM regions_seat WHERE id = app.asker('seat')), '{}')
"""
SESSION_FOR_CODE = """
SELECT s.id, s.organisation_id, s.number, s.title, s.state, s.region_id,
    (SELECT count(*)::integer FROM regions_statement q WHERE q.session_id = s.id)
FROM regions_worksession s
WHERE s.code = upper(typed) AND s.state <> 'CONCEPT'
"""
# Only an admitted seat speaks for its municipality.
SEAT_ORGANISATIONS = """
SELECT coalesce(array_agg(organisation_id), '{}') FROM regions_seat
WHERE id = app.asker('seat') AND admitted_at IS NOT NULL
"""
# An admitted seat reads its admitted colleagues in the same session; a guest who only claims reads nobody else.
COLLEAGUE_SEATS = """
SELECT coalesce(array_agg(other.id), '{}') FROM regions_seat me JOIN regions_seat other
    ON other.id = me.id OR (me.admitted_at IS NOT NULL AND other.admitted_at IS NOT NULL
        AND other.session_id = me.session_id AND other.organisation_id = me.organisation_id)
WHERE me.id = app.asker('seat')
"""
# Sheets shared with the asker, and after the reveal those shared with the host of a session one is in. Whoever only holds
# the code, and was not admitted by anybody, is not in.
SHEETS = """
SELECT app.shared('ANSWER_SHEET') || coalesce((
    SELECT array_agg(sheet.id) FROM regions_answersheet sheet JOIN regions_worksession session
        ON session.id = sheet.session_id AND session.revealed_at IS NOT NULL
    WHERE (session.id = ANY (app.shared('WORK_SESSION')) OR session.id IN (
        SELECT session_id FROM regions_seat WHERE id = app.asker('seat') AND admitted_at IS NOT NULL)) AND EXISTS (
        SELECT 1 FROM accounts_share s WHERE s.kind = 'ANSWER_SHEET' AND s.subject_id = sheet.id
            AND s.shared_with_id = session.organisation_id AND s.withdrawn_at IS NULL)), '{}')
"""
# How many sheets were shared with the host: a number, to those who are invited or lead.
SHARED_COUNT = """
SELECT CASE WHEN asked = ANY (app.sessions()) OR asked IN (
    SELECT id FROM regions_worksession WHERE organisation_id = ANY (app.organisations()))
THEN (SELECT count(*)::integer FROM regions_answersheet sheet JOIN regions_worksession session
    ON session.id = sheet.session_id WHERE session.id = asked AND EXISTS (
        SELECT 1 FROM accounts_share s WHERE s.kind = 'ANSWER_SHEET' AND s.subject_id = sheet.id
            AND s.shared_with_id = session.organisation_id AND s.withdrawn_at IS NULL)) END
"""
SCENARIO_HOSTS = """
SELECT coalesce(array_agg(DISTINCT organisation_id), '{}') FROM accounts_share
WHERE kind = 'SCENARIO' AND withdrawn_at IS NULL AND shared_with_id = ANY (app.organisations())
"""
OWN_SEAT = among("organisation_id", "seat_organisations()")
SEAT_SELF = "id = (SELECT app.asker('seat'))"
REFERENCE_TABLES = ["region", "regionmembership", "tile", "municipality", "population", "neighbour", "librarystatement"]


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0001_initial"),
        ("accounts", "0002_isolation"),
        ("audit", "0002_isolation"),
        ("jobs", "0002_isolation"),
        ("documents", "0002_isolation"),
    ]
    operations = [
        *[Restrict(f"regions_{table}", "SELECT") for table in REFERENCE_TABLES],
        # Which organisation a municipality or region works with is the one thing about them that the product sets.
        RunSQL(
            "GRANT UPDATE (organisation_id) ON regions_municipality, regions_region TO app",
            "REVOKE UPDATE (organisation_id) ON regions_municipality, regions_region FROM app",
        ),
        Function("sessions()", "bigint[]", SESSIONS),
        Function(
            "session_for_code(typed text)",
            "TABLE (id bigint, organisation_id bigint, number smallint, title varchar, state varchar, region_id bigint, "
            "statements integer)",
            SESSION_FOR_CODE,
        ),
        Function("seat_organisations()", "bigint[]", SEAT_ORGANISATIONS),
        Function("colleague_seats()", "bigint[]", COLLEAGUE_SEATS),
        Function("sheets()", "bigint[]", SHEETS),
        Function("shared_count(asked bigint)", "integer", SHARED_COUNT),
        Function("scenario_hosts()", "bigint[]", SCENARIO_HOSTS),
        Isolate("regions_worksession", read=either(OWN, among("id", "sessions()")), write=OWN),
        Isolate("regions_statement", read=either(OWN, among("session_id", "sessions()")), write=OWN),
        Isolate(
            "regions_seat",
            read=either(OWN, among("host_id", "organisations()"), SEAT_SELF, among("id", "colleague_seats()")),
            write=either(OWN, among("host_id", "organisations()"), SEAT_SELF),
            remove=OWN,
        ),
        Isolate(
            "regions_answer",
            read=either(OWN, among("seat_id", "colleague_seats()")),
            write=either(OWN, "seat_id = (SELECT app.asker('seat'))"),
        ),
        Restrict("regions_answer", "SELECT", "INSERT", "UPDATE"),
        Isolate(
            "regions_answersheet",
            read=either(OWN, OWN_SEAT, among("id", "sheets()")),
            write=either(OWN, OWN_SEAT),
        ),
        Isolate(
            "regions_municipalanswer",
            read=either(OWN, OWN_SEAT, among("sheet_id", "sheets()")),
            write=either(OWN, OWN_SEAT),
        ),
        Isolate("regions_subregionproposal", read=either(OWN, among("id", "shared('PROPOSAL')")), write=OWN),
        Isolate("regions_placement", read=either(OWN, among("proposal_id", "shared('PROPOSAL')")), write=OWN),
        Isolate("regions_expectedinflow", read=either(OWN, among("organisation_id", "scenario_hosts()")), write=OWN),
        Reference("regions_statement", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_seat", ["host_id", "session_id"], "regions_worksession"),
        Reference("regions_answer", ["organisation_id", "seat_id"], "regions_seat"),
        Reference("regions_answer", ["host_id", "statement_id"], "regions_statement"),
        Reference("regions_answersheet", ["host_id", "session_id"], "regions_worksession"),
        Reference("regions_municipalanswer", ["organisation_id", "sheet_id"], "regions_answersheet"),
        Reference("regions_municipalanswer", ["host_id", "statement_id"], "regions_statement"),
        Reference("regions_subregionproposal", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_placement", ["organisation_id", "proposal_id"], "regions_subregionproposal"),
        # A guest who was admitted shares in the name of the municipality, and leaves a trail there.
        RunSQL(
            f"""
            ALTER POLICY reading ON accounts_share USING ({
                either(OWN, among("shared_with_id", "organisations()"), OWN_SEAT)
            });
            ALTER POLICY adding ON accounts_share WITH CHECK ({either(OWN, OWN_SEAT)});
            ALTER POLICY adding ON audit_auditevent WITH CHECK ({
                either(OWN, among("organisation_id", "seat_trails()"))
            });
            """,
            f"""
            ALTER POLICY reading ON accounts_share USING ({either(OWN, among("shared_with_id", "organisations()"))});
            ALTER POLICY adding ON accounts_share WITH CHECK ({OWN});
            ALTER POLICY adding ON audit_auditevent WITH CHECK ({OWN});
            """,
        ),
    ]
    # The function must exist before the policy that names it.
    operations.insert(
        -1,
        Function(
            "seat_trails()",
            "bigint[]",
            "SELECT coalesce(array_agg(organisation_id), '{}') FROM regions_seat WHERE id = app.asker('seat')",
        ),
    )
