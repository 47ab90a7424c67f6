"""Row-level security from the start: who is asking, and what was shared with them."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from inburgering.isolation import OWN, Function, Isolate, among, either

ASKER = """
CREATE SCHEMA IF NOT EXISTS app;
GRANT USAGE ON SCHEMA app TO app;
CREATE FUNCTION app.asker(kind text) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE RETURN
    CASE WHEN split_part(current_setting('app.context', true), ':', 1) = kind
    THEN nullif(split_part(current_setting('app.context', true), ':', 2), '')::bigint END;
"""
ORGANISATIONS = """
SELECT CASE WHEN app.asker('job') IS NOT NULL THEN ARRAY[app.asker('job')] ELSE coalesce((
    SELECT array_agg(DISTINCT m.organisation_id) FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
    WHERE u.is_active AND m.user_id = app.asker('user')), '{}') END
"""
ADMINISTERED = """
SELECT coalesce(array_agg(organisation_id), '{}') FROM accounts_membership
WHERE user_id = app.asker('user') AND role = 'ADMINISTRATOR'
"""
SHARED = """
SELECT coalesce(array_agg(subject_id), '{}') FROM accounts_share
WHERE accounts_share.kind = shared.kind AND withdrawn_at IS NULL AND shared_with_id = ANY (app.organisations())
"""
# Membership of a demonstration organisation may be taken by anybody: its data are invented and marked so.
JOIN_DEMONSTRATION = """
INSERT INTO accounts_membership (user_id, organisation_id, role)
SELECT u.id, o.id, joined_role FROM accounts_user u, accounts_organisation o
WHERE u.id = joining AND o.id = joined AND u.is_demonstration AND o.is_demonstration ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        RunSQL(ASKER, "DROP FUNCTION app.asker(text)"),
        Function("organisations()", "bigint[]", ORGANISATIONS),
        Function("administered()", "bigint[]", ADMINISTERED),
        Function("shared(kind text)", "bigint[]", SHARED),
        Function(
            "join_demonstration(joining bigint, joined bigint, joined_role text)",
            "void",
            JOIN_DEMONSTRATION,
            volatile=True,
        ),
        Isolate(
            "accounts_membership",
            read=either("user_id = (SELECT app.asker('user'))", OWN),
            write=among("organisation_id", "administered()"),
        ),
        Isolate(
            "accounts_share",
            read=either(OWN, among("shared_with_id", "organisations()")),
            write=OWN,
        ),
    ]
