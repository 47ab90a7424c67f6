"""Who works in a region may know by name who leads it: that is whom one asks for help."""

from django.db import migrations

from inburgering.isolation import Function

LEADERS = """
SELECT DISTINCT u.name FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
JOIN regions_region r ON r.organisation_id = m.organisation_id
WHERE m.role = 'PROJECT_LEADER' AND u.id IS DISTINCT FROM app.asker('user')
    AND (r.organisation_id = ANY (app.organisations()) OR r.organisation_id = ANY (app.member_regions()))
ORDER BY u.name
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0011_trajectories_isolation")]
    operations = [Function("region_leaders()", "TABLE (name varchar)", LEADERS)]
