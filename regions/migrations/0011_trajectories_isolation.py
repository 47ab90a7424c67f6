"""Exact counts stay with who may see persons in the municipality; the region reads what was published."""

from django.db import migrations

from inburgering.isolation import OWN, Function, Isolate, Restrict, among, either

PERSONS = among("organisation_id", "person_organisations()")
BY_HOST = among("host_id", "organisations()")
MEMBER_REGIONS = """
SELECT coalesce(array_agg(DISTINCT r.organisation_id), '{}') FROM regions_region r
JOIN regions_regionmembership m ON m.region_id = r.id AND m.valid_to IS NULL
JOIN regions_municipality g ON g.id = m.municipality_id
WHERE r.organisation_id IS NOT NULL AND g.organisation_id = ANY (app.organisations())
"""
# For publishing, and only in the context of a job of that region: what its municipalities counted.
REALISED_COUNTS = """
SELECT c.organisation_id, c.municipality_id, c.period_kind, c.period_starts_on, c.measure, c.cell, c.value, c.counted_on,
    EXISTS (SELECT 1 FROM regions_countrelease l WHERE l.organisation_id = c.organisation_id
        AND l.host_id = host AND l.withdrawn_at IS NULL)
FROM regions_realisedcount c
JOIN regions_municipality g ON g.id = c.municipality_id
JOIN regions_regionmembership m ON m.municipality_id = g.id AND m.valid_to IS NULL
JOIN regions_region r ON r.id = m.region_id
WHERE r.organisation_id = host AND app.asker('job') = host
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0010_trajectories"), ("accounts", "0005_persons")]
    operations = [
        Function("member_regions()", "bigint[]", MEMBER_REGIONS),
        Function(
            "realised_counts(host bigint)",
            "TABLE (organisation_id bigint, municipality_id bigint, period_kind varchar, period_starts_on date, "
            "measure varchar, cell varchar, value numeric, counted_on date, is_released boolean)",
            REALISED_COUNTS,
        ),
        Isolate("regions_signaal", read=either(OWN, BY_HOST)),
        Isolate("regions_realisedcount", read=PERSONS),
        Isolate("regions_realisedtotal", read=either(OWN, among("organisation_id", "member_regions()")), write=OWN),
        Isolate("regions_countrelease", read=either(OWN, BY_HOST), write=OWN),
        Restrict("regions_countrelease", "SELECT", "INSERT", "UPDATE (withdrawn_at, withdrawn_by)"),
    ]
