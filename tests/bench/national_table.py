"""What was measured in both databases, as rows of the table that is printed."""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

PART = "Caseload"
FEW = 2_500
PAIRS = {
    "eerste bladzijde": ("caseload, eerste bladzijde", 3),
    "laatste bladzijde": ("caseload, laatste bladzijde", 8),
    "deel van een naam": ("zoeken op deel van een naam", 8),
    "een nummer": ("zoeken op nummer", 30),
}


def table(few: dict[str, Any], many: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    rows = []
    for name, times in many["times"].items():
        slower = p95(times) / p95(few["times"][name])
        rows.append((f"{name}: {few['rows']} rijen, p50 en p95", ms(few["times"][name]), ""))
        rows.append((f"{name}: {many['rows']} rijen, p50 en p95", ms(times), ""))
        asked = many["queries"][name]
        rows.append((f"{name}: p95 keer die bij {few['rows']}", f"{slower:.2f}×; {asked} vragen", "≤ 1,25×; ≤ 10"))
    stock, whole = many["admin"], many["whole"]
    for name, (ours, goal) in PAIRS.items():
        rows.append((f"beheerlijst van Django, {name}, p50 en p95", ms(stock[name]), ""))
        ratio = median(stock[name]) / median(many["times"][ours])
        rows.append((f"{name}: klantregisseur, keer sneller dan die lijst", f"{ratio:.1f}×", f"≥ {goal}×"))
        ratio = median(stock[name]) / median(whole[name])
        figure = f"{ms(whole[name])}; {ratio:.1f}×"
        rows.append((f"{name}: wie voor het hele land werkt, p50 en p95, keer sneller", figure, ""))
    return [(PART, *row) for row in rows]


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def ms(times: list[float]) -> str:
    return f"{1000 * median(times):.0f} en {1000 * p95(times):.0f} ms"
