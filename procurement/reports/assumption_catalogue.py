"""Every number a region may compute with: what is known of it publicly, or that nothing is and it must be filled in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of the catalogue. `value` is None when no public figure exists; `units` are those to choose from."""

    key: str
    label: str
    value: Decimal | None
    units: tuple[str, ...]
    is_assumption: bool
    source: str
    source_on: date | None
    note: str


def catalogue(on: date) -> tuple[Entry, ...]:
    """Return all numbers in their order, with the SPUK amounts and thresholds as known on this day."""
    rows = (*_rows("assumptions.csv"), *_spuk(on.year), *_thresholds(on))
    return tuple(_entry(row) for row in rows)


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        key=row["key"],
        label=row["label"],
        value=Decimal(row["value"]) if row["value"] else None,
        units=tuple(row["unit"].split("|")),
        is_assumption=row["is_assumption"] == "1",
        source=_source(row),
        source_on=_day(row["source_date"]),
        note=row["note"],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _spuk(year: int) -> list[dict[str, str]]:
    """Return the amounts of the last known year that is not later than this one."""
    known = list(_rows("spuk_amounts.csv"))
    last = max((row["year"] for row in known if int(row["year"]) <= year), default=known[-1]["year"])
    return [
        row | {"key": f"spuk_{last}_{row['key']}", "label": f"SPUK {last}: {row['label'].lower()}"}
        for row in known
        if row["year"] == last
    ]


def _thresholds(day: date) -> list[dict[str, str]]:
    return [
        row
        | {
            "key": f"threshold_{row['key']}_{row['valid_from'][:4]}_{row['valid_until'][:4]}",
            "label": f"{row['label']}, {row['valid_from'][:4]} en {row['valid_until'][:4]}",
        }
        for row in _rows("thresholds.csv")
        if row["valid_from"] <= day.isoformat() <= row["valid_until"]
    ]


def _day(text: str) -> date | None:
    """Return the day of a source. Of some only the year is known: then the source names that year."""
    return date.fromisoformat(text) if len(text) > len("2025") else None


def _source(row: dict[str, str]) -> str:
    written = row["source_date"]
    return row["source"] if not written or _day(written) else f"{row['source']}, {written}"
