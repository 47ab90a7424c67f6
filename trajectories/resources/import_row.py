"""Weighing a list chunk by chunk with import-export: what each row would do, and doing it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from import_export.resources import ModelResource
from tablib import Dataset

from inburgering import secrecy
from inburgering.accounts.models import User
from inburgering.audit.record import Actor
from inburgering.notation import date_short
from inburgering.spreadsheet.reading import Column, Row
from trajectories.models import ImportRun, Inburgeraar, Trajectory
from trajectories.models.trajectory import TrajectoryQuerySet
from trajectories.rules.import_columns import ImportColumn, Weighed, weigh
from trajectories.rules.names import birth_words

NEW, CHANGED, SAME, WRONG, DOUBLE = "NEW", "CHANGED", "SAME", "WRONG", "DOUBLE"
WHAT_IS_WRONG = "Wat is er mis?"
SECRET = frozenset({"bsn", "v_number"})
NO_TRAJECTORY = "Dit trajectnummer staat niet in jouw gemeente. Controleer het, of maak de cel leeg voor wie nieuw is"
TWO_PEOPLE = "{these} horen hier bij verschillende mensen. Controleer ze"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. `changes` are (title, former, new) as shown; `problems` are sentences per field."""

    line: int
    state: str
    name: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    problems: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def packed(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom a list is read, on which day, by whom."""

    run: ImportRun
    user: User
    on: date
    by: Actor

    @property
    def tenant(self) -> int:
        return self.run.organisation_id


@dataclass(frozen=True, slots=True)
class Keys:
    """What a row says about who it is about: keyed hashes, and the number of the trajectory."""

    bsn: str
    v_number: str
    number: str

    def filled(self) -> list[tuple[str, str]]:
        return [(name, key) for name in ("bsn", "v_number", "number") if (key := getattr(self, name))]


def readable(columns: Sequence[ImportColumn]) -> list[Column]:
    """Return the columns for the reader of files, and the first one of a file that comes back."""
    known = [Column(one.field, one.title, one.aliases, one.is_required) for one in columns]
    return [*known, Column("what_is_wrong", WHAT_IS_WRONG, is_required=False)]


def read_as(run: ImportRun, columns: Sequence[ImportColumn]) -> str:
    """Return of which file, and as which columns, rows are read. Rows that were read as something else do not count."""
    looks = [(one.field, one.title, one.aliases, one.is_required, one.example) for one in columns]
    return hashlib.sha256(f"{run.kind} {run.sha256} {looks}".encode()).hexdigest()


class ListResource(ModelResource):
    """A kind of list. Rows go through import-export in chunks; writing is left to the acts."""

    columns: ClassVar[tuple[ImportColumn, ...]]

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self._seen: dict[tuple[str, ...], int] = {}
        self._rows: dict[int, Row] = {}
        self._weighed: dict[int, Weighed] = {}
        self._keys: dict[int, Keys] = {}
        self._outcomes: dict[int, Outcome] = {}
        self.dry_run = True

    def pass_by(self, rows: Sequence[Row], *, dry_run: bool) -> list[Outcome]:
        """Weigh a chunk, and without `dry_run` do what is right in it. Returns an outcome per row, in their order."""
        self.dry_run = dry_run
        self._rows = {row.line: row for row in rows}
        self._weighed = {row.line: weigh(row.cells, self.columns, today=self.asked.on) for row in rows}
        self._keys = {id(weighed): self._hashed(weighed) for weighed in self._weighed.values()}
        self._outcomes = {}
        fields = [column.field for column in self.columns]
        dataset = Dataset(headers=[*fields, "line"])
        for row in rows:
            dataset.append([*(row.cells.get(name, "") for name in fields), row.line])
        result = self.import_data(dataset, dry_run=dry_run, use_transactions=False)
        for failed in (*result.base_errors, *(error for _, errors in result.row_errors() for error in errors)):
            raise failed.error  # a fault of ours: the job tells it with a reference
        return [self._outcomes[row.line] for row in rows]

    def remember(self, rows: Sequence[Row]) -> None:
        """Note who stood in rows that an earlier worker dealt with: they may not come twice."""
        for row in rows:
            weighed = weigh(row.cells, self.columns, today=self.asked.on)
            self._double(row.line, weighed)

    def keys(self, weighed: Weighed) -> Keys:
        return self._keys.get(id(weighed)) or self._hashed(weighed)

    def _hashed(self, weighed: Weighed) -> Keys:
        hashed = [
            secrecy.index(found, tenant=self.asked.tenant) if (found := weighed.values.get(name)) else ""
            for name in ("bsn", "v_number")
        ]
        return Keys(*hashed, weighed.values.get("number", "").upper())

    def standing(self) -> TrajectoryQuerySet:
        """Return the trajectories of everybody whom the chunk may be about.

        Each key is looked up by its own index: one condition over two tables reads all people of the municipality.
        """
        keys = list(self._keys.values())
        people: set[int] = set()
        for column, hashed in (
            ("bsn_index", {one.bsn for one in keys} - {""}),
            ("v_number_index", {one.v_number for one in keys} - {""}),
        ):
            known = Inburgeraar.objects.filter(organisation_id=self.asked.tenant, **{f"{column}__in": hashed})
            # The index leaves the empty ones out, and is used by who says so.
            people |= set(known.exclude(**{column: ""}).values_list("pk", flat=True))
        numbers = {one.number for one in keys} - {""}
        of_tenant = Trajectory.objects.filter(organisation_id=self.asked.tenant)
        found = set(of_tenant.filter(inburgeraar_id__in=people).values_list("pk", flat=True))
        found |= set(of_tenant.filter(number__in=numbers).values_list("pk", flat=True))
        return of_tenant.filter(pk__in=found)

    def seen_as(self, weighed: Weighed) -> list[tuple[str, ...]]:
        """Return under which keys a row may stand in the file once."""
        return self.keys(weighed).filled()

    # What import-export asks.

    def import_instance(self, instance: Any, row: dict[str, Any], **kwargs: Any) -> None:
        line, weighed = row["line"], self._weighed[row["line"]]
        problems = dict(weighed.problems)
        former = self._double(line, weighed)
        if not problems:
            problems = self.place(instance, weighed)
        if former and not weighed.problems:
            field = former[0]
            problems = {field: f"Dit staat ook in rij {former[1]}. Laat 1 rij staan"}
        if problems:
            state = DOUBLE if former and not weighed.problems else WRONG
            self._outcomes[line] = Outcome(
                line, state, self._rows[line].cells.get("full_name", ""), problems=problems,
                cells=self._rows[line].cells, notices=weighed.notices,
            )  # fmt: skip
            raise ValidationError({"line": list(problems.values())})

    def place(self, instance: Any, weighed: Weighed) -> dict[str, str]:
        """Put the values in the instance; return what is wrong with them beside what stands there now."""
        raise NotImplementedError

    def skip_row(self, instance: Any, original: Any, row: dict[str, Any], import_validation_errors: Any = None) -> bool:
        if import_validation_errors:
            return False
        line = row["line"]
        state = NEW if instance.pk is None else CHANGED if instance.changes else SAME
        shown = tuple((title, former, new) for title, former, new in instance.changes.values())
        self._outcomes[line] = Outcome(line, state, instance.shown, shown, notices=self._weighed[line].notices)
        instance.line = line
        return state == SAME

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Leave the sequences alone: nobody brings keys of his own, and role app may not set them."""

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        if self.create_instances and not self.dry_run:
            self.add(self.create_instances)
        self.create_instances.clear()

    def bulk_update(self, *args: Any, **kwargs: Any) -> None:
        if self.update_instances and not self.dry_run:
            self.change(self.update_instances)
        self.update_instances.clear()

    def add(self, made: list[Any]) -> None:
        raise NotImplementedError

    def change(self, changed: list[Any]) -> None:
        raise NotImplementedError

    def _double(self, line: int, weighed: Weighed) -> tuple[str, int] | None:
        """Return the field and the row in which the same stood before, or note this one."""
        found = None
        for key in self.seen_as(weighed):
            before = self._seen.setdefault(key, line)
            if before != line and found is None:
                found = (key[0], before)
        return found


def shown(field_name: str, value: Any) -> str:
    """Return a value as the trial shows it; a number that is sealed is not shown."""
    if value in (None, ""):
        return "leeg"
    if field_name in SECRET:
        return "ingevuld"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return date_short(value)
    if field_name == "birth":
        return birth_words(*value)
    return str(value)
