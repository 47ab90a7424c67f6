"""Writing rows by the hundred thousand as role app: by COPY into a table of our own, and from there tenant by tenant.

PostgreSQL refuses COPY into a table with row-level security; INSERT … SELECT checks each row.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg2.sql import SQL, Composed, Identifier, Literal


class Pouring:
    """Rows of one table, all with the same columns; other columns have the default of the model, or of the table."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._table = Identifier(model._meta.db_table)
        self._copy = Identifier(f"poured_{model._meta.model_name}")
        self._columns: tuple[str, ...] = ()
        self._content = io.StringIO()
        self._writer = csv.writer(self._content)

    def add(self, row: dict[str, Any]) -> None:
        self._columns = self._columns or tuple(row)
        self._writer.writerow([r"\N" if (value := row[name]) is None else value for name in self._columns])

    def copied(self) -> None:
        """Bring the rows to the database, where nobody else sees them."""
        if not self._columns:
            return
        self._content.seek(0)
        columns = _listed(self._columns)
        with connection.cursor() as cursor:
            cursor.execute(SQL("DROP TABLE IF EXISTS pg_temp.{}").format(self._copy))
            made = SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA")
            cursor.execute(made.format(self._copy, columns, self._table))
            command = SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv, NULL '\\N')").format(self._copy, columns)
            cursor.copy_expert(command.as_string(cursor.cursor), self._content)
            cursor.execute(SQL("CREATE INDEX ON {} (organisation_id)").format(self._copy))
            cursor.execute(SQL("ANALYZE {}").format(self._copy))
        self._content = io.StringIO()

    def insert(self, organisation_id: int) -> None:
        """Write the rows of one tenant, as the asker of this transaction."""
        if not self._columns:
            return
        rest = self._defaults()
        into, given = _listed([*self._columns, *rest]), _listed(self._columns)
        values = SQL(", ").join([given, *(Literal(value) for value in rest.values())])
        command = SQL("INSERT INTO {} ({}) SELECT {} FROM {} WHERE organisation_id = %s")
        with connection.cursor() as cursor:
            cursor.execute(command.format(self._table, into, values, self._copy), [organisation_id])

    def _defaults(self) -> dict[str, Any]:
        """Return what the model gives columns that no row has; empty ones and the key are left to the table."""
        standard = self._model()
        fields = (one for one in self._model._meta.concrete_fields if one.column not in {*self._columns, "id"})
        given = {one.column: one.get_db_prep_save(getattr(standard, one.attname), connection) for one in fields}
        return {column: value for column, value in given.items() if value is not None}


def _listed(columns: tuple[str, ...] | list[str]) -> Composed:
    return SQL(", ").join(Identifier(column) for column in columns)


def next_keys(model: type[Model], count: int) -> list[int]:
    """Reserve keys, so that rows can point at each other before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]
