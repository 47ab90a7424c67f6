"""Conditions are read with their scenario; removing the example removes whatever carries its organisations."""

from django.db import migrations

from inburgering.isolation import OWN, Function, Isolate, Reference, among, either

# Every table that carries a tenant, whatever was added since. Foreign keys are checked at the end of the transaction,
# so the order does not matter.
REMOVE_DEMONSTRATION = """
DECLARE
    gone bigint[] := (SELECT coalesce(array_agg(id), '{}') FROM accounts_organisation WHERE is_demonstration);
    tenant_table text;
BEGIN
    UPDATE regions_region SET organisation_id = NULL WHERE organisation_id = ANY (gone);
    UPDATE regions_municipality SET organisation_id = NULL WHERE organisation_id = ANY (gone);
    DELETE FROM accounts_share WHERE shared_with_id = ANY (gone);
    FOR tenant_table IN
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id'
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
            AND c.relname NOT IN ('regions_region', 'regions_municipality')
    LOOP
        EXECUTE format('DELETE FROM %I WHERE organisation_id = ANY ($1)', tenant_table) USING gone;
    END LOOP;
    DELETE FROM accounts_organisation WHERE id = ANY (gone);
    DELETE FROM accounts_user WHERE is_demonstration;
END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0003_condition"),
        ("regions", "0004_process_isolation"),
        ("mail", "0002_isolation"),
    ]
    operations = [
        Isolate(
            "procurement_scenariocondition", read=either(OWN, among("scenario_id", "shared('SCENARIO')")), write=OWN
        ),
        Reference("procurement_scenariocondition", ["organisation_id", "scenario_id"], "procurement_scenario"),
        Function("remove_demonstration()", "void", REMOVE_DEMONSTRATION, volatile=True),
    ]
