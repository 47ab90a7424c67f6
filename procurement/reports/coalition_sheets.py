"""The lists of the page about added value as rows of a workbook: numbers as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from procurement.reports.coalition import CoalitionReport

Value = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    header: list[str]
    rows: list[list[Value]]


def sheet(report: CoalitionReport, which: str) -> Sheet:
    """Return the list that is asked for: "manieren", "verdeling", or else what it is worth per municipality."""
    if report.shown is not None and which == "manieren":
        return Sheet(f"Manieren {report.shown.name}", WAYS, _ways(report))
    if report.shown is not None and which == "verdeling":
        return Sheet(f"Verdeling {report.shown.name}", SHARES, _shares(report))
    return Sheet("Meerwaarde", VALUES, _values(report))


VALUES = ["Gemeente", "Weken wachten", "Uren per jaar", "Contracten", "Euro’s per jaar", "Meeste winst"]
WAYS = [
    "Manier", "Het plan", "Euro’s per jaar", "Meer dan de goedkoopste", "Maanden wachten, gemiddeld",
    "Maanden wachten, langste", "Langste in", "Verschil in antwoorden", "Wensen die niet passen",
]  # fmt: skip
SHARES = ["Groep", "Deel", "Alleen, euro’s per jaar", "Eerlijke verdeling", "In het plan", "Plan min eerlijk"]


def _values(report: CoalitionReport) -> list[list[Value]]:
    rows = [*report.rows, *([report.total] if report.total else [])]
    return [
        [
            row.name,
            _rounded(row.value.weeks),
            _rounded(row.value.hours),
            _rounded(row.value.contracts),
            row.euros,
            row.best,
        ]
        for row in rows
    ]


def _ways(report: CoalitionReport) -> list[list[Value]]:
    return [
        [
            row.name,
            "ja" if row.is_plan else "",
            row.euros,
            row.more,
            _rounded(row.mean_wait),
            _rounded(row.worst_wait),
            row.worst,
            _rounded(row.difference, "0.01"),
            "" if row.wishes is None else row.wishes,
        ]
        for row in (report.shown.rows if report.shown else ())
    ]


def _shares(report: CoalitionReport) -> list[list[Value]]:
    groups = report.shown.shares if report.shown else ()
    return [
        [group.label, row.name, row.alone, row.fair, row.actual, row.difference]
        for group in groups
        for row in (*group.rows, group.total)
    ]


def _rounded(amount: Decimal | None, step: str = "0.1") -> Value:
    return "" if amount is None else amount.quantize(Decimal(step))
