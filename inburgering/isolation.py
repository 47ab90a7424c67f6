"""Migration operations that put row-level security, composite references and grants in the database.

The policies are the net below the explicit filter of `for_user`: with no context a table shows no rows. Policies
compare with an array from a SECURITY DEFINER function, in a sub-select so that PostgreSQL computes it once a statement.
"""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

OWN = "organisation_id = ANY ((SELECT app.organisations())::bigint[])"


def among(column: str, function: str) -> str:
    """Return the SQL condition that a column stands in the array that an app.* function gives."""
    return f"{column} = ANY ((SELECT app.{function})::bigint[])"


def either(*conditions: str) -> str:
    return "(" + " OR ".join(conditions) + ")"


class Isolate(RunSQL):
    """Switch on row-level security for a table. `write` and `remove` default to `read`."""

    def __init__(self, table: str, read: str = OWN, write: str | None = None, remove: str | None = None) -> None:
        write = write or read
        super().__init__(
            sql=f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY reading ON {table} FOR SELECT USING ({read});
            CREATE POLICY adding ON {table} FOR INSERT WITH CHECK ({write});
            CREATE POLICY changing ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write});
            CREATE POLICY removing ON {table} FOR DELETE USING ({remove or write});
            """,
            reverse_sql=f"""
            DROP POLICY reading ON {table}; DROP POLICY adding ON {table};
            DROP POLICY changing ON {table}; DROP POLICY removing ON {table};
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
            """,
        )


class Reference(RunSQL):
    """A foreign key that includes the tenant: foreign-key checks themselves bypass row-level security."""

    def __init__(self, table: str, columns: Sequence[str], parent: str) -> None:
        name = f"{table}_{columns[-1]}_tenant"
        super().__init__(
            sql=f"""ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({", ".join(columns)})
                REFERENCES {parent} (organisation_id, id) DEFERRABLE INITIALLY DEFERRED""",
            reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )


class Restrict(RunSQL):
    """Leave the web and worker role only these powers on a table."""

    def __init__(self, table: str, *powers: str) -> None:
        grant = f"GRANT {', '.join(powers)} ON {table} TO app;" if powers else ""
        super().__init__(
            sql=f"REVOKE ALL ON {table} FROM app; {grant}",
            reverse_sql=f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app",
        )


class Function(RunSQL):
    """A SECURITY DEFINER function in schema app, owned by app_owner and therefore above the policies."""

    def __init__(self, signature: str, returns: str, body: str, *, volatile: bool = False) -> None:
        stability = "VOLATILE" if volatile else "STABLE PARALLEL SAFE"
        language = "plpgsql" if body.lstrip().upper().startswith(("BEGIN", "DECLARE")) else "sql"
        super().__init__(
            sql=f"""CREATE OR REPLACE FUNCTION app.{signature} RETURNS {returns} LANGUAGE {language} {stability}
                SECURITY DEFINER SET search_path = public, pg_temp AS $app$ {body} $app$;
                REVOKE ALL ON FUNCTION app.{signature} FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION app.{signature} TO app""",
            reverse_sql=f"DROP FUNCTION app.{signature}",
        )
