"""The database itself is asked whether every tenant table stands behind the wall."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

# Tables without a tenant, each with its reason.
PUBLIC = {
    "accounts_organisation": "name and kind are public",
    "accounts_user": "needed before anybody is known",
    "accounts_wrongcode": "hashes of addresses, no tenant",
    "regions_region": "CBS",
    "regions_regionmembership": "CBS",
    "regions_municipality": "CBS",
    "regions_population": "CBS",
    "regions_neighbour": "CBS",
    "regions_tile": "CBS",
    "regions_librarystatement": "the library everybody chooses from",
}
OURS = {"accounts", "audit", "jobs", "documents", "mail", "regions", "procurement", "trajectories"}


def our_tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models() if model._meta.app_label in OURS}


def query(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


def test_tests_run_as_the_role_that_serves_people() -> None:
    assert query("SELECT current_user") == {"app"}
    assert query("SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)") == set()


def test_every_tenant_table_has_row_level_security() -> None:
    isolated = query("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")

    assert our_tables() - set(PUBLIC) == isolated


def test_row_level_security_is_active_for_this_role() -> None:
    idle = {table for table in our_tables() - set(PUBLIC) if query(f"SELECT row_security_active('{table}')") != {True}}

    assert idle == set()


def test_every_isolated_table_has_a_policy_for_each_kind_of_statement() -> None:
    missing = {
        (table, command)
        for table in our_tables() - set(PUBLIC)
        for command in ("SELECT", "INSERT", "UPDATE", "DELETE")
        if command not in query(f"SELECT cmd FROM pg_policies WHERE tablename = '{table}'")  # noqa: S608
    }

    assert missing == set()


def test_no_context_shows_no_rows() -> None:
    shown = {table for table in our_tables() - set(PUBLIC) if query(f"SELECT count(*) FROM {table}") != {0}}  # noqa: S608

    assert shown == set()


def test_tenant_tables_carry_the_tenant_in_every_unique_key() -> None:
    """A unique key without the tenant would tell one organisation what another has."""
    # Random numbers and tokens say nothing; the others are the one side of a one-to-one with one's own row.
    harmless = {
        "code",
        "number",
        "token_sha256",
        "job_id",
        "document_id",
        "trajectory_id",  # one intake, PVT and MAP per trajectory, which is one's own by its composite key
        "handover_id",
    }
    rows = """
        SELECT c.relname || ':' || string_agg(a.attname, ',' ORDER BY a.attname)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indisunique AND NOT i.indisprimary AND c.relrowsecurity GROUP BY i.indexrelid, c.relname
    """
    loose = {
        row
        for row in query(rows)
        if "organisation_id" not in row.split(":")[1].split(",") and not set(row.split(":")[1].split(",")) <= harmless
    }

    assert loose == set()


def test_references_between_tenant_tables_include_the_tenant() -> None:
    """A foreign key check bypasses row-level security: only a composite key keeps a child with its own parent."""
    composite = query(
        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND array_length(conkey, 1) = 2 "
        "AND conname LIKE '%\\_tenant'"
    )
    isolated = our_tables() - set(PUBLIC)
    needed = {
        f"{model._meta.db_table}_{field.column}_tenant"
        for model in apps.get_models()
        if model._meta.db_table in isolated
        for field in model._meta.local_fields
        if field.is_relation
        and field.related_model._meta.db_table in isolated
        and field.related_model is not model
        and not field.null
    }

    assert needed - composite == set()


def test_the_role_that_serves_people_can_change_no_history() -> None:
    powers = """
        SELECT table_name || ':' || privilege_type FROM information_schema.role_table_grants
        WHERE grantee = 'app' AND table_name IN ('audit_auditevent', 'documents_document', 'regions_municipality')
            AND privilege_type IN ('UPDATE', 'DELETE')
    """

    assert query(powers) == set()


def test_functions_above_the_wall_are_few_and_fix_their_search_path() -> None:
    loose = query(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'app'::regnamespace AND prosecdef "
        "AND NOT coalesce(proconfig::text, '') LIKE '%search_path%'"
    )

    assert loose == set()
