"""Signs: an answer, a status, a step, a subregion. Small, and the same on every page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from inburgering.components.library import register
from inburgering.components.scale import SCALE, SCALE_CLASS, signed

STANCES = {
    "AGREE": ("check", "Akkoord"),
    "AGREE_IF": ("half", "Akkoord mits"),
    "DISAGREE": ("cross", "Niet akkoord"),
    "NONE": ("dash", "Nog geen reactie"),
}
ROUTES = {"B1": "B1-route", "ONDERWIJS": "Onderwijsroute", "ZELFREDZAAMHEID": "Z-route", "": "Nog niet bepaald"}
JOB_CLASS = {"DONE": "is-done", "RUNNING": "is-busy", "FAILED": "is-failed"}


@register.inclusion_tag("components/status_label.html")
def status_label(code: str, label: str = "") -> dict[str, str]:
    """The status of a decision, in its fixed form: dashed, outlined or full."""
    return {"name": str(code).lower().replace("_", "-"), "label": label or str(code).capitalize()}


@register.inclusion_tag("components/stance.html")
def stance(code: str | None, reason: str = "", label: str = "") -> dict[str, str]:
    icon, word = STANCES[code or "NONE"]
    return {"icon": icon, "label": label or word, "reason": reason}


@register.inclusion_tag("components/heat_cell.html")
def heat_cell(
    value: int | None, is_limit: bool = False, is_mine: bool = False, starts_group: bool = False, url: str = ""
) -> dict[str, Any]:
    """One cell of the heat map: sign and digit, position and colour; a missing answer in words."""
    name = "none" if value is None else SCALE_CLASS[value]
    context = {"name": name, "is_limit": is_limit, "is_mine": is_mine, "starts_group": starts_group, "url": url}
    return context | {"text": signed(value), "words": "" if value is None else SCALE[value], "missing": value is None}


@register.inclusion_tag("components/scale_chip.html")
def scale_chip(value: int) -> dict[str, str]:
    return {"name": SCALE_CLASS[value], "text": signed(value)}


@register.inclusion_tag("components/scale_key.html")
def scale_key() -> dict[str, Any]:
    return {"values": SCALE.items()}


@register.inclusion_tag("components/bar.html")
def bar(value: float, maximum: float) -> dict[str, str]:
    """A bar of `value` out of `maximum`; the number itself stands beside it as text."""
    share = max(0.0, min(1.0, float(value) / float(maximum))) if maximum else 0.0
    return {"width": f"{share * 100:.1f}"}


@register.inclusion_tag("components/steps.html")
def steps(count: int, label: str, total: int = 4) -> dict[str, Any]:
    return {"filled": [index < count for index in range(total)], "label": label}


@register.inclusion_tag("components/hexes.html")
def hexes(count: int, total: int) -> dict[str, Any]:
    """A row of tiles, `count` of `total` full; the words stand beside it."""
    tiles = [(index * 14 + 7, index < count) for index in range(total)]
    return {"tiles": tiles, "width": total * 14}


@register.inclusion_tag("components/swatch.html")
def swatch(group: int, label: str = "") -> dict[str, Any]:
    """The hatching of a subregion (1, 2, 3 ...) in one small tile, with its name."""
    return {"group": (int(group) - 1) % 4 + 1, "label": label}


@register.inclusion_tag("components/route.html")
def route(code: str) -> dict[str, str]:
    return {"code": code, "label": ROUTES[code]}


@register.inclusion_tag("components/slats.html")
def slats(states: Iterable[str], current: int, total: int, open_count: int) -> dict[str, Any]:
    """Progress through the questions. `states` holds "done" or "open" per question; `current` counts from 1."""
    marks = ["now" if number == current else state for number, state in enumerate(states, start=1)]
    return {"marks": marks, "current": current, "total": total, "open_count": open_count}


@register.inclusion_tag("components/document_progress.html")
def document_progress(states: Iterable[str], label: str = "") -> dict[str, Any]:
    """One slat per document, from the states of its job (QUEUED, RUNNING, DONE, FAILED)."""
    given = list(states)
    classes = [JOB_CLASS.get(state, "") for state in given]
    return {"classes": classes, "done": given.count("DONE"), "total": len(given), "label": label}


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, str]:
    return {"name": name}
