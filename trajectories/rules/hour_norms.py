"""Hours that the law asks: afschalen, PVT, MAP and the Z-route by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inburgering.notation import count, number
from trajectories.rules.clock import ASIELSTATUSHOUDER, B1
from trajectories.rules.law_periods import RULES, Rule, rule_on


@dataclass(frozen=True, slots=True)
class Afschaling:
    """Whether the exams may be taken at A2. `why_not` has a Dutch sentence per condition that is not met."""

    is_allowed: bool
    hours_to_go: int
    why_not: tuple[str, ...]


def afschalen(
    *, leerroute: str, nt2_hours: int, at_keurmerk: bool, sufficient_effort: bool | None, on: date,
    rules: tuple[Rule, ...] = RULES,
) -> Afschaling:  # fmt: skip
    """Return whether afschalen to A2 is possible (Wet art. 17 lid 3; Besluit art. 5.5).

    `nt2_hours` are hours of NT2 at a school with the keurmerk or a taalschakelinstelling, alphabetisation and hours
    during the brede intake included. `sufficient_effort` is the judgement of the college; None is not judged yet.
    There is no last day for it.
    """
    asked = rule_on(rules, "AFSCHALEN", on).parameters["hours"]
    said = []
    if leerroute != B1:
        said.append("Afschalen kan alleen in de B1-route.")
    if not at_keurmerk:
        said.append("De uren tellen alleen bij een school met het keurmerk of een taalschakelinstelling.")
    if nt2_hours < asked:
        said.append(f"Er zijn {number(nt2_hours)} uren NT2 gevolgd; nodig zijn er {number(asked)}.")
    if not sufficient_effort:
        said.append("Leg vast dat de inburgeraar zich tijdens de lessen voldoende heeft ingespannen, en waaruit dat "
                    "blijkt.")  # fmt: skip
    return Afschaling(not said, max(0, asked - nt2_hours), tuple(said))


@dataclass(frozen=True, slots=True)
class ZHours:
    """What the Z-route asks of this group, and what is left. `deducted`: hours of PVT and MAP inside participation."""

    course_asked: int
    course_left: int
    participation_asked: int
    participation_left: int
    deducted: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Hours that were followed, in whole hours."""

    course: int = 0
    participation: int = 0
    pvt: int = 0
    module_map: int = 0


def z_hours(
    *, indeling: str, followed: Followed, on: date, most_participation: int | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> ZHours:  # fmt: skip
    """Return the norm of the Z-route and what is left of it (Besluit art. 3.14).

    `most_participation` is what a partial medical ontheffing leaves (DUO: urenBelastbaarheidParticipatieactiviteit).
    PVT and MAP count inside the participation hours, for asielstatushouders only; others have no participation part.
    """
    norm = rule_on(rules, "ZROUTE", on).parameters
    asked = norm["participation_asylum" if indeling == ASIELSTATUSHOUDER else "participation_other"]
    if most_participation is not None:
        asked = min(asked, most_participation)
    deducted = min(asked, followed.pvt + followed.module_map)
    course_left = max(0, norm["course"] - followed.course)
    participation_left = max(0, asked - deducted - followed.participation)
    sentence = f"Nog {count(course_left, 'cursusuur', 'cursusuren')} van {number(norm['course'])}"
    if asked:
        sentence += f" en {number(participation_left)} uur participatie van {number(asked)}"
        sentence += f", waarvan {number(deducted)} uur al telt door PVT en MAP" if deducted else ""
    return ZHours(norm["course"], course_left, asked, participation_left, deducted, f"{sentence}.")


def indeling_on(periods: Sequence[tuple[str, date]], day: date) -> str:
    """Return the group on a day, from (indeling, begins_on) rows; "" before the first. A later row ends the former."""
    known = [(begins_on, indeling) for indeling, begins_on in periods if begins_on <= day]
    return max(known)[1] if known else ""


def is_enough(key: str, hours: int, *, on: date, rules: tuple[Rule, ...] = RULES) -> bool:
    """Return whether the hours of PVT or MAP reach the norm (12 and 40)."""
    return hours >= rule_on(rules, key, on).parameters["hours"]
