"""A calendar without appointments is not a calendar that does not exist."""

from django.db import migrations

from inburgering.isolation import Function

CALENDAR_KNOWN = """
SELECT EXISTS (SELECT 1 FROM trajectories_calendarfeed f JOIN accounts_user u ON u.id = f.user_id AND u.is_active
    WHERE f.token_sha256 = token_hash AND f.revoked_at IS NULL)
"""


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0005_pip_stays")]
    operations = [Function("calendar_known(token_hash text)", "boolean", CALENDAR_KNOWN)]
