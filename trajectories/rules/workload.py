"""How much work a trajectory gives, and how much room somebody has for it. Never a score of a person.

No norm of this work is established: every number here is an assumption with its source, which a municipality replaces
by its own. Health never counts: a heavier weight would tell what only few may know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Norms = Mapping[str, Decimal]

PROPOSED = "aanname: voorstel bij dit product, geen vastgestelde norm"
PROPOSED_ON = date(2026, 11, 22)
LAW_FULL_WEEK = "aanname: voltijd bij gemeenten volgens de cao Gemeenten, 36 uur per week"


@dataclass(frozen=True, slots=True)
class Norm:
    """One number that the weighing uses; `unit` says in what it counts."""

    key: str
    label: str
    value: Decimal
    unit: str
    source: str = PROPOSED
    source_on: date = PROPOSED_ON


REGISTERED, INTAKE, FIRST_MONTHS = "REGISTERED", "INTAKE", "FIRST_MONTHS"
MIDDLE_MONTHS, LATER_MONTHS, COMPLETION = "MIDDLE_MONTHS", "LATER_MONTHS", "COMPLETION"
SURCHARGE, LOW_TOUCH, PER_FTE, FULL_WEEK = "SURCHARGE", "LOW_TOUCH", "PER_FTE", "FULL_WEEK"

PREFILL: tuple[Norm, ...] = (
    Norm(REGISTERED, "Aanmelding en huisvesting", Decimal("1.5"), "punten"),
    Norm(INTAKE, "Brede intake tot en met het PIP", Decimal("2"), "punten"),
    Norm(FIRST_MONTHS, "Eerste 6 maanden na het PIP", Decimal("1.5"), "punten"),
    Norm(MIDDLE_MONTHS, "6 tot 18 maanden na het PIP", Decimal("1"), "punten"),
    Norm(LATER_MONTHS, "Meer dan 18 maanden na het PIP", Decimal("0.75"), "punten"),
    Norm(COMPLETION, "Afronding", Decimal("1"), "punten"),
    Norm(SURCHARGE, "Erbij voor Z-route of alfabetisering", Decimal("0.5"), "punten"),
    Norm(LOW_TOUCH, "Maal voor gezinsmigranten en overige migranten", Decimal("0.5"), "keer"),
    Norm(PER_FTE, "Ruimte bij een volle werkweek", Decimal("60"), "punten"),
    Norm(FULL_WEEK, "Volle werkweek", Decimal("36"), "uur", LAW_FULL_WEEK),
)
DEFAULTS: Norms = {norm.key: norm.value for norm in PREFILL}

FIRST, MIDDLE = 6, 18  # months after the first PIP; seed: the weight lies in the first half year
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Load:
    """What the weight of one trajectory follows from."""

    phase: str
    first_pip_dated_on: date | None
    leerroute: str
    is_alphabetisation: bool
    indeling: str


def months_between(start: date, end: date) -> int:
    """Return the whole months from start to end; negative when end lies before it."""
    return (end.year - start.year) * 12 + end.month - start.month - (1 if end.day < start.day else 0)


def stage(load: Load, *, on: date) -> str:
    """Return the key of the norm that holds for this trajectory on a day; "" for one that is closed."""
    if load.phase == "CLOSED":
        return ""
    if load.phase in {"REGISTERED", "COMPLETION"}:
        return load.phase
    if load.phase in {"INTAKE", "PIP"} or load.first_pip_dated_on is None:
        return INTAKE
    passed = months_between(load.first_pip_dated_on, on)
    if passed < FIRST:
        return FIRST_MONTHS
    return MIDDLE_MONTHS if passed < MIDDLE else LATER_MONTHS


def has_surcharge(load: Load) -> bool:
    return load.is_alphabetisation or load.leerroute == "ZELFREDZAAMHEID"


def is_low_touch(load: Load) -> bool:
    return load.indeling == "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"


def weight(load: Load, norms: Norms, *, on: date) -> Decimal:
    """Return the weight in points: of the phase, with the surcharge once, times the factor of the group."""
    key = stage(load, on=on)
    if not key:
        return Decimal(0)
    points = norms[key] + (norms[SURCHARGE] if has_surcharge(load) else 0)
    return points * norms[LOW_TOUCH] if is_low_touch(load) else points


def capacity(hours_per_week: Decimal, norms: Norms, *, is_absent: bool = False) -> Decimal:
    """Return the room in points, to one decimal; nothing for who is away."""
    if is_absent or not norms[FULL_WEEK]:
        return Decimal(0)
    return (hours_per_week / norms[FULL_WEEK] * norms[PER_FTE]).quantize(_TENTH)


def with_own(own: Norms) -> Norms:
    """Return every norm: a municipality's own number where it set one, the proposed one elsewhere."""
    return {key: own.get(key, value) for key, value in DEFAULTS.items()}
