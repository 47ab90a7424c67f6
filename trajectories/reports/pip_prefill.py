"""What the intake already tells about a first PIP, so that nothing is asked twice; the editor says where it is from."""

from __future__ import annotations

from typing import Any

from inburgering.notation import date_long
from trajectories.models import BredeIntake, Pip, Trajectory
from trajectories.reports.pip_words import LABELS
from trajectories.rules import intake_parts

_LONGEST = 500
_ALPHABETS = {"LATIJN": Pip.Alphabet.NVT, "ANDER": Pip.Alphabet.ANDERS_ALFABEET, "LEERT": Pip.Alphabet.ANALFABEET}


def answers(trajectory: Trajectory) -> dict[str, Any]:
    """Return every answer of the brede intake by its key; empty when there was none."""
    intake = BredeIntake.objects.filter(trajectory=trajectory).first()
    parts = intake.parts.all() if intake else ()
    return {key: value for part in parts for key, value in part.fields.items() if value not in (None, "")}


def first(trajectory: Trajectory) -> dict[str, Any]:
    """Return columns of part A for a first PIP, as far as the intake answered them."""
    known = answers(trajectory)
    said = {
        "onderwijs_wish": _told(known, "wil_studeren", "werk_wens"),
        "onderwijs_level": _told(known, "opleiding", "diploma", "niveau_nu"),
        "vve": _answer(known, "vve"),
        "support": _told(known, "steun_hoe"),
    }
    columns: dict[str, Any] = {name: text[:_LONGEST] for name, text in said.items() if text}
    if "schrift" in known:
        columns["alphabet"] = _ALPHABETS.get(known["schrift"], Pip.Alphabet.NVT)
    return columns


def discussed(trajectory: Trajectory) -> list[tuple[str, str, str]]:
    """Return leerroute, own words and the day for every route whose consequences were talked about."""
    intake = BredeIntake.objects.filter(trajectory=trajectory).first()
    rows = intake.consequences.order_by("discussed_on") if intake else ()
    return [(row.get_leerroute_display(), row.own_words, date_long(row.discussed_on)) for row in rows]


def advice(trajectory: Trajectory) -> str:
    """Return what the leerbaarheidstoets says, in a sentence: it informs and does not dictate."""
    taken = trajectory.leerbaarheidstoetsen.order_by("-taken_on", "-pk").first()
    if taken is None:
        return "Er is geen leerbaarheidstoets vastgelegd."
    if taken.is_exempt:
        return "De leerbaarheidstoets hoefde niet."
    if not taken.result:
        return "De leerbaarheidstoets heeft nog geen uitslag."
    result = f"Leerbaarheidstoets van {date_long(taken.taken_on)}: {taken.get_result_display()}."
    return f"{result} De uitslag is een advies."


def taken_over(trajectory: Trajectory, pip: Pip) -> list[str]:
    """Return the labels of what still stands as the intake said it; only a first PIP starts from the intake."""
    if pip.reason != Pip.Reason.FIRST:
        return []
    return [LABELS[name] for name, value in first(trajectory).items() if value and getattr(pip, name) == value]


def _told(known: dict[str, Any], *keys: str) -> str:
    """Return "Wil werken als: kok. Hoogste opleiding: basisschool." for the answers that are there."""
    said = [f"{intake_parts.FIELDS[key].label}: {_answer(known, key)}." for key in keys if _answer(known, key)]
    return " ".join(said)


def _answer(known: dict[str, Any], key: str) -> str:
    field = intake_parts.FIELDS.get(key)
    return intake_parts.written(field, known[key]) if field and key in known else ""
