"""What was measured, as rows of the table that is printed."""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

PART = "Caseload"
FEW = 2_500
FASTER = {
    "caseload, eerste bladzijde": 3,
    "caseload, laatste bladzijde": 8,
    "zoeken op deel van een naam": 8,
    "zoeken op nummer: gevonden": 30,
}
Times = dict[str, list[float]]


def table(found: dict[str, Times], few: dict[str, Any], many: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    rows = []
    for name, times in found["many"].items():
        small = found["few"][name]
        rows.append((f"{name}: {few['rows']} rijen, p50 en p95", ms(small), ""))
        rows.append((f"{name}: {many['rows']} rijen, p50 en p95", ms(times), ""))
        slower = f"{median(times) / median(small):.2f}× en {p95(times) / p95(small):.2f}×"
        rows.append((f"{name}: keer die bij {few['rows']}, p50 en p95", slower, "p95 ≤ 1,25×"))
        if name in many["queries"]:
            rows.append((f"{name}: vragen aan de database", str(many["queries"][name]), "≤ 10"))
    for name, goal in FASTER.items():
        stock, whole = found["admin"][name], found["whole"][name]
        rows.append((f"beheerlijst van Django, {name}, p50 en p95", ms(stock), ""))
        ratio = median(stock) / median(found["many"][name])
        rows.append((f"{name}: klantregisseur, keer sneller dan die lijst", f"{ratio:.1f}×", f"≥ {goal}×"))
        figure = f"{ms(whole)}; {median(stock) / median(whole):.1f}×"
        rows.append((f"{name}: wie voor het hele land werkt, p50 en p95, keer sneller", figure, ""))
    return [(PART, *row) for row in rows]


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def ms(times: list[float]) -> str:
    return f"{1000 * median(times):.0f} en {1000 * p95(times):.0f} ms"
