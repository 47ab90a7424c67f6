"""A document is seen by its organisation, by those it was shared with, and through its link."""

from django.db import migrations

from inburgering.isolation import OWN, Function, Isolate, Reference, Restrict, among, either

LINK_FOR = """
SELECT id FROM documents_sharelink
WHERE token_sha256 = encode(sha256(convert_to(token, 'UTF8')), 'hex') AND revoked_at IS NULL AND expires_at > now()
"""
LINKED_DOCUMENTS = """
SELECT coalesce(array_agg(document_id), '{}') FROM documents_sharelink
WHERE id = app.asker('link') AND revoked_at IS NULL AND expires_at > now()
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("accounts", "0002_isolation")]
    operations = [
        Function("link_for_token(token text)", "bigint", LINK_FOR),
        Function("linked_documents()", "bigint[]", LINKED_DOCUMENTS),
        Isolate(
            "documents_document",
            read=either(OWN, among("id", "shared('DOCUMENT')"), among("id", "linked_documents()")),
            write=OWN,
        ),
        # An issued document is never changed or removed by the role that serves people.
        Restrict("documents_document", "SELECT", "INSERT"),
        Isolate("documents_sharelink", read=either(OWN, "id = (SELECT app.asker('link'))"), write=OWN),
        Reference("documents_sharelink", ["organisation_id", "document_id"], "documents_document"),
    ]
