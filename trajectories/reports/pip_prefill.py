"""What is already known when a PIP begins, from the intake or from the former gemeente; the editor says where from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from inburgering.notation import date_long, date_short
from trajectories.models import BredeIntake, Pip, Trajectory
from trajectories.reports import handover_received
from trajectories.reports.pip_words import LABELS, words
from trajectories.rules import handover_parts, intake_parts

_LONGEST = 500
STAYS = "Na een verhuizing blijft de leerroute gelden (Wet inburgering 2021, artikel 15 lid 4)."
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


def after_move(trajectory: Trajectory) -> dict[str, Any]:
    """Return columns of part A for the first PIP after a move: the leerroute stays (Wi2021 art. 15 lid 4).

    What else came along is a proposal: the editor shows its source, and the klantregisseur decides.
    """
    no_map = {"map_hours": None} if trajectory.leerroute == "ONDERWIJS" else {}
    came = handover_received.decision(trajectory)
    route = {"leerroute": trajectory.leerroute, "level": trajectory.level}
    if trajectory.leerroute:
        there = f"De gemeente {came.sender}" if came else "De vorige gemeente"
        route["route_argument"] = f"{there} stelde deze leerroute vast. {STAYS}"
    decided = {name: value for name, value in _columns(came.facts).items() if value is not None} if came else {}
    return first(trajectory) | no_map | decided | route


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    decided = facts[handover_parts.DECISION]
    columns = {name: decided[name] for name in handover_parts.DECIDED if name in decided}
    if columns.get("hours_per_week") is not None:
        columns["hours_per_week"] = Decimal(columns["hours_per_week"])
    return columns


def sources(trajectory: Trajectory, pip: Pip) -> dict[str, str]:
    """Return by column a sentence about what came along from the former gemeente; empty without a move."""
    if pip.reason != Pip.Reason.MOVE:
        return {}
    done, came = _done(trajectory), handover_received.decision(trajectory)
    said = {name: _came(came, pip, name, value) for name, value in _columns(came.facts).items()} if came else {}
    both = {name: f"{said.get(name, '')} {done.get(name, '')}".strip() for name in [*said, *done]}
    return {name: sentence for name, sentence in both.items() if sentence}


def _came(came: handover_received.Decision, pip: Pip, name: str, value: Any) -> str:
    if getattr(pip, name) != value:
        return f"In de overdracht van {came.sender}, {date_short(came.on)}, staat: {words(name, value)}."
    if value in (None, "", [], False):
        return ""
    return f"Nu ingevuld {came.source}.{_until(came) if name == 'has_ontzorgen' else ''}"


def unchanged(trajectory: Trajectory, pip: Pip) -> tuple[str, list[str]]:
    """Return from where, and the labels of what still stands as it came along: somebody should have looked at it."""
    came = handover_received.decision(trajectory) if pip.reason == Pip.Reason.MOVE else None
    if came is None:
        return "", []
    kept = [name for name, value in _columns(came.facts).items() if value and getattr(pip, name) == value]
    return came.source, [LABELS[name] for name in kept if not (name == "alphabet" and pip.alphabet == "NVT")]


def _done(trajectory: Trajectory) -> dict[str, str]:
    """Return what of PVT and MAP is behind somebody: the hours of the new PIP are what is still to be done."""
    signed, ended = trajectory.pvt_signed_on, trajectory.map_ended_on
    return {
        "pvt_hours": f"Het PVT is al ondertekend op {date_short(signed)}." if signed else "",
        "map_hours": f"De MAP is al afgerond op {date_short(ended)}." if ended else "",
    }


def _until(came: handover_received.Decision) -> str:
    until = came.facts.get(handover_parts.ONTZORGEN_UNTIL)
    day = f" Daar liep het tot en met {date_short(date.fromisoformat(until))}." if until else ""
    return f"{day} Kijk of het hier ook geldt (Participatiewet art. 56a)."


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
    """Return the labels of what still stands as the intake said it; a change starts from the version in force."""
    if pip.reason not in {Pip.Reason.FIRST, Pip.Reason.MOVE} or pip.number > 1:
        return []
    return [LABELS[name] for name, value in first(trajectory).items() if value and getattr(pip, name) == value]


def _told(known: dict[str, Any], *keys: str) -> str:
    """Return "Wil werken als: kok. Hoogste opleiding: basisschool." for the answers that are there."""
    said = [f"{intake_parts.FIELDS[key].label}: {_answer(known, key)}." for key in keys if _answer(known, key)]
    return " ".join(said)


def _answer(known: dict[str, Any], key: str) -> str:
    field = intake_parts.FIELDS.get(key)
    return intake_parts.written(field, known[key]) if field and key in known else ""
