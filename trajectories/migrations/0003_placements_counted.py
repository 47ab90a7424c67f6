"""How many places of a group are taken, over all municipalities of a contract: a number, never a row about a person."""

from django.db import migrations

from inburgering.isolation import Function

PLACEMENTS_COUNTED = """
SELECT p.contract_id, p.start_moment_id, count(*)::integer
FROM trajectories_courseplacement p JOIN procurement_contract c ON c.id = p.contract_id
WHERE p.state IN ('WAITING', 'RUNNING')
    AND (c.organisation_id = ANY (app.organisations()) OR c.id = ANY (app.party_contracts()))
GROUP BY p.contract_id, p.start_moment_id
"""


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0002_isolation")]
    operations = [
        Function(
            "placements_counted()",
            "TABLE (contract_id bigint, start_moment_id bigint, taken integer)",
            PLACEMENTS_COUNTED,
        )
    ]
