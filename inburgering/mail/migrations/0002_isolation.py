"""Messages belong to an organisation; the clock may learn which organisations have some waiting, nothing else."""

from django.db import migrations

from inburgering.isolation import Function, Isolate

WAITING = """
SELECT coalesce(array_agg(DISTINCT organisation_id), '{}') FROM mail_message
WHERE sent_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL AND send_after <= now()
"""


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial"), ("accounts", "0002_isolation")]
    operations = [Isolate("mail_message"), Function("mail_waiting()", "bigint[]", WAITING)]
