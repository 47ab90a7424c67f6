"""Tables about persons use only the organisations in which the asker's role may see persons."""

from django.db import migrations

from inburgering.isolation import Function

PERSON_ORGANISATIONS = """
SELECT CASE WHEN app.asker('job') IS NOT NULL THEN ARRAY[app.asker('job')] ELSE coalesce((
    SELECT array_agg(DISTINCT m.organisation_id) FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
    WHERE u.is_active AND m.user_id = app.asker('user') AND m.role IN ('CASE_MANAGER', 'TEAM_LEADER')), '{}') END
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_decisions")]
    operations = [Function("person_organisations()", "bigint[]", PERSON_ORGANISATIONS)]
