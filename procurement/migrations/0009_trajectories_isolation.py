"""A contract is read by the region that bought, the municipalities in it and the provider that holds it."""

from django.db import migrations

from inburgering.isolation import OWN, Function, Isolate, Reference, among, either

PARTY_CONTRACTS = """
SELECT coalesce(array_agg(DISTINCT c.id), '{}') FROM procurement_contract c
LEFT JOIN procurement_contractparty p ON p.contract_id = c.id
LEFT JOIN regions_municipality g ON g.id = p.municipality_id
WHERE g.organisation_id = ANY (app.organisations()) OR c.provider_id = ANY (app.organisations())
"""
IN_IT = among("contract_id", "party_contracts()")


class Migration(migrations.Migration):
    dependencies = [("procurement", "0008_trajectories"), ("regions", "0011_trajectories_isolation")]
    operations = [
        Function("party_contracts()", "bigint[]", PARTY_CONTRACTS),
        Isolate("procurement_contract", read=either(OWN, among("id", "party_contracts()")), write=OWN),
        Isolate("procurement_contractparty", read=either(OWN, IN_IT), write=OWN),
        Isolate("procurement_startmoment", read=either(OWN, IN_IT), write=OWN),
        Reference("procurement_contract", ["organisation_id", "scenario_id"], "procurement_scenario"),
        Reference("procurement_contractparty", ["organisation_id", "contract_id"], "procurement_contract"),
        Reference("procurement_startmoment", ["organisation_id", "contract_id"], "procurement_contract"),
    ]
