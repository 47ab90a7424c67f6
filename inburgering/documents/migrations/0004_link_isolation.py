"""A reader with a link may show that it is the addressee, say that it was read, and leave a trail; nothing else."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from inburgering.isolation import OWN, Function, Isolate, Reference, Restrict, among, either

LINK_ORGANISATIONS = """
SELECT coalesce(array_agg(organisation_id), '{}') FROM documents_sharelink
WHERE id = app.asker('link') AND revoked_at IS NULL AND expires_at > now()
"""
# An expired link may be asked anew: whose it was is told to the act that mails its addressee, to nobody else.
EXPIRED_LINK = """
SELECT ARRAY[organisation_id, id] FROM documents_sharelink
WHERE token_sha256 = encode(sha256(convert_to(token, 'UTF8')), 'hex') AND revoked_at IS NULL
    AND expires_at <= now() AND expires_at > now() - interval '1 year'
"""
SELF = "id = (SELECT app.asker('link'))"
OF_LINK = "link_id = (SELECT app.asker('link'))"
BY_LINK = among("organisation_id", "link_organisations()")
# The code goes by mail in the name of the region; the link sees that one message and no other.
OWN_MESSAGE = f"({BY_LINK} AND occasion LIKE 'link:' || (SELECT app.asker('link')) || '/%')"
BY_SEAT = among("organisation_id", "seat_trails()")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_decisions"),
        ("mail", "0002_isolation"),
        ("audit", "0002_isolation"),
        ("regions", "0004_process_isolation"),
    ]
    operations = [
        Function("link_organisations()", "bigint[]", LINK_ORGANISATIONS),
        Function("expired_link(token text)", "bigint[]", EXPIRED_LINK),
        Isolate("documents_linkcode", read=OF_LINK),
        Reference("documents_linkcode", ["organisation_id", "link_id"], "documents_sharelink"),
        Restrict(
            "documents_sharelink", "SELECT", "INSERT", "UPDATE (expires_at, revoked_at, first_read_at, last_read_at)"
        ),
        RunSQL(
            f"""
            ALTER POLICY changing ON documents_sharelink USING ({either(OWN, SELF)}) WITH CHECK ({either(OWN, SELF)});
            ALTER POLICY reading ON mail_message USING ({either(OWN, OWN_MESSAGE)});
            ALTER POLICY adding ON mail_message WITH CHECK ({either(OWN, OWN_MESSAGE)});
            ALTER POLICY adding ON audit_auditevent WITH CHECK ({either(OWN, BY_SEAT, BY_LINK)});
            """,
            f"""
            ALTER POLICY changing ON documents_sharelink USING ({OWN}) WITH CHECK ({OWN});
            ALTER POLICY reading ON mail_message USING ({OWN});
            ALTER POLICY adding ON mail_message WITH CHECK ({OWN});
            ALTER POLICY adding ON audit_auditevent WITH CHECK ({either(OWN, BY_SEAT)});
            """,
        ),
    ]
