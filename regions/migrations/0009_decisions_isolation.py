"""A plan is read by whom it was shared with, and with it every standpunt: minority views stay visible."""

from django.db import migrations

from inburgering.isolation import OWN, Function, Isolate, Reference, Restrict, among, either

PLAN_HOSTS = """
SELECT coalesce(array_agg(DISTINCT organisation_id), '{}') FROM accounts_share
WHERE kind = 'PLAN' AND withdrawn_at IS NULL AND shared_with_id = ANY (app.organisations())
"""
BY_HOST = among("host_id", "organisations()")
SAID = either(OWN, BY_HOST)


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0008_decisions"),
        ("accounts", "0004_decisions"),
        ("jobs", "0002_isolation"),
    ]
    operations = [
        Function("plan_hosts()", "bigint[]", PLAN_HOSTS),
        Isolate("regions_cooperationplan", read=either(OWN, among("id", "shared('PLAN')")), write=OWN),
        Isolate("regions_participation", read=either(OWN, among("plan_id", "shared('PLAN')")), write=OWN),
        Isolate("regions_municipalwish", read=either(OWN, BY_HOST, among("host_id", "plan_hosts()")), write=SAID),
        Isolate("regions_standpunt", read=either(OWN, BY_HOST, among("plan_id", "shared('PLAN')")), write=SAID),
        # A standpunt is never changed: the next one is a new row.
        Restrict("regions_standpunt", "SELECT", "INSERT"),
        Isolate("regions_robustnessrun", read=either(OWN, among("proposal_id", "shared('PROPOSAL')")), write=OWN),
        Reference("regions_cooperationplan", ["organisation_id", "proposal_id"], "regions_subregionproposal"),
        Reference("regions_participation", ["organisation_id", "plan_id"], "regions_cooperationplan"),
        Reference("regions_standpunt", ["host_id", "plan_id"], "regions_cooperationplan"),
        Reference("regions_robustnessrun", ["organisation_id", "proposal_id"], "regions_subregionproposal"),
        Reference("regions_robustnessrun", ["organisation_id", "job_id"], "jobs_job"),
    ]
