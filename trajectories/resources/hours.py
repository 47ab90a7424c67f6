"""The list "gevolgde uren per maand", as a cursusinstelling delivers it."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from typing import Any, ClassVar

from import_export.fields import Field

from inburgering.notation import MONTHS
from trajectories.actions import import_rows
from trajectories.actions.import_rows import HOUR_COLUMNS, Written
from trajectories.models import HoursMonth, Trajectory
from trajectories.resources.import_row import TWO_PEOPLE, Asked, ListResource, shown
from trajectories.rules.import_columns import HOURS, ImportColumn, Weighed

TITLES = {column.field: column.title for column in HOURS}
WHO = "Vul een trajectnummer, BSN of V-nummer in"
NOBODY = "Niemand in jouw gemeente heeft dit nummer. Lees eerst de inburgeraars in"
WANTED = {"month": "Vul de maand in", "kind": "Kies een soort les", "followed": "Vul de gevolgde uren in"}


class HoursResource(ListResource):
    """One row is one kind of lesson in one month of one person."""

    columns: ClassVar[tuple[ImportColumn, ...]] = HOURS
    bsn = Field(column_name="bsn")

    class Meta:
        model = HoursMonth
        fields = ("bsn",)
        import_id_fields = ("bsn",)
        use_bulk = True
        batch_size = None
        skip_diff = True
        clean_model_instances = False
        use_transactions = False

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._found: dict[str, dict[str, Trajectory]] = {}
        self._months: dict[tuple[Any, ...], HoursMonth] = {}

    def seen_as(self, weighed: Weighed) -> list[tuple[str, ...]]:
        part = (str(weighed.values.get("month")), str(weighed.values.get("kind")))
        return [(name, key, *part) for name, key in self.keys(weighed).filled()]

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        found: dict[str, dict[str, Trajectory]] = defaultdict(dict)
        for one in self.standing().select_related("inburgeraar").order_by("-closed_on", "registered_on"):
            for name, key in (
                ("bsn", one.inburgeraar.bsn_index),
                ("v_number", one.inburgeraar.v_number_index),
                ("number", one.number),
            ):
                found[name].setdefault(key, one)
        self._found = found
        present = {one.pk for some in found.values() for one in some.values()}
        months = {one.values["month"] for one in self._weighed.values() if "month" in one.values}
        standing = HoursMonth.objects.filter(trajectory_id__in=present, month__in=months)
        if not self.dry_run:
            standing = standing.select_for_update(of=("self",), no_key=True)
        self._months = {(one.trajectory_id, one.month, one.kind): one for one in standing}

    def get_instance(self, instance_loader: Any, row: dict[str, Any]) -> HoursMonth | None:
        weighed = self._weighed[row["line"]]
        trajectory = self._trajectory(weighed)
        if trajectory is None:
            return None
        known = self._months.get((trajectory.pk, weighed.values.get("month"), weighed.values.get("kind")))
        if known is None:
            return None
        instance = copy(known)
        instance._state = copy(known._state)
        instance._state.fields_cache = {"trajectory": trajectory}
        return instance

    def place(self, instance: HoursMonth, weighed: Weighed) -> dict[str, str]:
        instance.changes, instance.former = {}, {}
        keys = self.keys(weighed).filled()
        if not keys:
            return {"number": WHO}
        trajectory = self._trajectory(weighed)
        if trajectory is None:
            return {keys[0][0]: NOBODY}
        if len({self._found[name][key].inburgeraar_id for name, key in keys if key in self._found[name]}) > 1:
            return {keys[0][0]: TWO_PEOPLE.format(these=" en ".join(TITLES[name] for name, _ in keys))}
        if missing := {name: text for name, text in WANTED.items() if name not in weighed.values}:
            return missing
        self._fill(instance, trajectory, weighed)
        return {}

    def _fill(self, instance: HoursMonth, trajectory: Trajectory, weighed: Weighed) -> None:
        month, kind = weighed.values["month"], weighed.values["kind"]
        if instance.pk is None:
            instance.organisation_id, instance.trajectory = self.asked.tenant, trajectory
            instance.month, instance.kind = month, kind
            dated = trajectory.first_pip_dated_on
            instance.is_before_pip = dated is None or month < dated.replace(day=1)
        for name in HOUR_COLUMNS:
            former, value = getattr(instance, name), weighed.values.get(name, getattr(instance, name))
            if former != value:
                setattr(instance, name, value)
                instance.former[name] = former
                instance.changes[name] = (TITLES[name], shown(name, former), shown(name, value))
        if instance.pk is None or instance.changes:
            instance.former |= {} if instance.pk is None else {"source": instance.source}
            instance.source, instance.recorded_by = f"import {self.asked.run.number}", self.asked.by.audit_name
        when = f"{MONTHS[month.month - 1]} {month.year}"
        instance.shown = f"{trajectory.inburgeraar.full_name}, {when}, {instance.get_kind_display()}"

    def _trajectory(self, weighed: Weighed) -> Trajectory | None:
        keys = self.keys(weighed).filled()
        return next((self._found[name][key] for name, key in keys if key in self._found[name]), None)

    def add(self, made: list[HoursMonth]) -> None:
        import_rows.write_hours(run=self.asked.run, rows=_written(made), is_new=True, by=self.asked.by)

    def change(self, changed: list[HoursMonth]) -> None:
        import_rows.write_hours(run=self.asked.run, rows=_written(changed), is_new=False, by=self.asked.by)


def _written(rows: list[HoursMonth]) -> list[Written]:
    return [Written(one.line, one, one.former) for one in rows]
