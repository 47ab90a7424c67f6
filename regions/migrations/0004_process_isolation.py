"""Who sees what of a process: its parts by the share of the process, rounds through the round that follows them."""

from django.db import migrations

from inburgering.isolation import OWN, Function, Isolate, Reference, Restrict, among, either

# The rounds before the session in which the asker holds an admitted seat, that session itself included.
ROUNDS = """
WITH RECURSIVE chain AS (
    SELECT s.id, s.former_id FROM regions_worksession s JOIN regions_seat seat ON seat.session_id = s.id
    WHERE seat.id = app.asker('seat') AND seat.admitted_at IS NOT NULL
    UNION
    SELECT s.id, s.former_id FROM regions_worksession s JOIN chain ON s.id = chain.former_id
)
SELECT coalesce(array_agg(id), '{}') FROM chain
"""
# What was shared with one's organisations; of a seat its own session, earlier rounds of it, and those in which its
# municipality has answered before.
SESSIONS = """
SELECT app.shared('WORK_SESSION') || app.rounds() || coalesce((
    SELECT array_agg(session_id) FROM regions_seat WHERE id = app.asker('seat')), '{}') || coalesce((
    SELECT array_agg(sheet.session_id) FROM regions_answersheet sheet
    WHERE sheet.organisation_id = ANY (app.seat_organisations())), '{}')
"""
SHEETS = """
SELECT app.shared('ANSWER_SHEET') || coalesce((
    SELECT array_agg(sheet.id) FROM regions_answersheet sheet JOIN regions_worksession session
        ON session.id = sheet.session_id AND session.revealed_at IS NOT NULL
    WHERE (session.id = ANY (app.shared('WORK_SESSION')) OR session.id = ANY (app.rounds())) AND EXISTS (
        SELECT 1 FROM accounts_share s WHERE s.kind = 'ANSWER_SHEET' AND s.subject_id = sheet.id
            AND s.shared_with_id = session.organisation_id AND s.withdrawn_at IS NULL)), '{}')
"""
# Whoever holds the link was asked by the facilitator: it opens one place, for one municipality, in one session.
INVITED_BY_LINK = """
SELECT i.id, s.code, i.municipality_id, i.name
FROM regions_invitation i JOIN regions_worksession s ON s.id = i.session_id
WHERE i.token_sha256 = encode(sha256(convert_to(token, 'UTF8')), 'hex') AND i.withdrawn_at IS NULL
    AND s.state <> 'CONCEPT'
"""
# Regions with an open session that closes within a week: the clock visits them one by one.
TO_REMIND = """
SELECT coalesce(array_agg(DISTINCT s.organisation_id), '{}') FROM regions_worksession s
WHERE s.state = 'OPEN' AND s.reminders_stopped_at IS NULL AND s.answer_by BETWEEN today AND today + 7
"""
SHEET_READ = either(OWN, among("organisation_id", "seat_organisations()"), among("sheet_id", "sheets()"))
SHEET_WRITE = either(OWN, among("organisation_id", "seat_organisations()"))
PROCESS_READ = either(OWN, among("process_id", "shared('PROCESS')"))
PRINCIPLE_READ = either(OWN, among("principle_id", "principles()"))
SESSION_READ = either(OWN, among("session_id", "sessions()"))


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0003_work_session_process"),
        ("accounts", "0003_process"),
        ("jobs", "0002_isolation"),
        ("documents", "0002_isolation"),
    ]
    operations = [
        Function("rounds()", "bigint[]", ROUNDS),
        Function("sessions()", "bigint[]", SESSIONS),
        Function("sheets()", "bigint[]", SHEETS),
        Function(
            "principles()",
            "bigint[]",
            "SELECT coalesce(array_agg(id), '{}') FROM regions_principle WHERE process_id = ANY (app.shared('PROCESS'))",
        ),
        Function(
            "invitation_for_token(token text)",
            "TABLE (id bigint, code varchar, municipality_id bigint, name varchar)",
            INVITED_BY_LINK,
        ),
        Function("regions_to_remind(today date)", "bigint[]", TO_REMIND),
        Isolate("regions_process", read=either(OWN, among("id", "shared('PROCESS')")), write=OWN),
        Isolate("regions_principle", read=PROCESS_READ, write=OWN),
        Isolate("regions_principleadoption", read=PRINCIPLE_READ, write=OWN),
        Isolate("regions_principletest", read=PRINCIPLE_READ, write=OWN),
        Isolate("regions_partnerconversation", read=PROCESS_READ, write=OWN),
        Isolate("regions_interlude", read=PROCESS_READ, write=OWN),
        Isolate(
            "regions_statementwording",
            read=either(
                OWN,
                "statement_id IN (SELECT id FROM regions_statement)",  # whoever reads the statement
            ),
            write=OWN,
        ),
        Restrict("regions_statementwording", "SELECT", "INSERT"),
        Isolate("regions_facilitatornote"),
        Isolate("regions_minute", read=SESSION_READ, write=OWN),
        Isolate("regions_agreedaction", read=SESSION_READ, write=OWN),
        Isolate("regions_frozenstand"),
        Restrict("regions_frozenstand", "SELECT", "INSERT"),
        Isolate("regions_invitation"),
        Isolate("regions_municipalfact", read=SHEET_READ, write=SHEET_WRITE),
        Isolate("regions_taskpreference", read=SHEET_READ, write=SHEET_WRITE),
        Isolate("regions_sessionexport"),
        Reference("regions_worksession", ["organisation_id", "process_id"], "regions_process"),
        Reference("regions_principle", ["organisation_id", "process_id"], "regions_process"),
        Reference("regions_principleadoption", ["organisation_id", "principle_id"], "regions_principle"),
        Reference("regions_principletest", ["organisation_id", "principle_id"], "regions_principle"),
        Reference("regions_partnerconversation", ["organisation_id", "process_id"], "regions_process"),
        Reference("regions_interlude", ["organisation_id", "process_id"], "regions_process"),
        Reference("regions_interlude", ["organisation_id", "after_id"], "regions_worksession"),
        Reference("regions_statementwording", ["organisation_id", "statement_id"], "regions_statement"),
        Reference("regions_facilitatornote", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_facilitatornote", ["organisation_id", "statement_id"], "regions_statement"),
        Reference("regions_minute", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_minute", ["organisation_id", "statement_id"], "regions_statement"),
        Reference("regions_agreedaction", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_agreedaction", ["organisation_id", "statement_id"], "regions_statement"),
        Reference("regions_frozenstand", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_invitation", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_municipalfact", ["organisation_id", "sheet_id"], "regions_answersheet"),
        Reference("regions_taskpreference", ["organisation_id", "sheet_id"], "regions_answersheet"),
        Reference("regions_sessionexport", ["organisation_id", "session_id"], "regions_worksession"),
        Reference("regions_sessionexport", ["organisation_id", "job_id"], "jobs_job"),
        Reference("regions_sessionexport", ["organisation_id", "document_id"], "documents_document"),
        migrations.RunSQL(
            """ALTER TABLE regions_worksession ADD CONSTRAINT regions_worksession_former_id_tenant
               FOREIGN KEY (organisation_id, former_id) REFERENCES regions_worksession (organisation_id, id)
               DEFERRABLE INITIALLY DEFERRED""",
            "ALTER TABLE regions_worksession DROP CONSTRAINT regions_worksession_former_id_tenant",
        ),
    ]
