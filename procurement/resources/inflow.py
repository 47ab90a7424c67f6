"""Expected numbers per municipality from an Excel file: what would change, what is wrong, and changing it."""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from import_export.fields import Field
from import_export.resources import ModelResource
from tablib import Dataset

from inburgering.audit.record import Actor
from inburgering.notation import listing, plain, sort_key
from inburgering.spreadsheet.reading import Sheet
from procurement.reports.assumption_list import stand
from procurement.resources.inflow_file import CONTENT, TITLES, Change, Outcome, Problem, WrongRow
from regions.actions import demand
from regions.actions.refusal import Changed, NotNow
from regions.models import ExpectedInflow


class InflowResource(ModelResource):
    """The file kind "verwachte aantallen". A municipality is known by its name or its CBS code."""

    municipality = Field(attribute="municipality__name", column_name="municipality")

    class Meta:
        model = ExpectedInflow
        fields = ("municipality", *CONTENT)
        import_id_fields = ("municipality",)
        skip_html_diff = True  # the page shows former and new itself
        store_instance = True
        use_transactions = True

    def __init__(self, *, inflows: QuerySet[ExpectedInflow], row_form: type[Form], by: Actor) -> None:
        super().__init__()
        self._inflows, self._row_form, self._by = inflows, row_form, by
        self._known: dict[str, ExpectedInflow] = {}
        self._codes: dict[str, str] = {}
        self._lines: dict[str, list[int]] = {}
        self._find_known()

    def pinned(self, sheet: Sheet) -> Sheet:
        """Return the sheet in which every row says which version it replaces: of the template, or of this moment."""
        rows = []
        for row in sheet.rows:
            known = self._of(row.cells)
            version = row.cells["version"] or (str(known.version) if known else "")
            rows.append(replace(row, cells=row.cells | {"version": version}))
        return replace(sheet, rows=tuple(rows))

    def try_out(self, sheet: Sheet) -> Outcome:
        """Return what the file would do. Nothing is written."""
        return self._run(sheet, dry_run=True)

    def take_in(self, sheet: Sheet) -> Outcome:
        """Change what is right, by the act that a click would do; what is wrong stays out."""
        return self._run(sheet, dry_run=False)

    def _run(self, sheet: Sheet, *, dry_run: bool) -> Outcome:
        self._find_known()
        keys = [self._key_of(row.cells) for row in sheet.rows]
        double = {key for key, times in Counter(keys).items() if key and times > 1}
        self._lines = {key: [r.line for r, k in zip(sheet.rows, keys, strict=True) if k == key] for key in double}
        dataset = Dataset(headers=[*TITLES, "line"])
        for row in sheet.rows:
            dataset.append([*(row.cells[field] for field in TITLES), row.line])
        result = self.import_data(dataset, dry_run=dry_run)
        for failed in (*result.base_errors, *(error for _, errors in result.row_errors() for error in errors)):
            raise failed.error  # nothing was kept; the person sees the page for what we did not foresee
        wrong = {invalid.number - 1: invalid for invalid in result.invalid_rows}
        return Outcome(
            changed=tuple(
                _change(done, row.line) for row, done in zip(sheet.rows, result.rows, strict=True) if done.is_update()
            ),
            same=sum(row.is_skip() for row in result.rows),
            wrong=tuple(self._wrong(sheet, place, invalid.error_dict) for place, invalid in wrong.items()),
        )

    def _wrong(self, sheet: Sheet, place: int, errors: dict[str, list[str]]) -> WrongRow:
        row = sheet.rows[place]
        problems = tuple(
            Problem(
                field, f"{sheet.letters.get(field, '')}{row.line}", title, row.cells[field], ". ".join(errors[field])
            )
            for field, title in TITLES.items()
            if field in errors
        )
        known = self._of(row.cells)
        return WrongRow(row.line, row.cells, problems, known.version if known else None)

    # What import-export asks, in the order in which it asks.

    def get_queryset(self) -> QuerySet[ExpectedInflow]:
        return self._inflows

    def get_instance(self, instance_loader: Any, row: dict[str, Any]) -> ExpectedInflow | None:
        known = self._of(row)
        return copy(known) if known else None

    def import_instance(self, instance: ExpectedInflow, row: dict[str, Any], **kwargs: Any) -> None:
        form = self._row_form(row)
        errors: dict[str, list[Any]] = dict(form.errors.as_data())
        for field in CONTENT:
            if field in form.cleaned_data:
                setattr(instance, field, form.cleaned_data[field])
        if "municipality" not in errors and (sentence := self._no_place(instance, row)):
            errors["municipality"] = [ValidationError(sentence)]
        if not errors:
            errors = self._against_the_present(instance, form.cleaned_data["version"])
        if errors:
            raise ValidationError(errors)

    def skip_row(
        self, instance: ExpectedInflow, original: ExpectedInflow, row: dict[str, Any], import_validation_errors: Any
    ) -> bool:
        return not import_validation_errors and _is_same(instance, original)

    def save_instance(self, instance: ExpectedInflow, is_create: bool, row: dict[str, Any], **kwargs: Any) -> None:
        if kwargs["dry_run"]:
            return
        try:
            demand.change(
                inflow=self._known[self._key_of(row)], per_year=instance.per_year, source=instance.source,
                source_on=instance.source_on, expected_version=int(row["version"]), by=self._by,
            )  # fmt: skip
        except Changed as conflict:
            raise ValidationError({"per_year": _conflict(conflict.current)}) from conflict
        except NotNow as reason:
            raise ValidationError({"per_year": str(reason)}) from reason

    def _no_place(self, instance: ExpectedInflow, row: dict[str, Any]) -> str:
        """Return why this row belongs nowhere."""
        if instance.pk is None:
            names = sorted({one.municipality.name for one in self._known.values()}, key=sort_key)
            return f"Deze gemeente hoort niet bij de regio. Kies uit: {listing(names)}"
        if others := [str(line) for line in self._lines.get(self._key_of(row), []) if line != row["line"]]:
            return f"Deze gemeente staat ook in rij {listing(others)}. Laat 1 rij staan"
        return ""

    def _against_the_present(self, instance: ExpectedInflow, version: int | None) -> dict[str, list[Any]]:
        """Return what does not fit with the number that stands there now."""
        present = next(one for one in self._known.values() if one.pk == instance.pk)
        if _is_same(instance, present):
            return {}
        if version is not None and version != present.version:
            return {"per_year": [ValidationError(_conflict(present))]}
        if present.is_computed and instance.per_year != present.per_year and instance.source == present.source:
            sentence = "Dit is de bron van het berekende getal. Vul in waar jullie eigen getal vandaan komt"
            return {"source": [ValidationError(sentence)]}
        return {}

    def _find_known(self) -> None:
        found = list(self._inflows.select_related("municipality").order_by("municipality__name"))
        self._known = {_key(one.municipality.code): one for one in found}
        self._codes = {_key(one.municipality.name): _key(one.municipality.code) for one in found}

    def _key_of(self, cells: dict[str, Any]) -> str:
        typed = _key(str(cells["municipality"]))
        return self._codes.get(typed, typed)

    def _of(self, cells: dict[str, Any]) -> ExpectedInflow | None:
        return self._known.get(self._key_of(cells))


def _change(done: Any, line: int) -> Change:
    former, new = done.original, done.instance
    shown = plain(former.per_year), plain(Decimal(new.per_year))
    return Change(line, new.municipality.name, *shown, new.source, new.source_on)


def _is_same(one: ExpectedInflow, other: ExpectedInflow) -> bool:
    return all(getattr(one, field) == getattr(other, field) for field in CONTENT)


def _conflict(present: Any) -> str:
    return (
        f"Een collega heeft dit getal net gewijzigd. Nu staat er {stand(present)}. "
        "Wil je het toch vervangen? Download de foute rijen en upload deze rij opnieuw"
    )


def _key(text: str) -> str:
    """Return the name without capitals, accents and double spaces: how people type it."""
    return sort_key(text)[0]
