"""What is still missing before DUO or the college can say that the duty is fulfilled (Wet art. 6 to 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inburgering.notation import listing
from trajectories.rules.clock import B1, ONDERWIJS, ZELFREDZAAMHEID

LANGUAGE_PARTS = {"LE": "lezen", "LU": "luisteren", "SC": "schrijven", "SP": "spreken"}
PARTS = {**LANGUAGE_PARTS, "KNM": "KNM"}
TAALSCHAKELTRAJECT = "TST"


@dataclass(frozen=True, slots=True)
class Done:
    """What is reached: `passed` has DUO's codes of exam parts, and TST for the diploma of the taalschakeltraject.

    Exemptions of a part count as passed; the caller adds them.
    """

    leerroute: str
    passed: frozenset[str] = frozenset()
    pvt_signed: bool = False
    map_ended: bool = False
    z_hours_left: int = 0
    z_ended: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """`missing` in Dutch, empty when complete; `document` is what the inburgeraar gets, and from whom."""

    missing: tuple[str, ...]
    document: str

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def sentence(self) -> str:
        if self.is_complete:
            return f"Alles is gehaald: {self.document}."
        return f"Nog nodig: {listing(self.missing)}."


def passed_parts(
    results: Iterable[tuple[str, str, str]], level: str, parts_at_a2: Iterable[str] = ()
) -> frozenset[str]:
    """Return the parts that are passed at the level that the PIP asks; `results` are part, level and result.

    `level` is that of the PIP; A2, or a part that went to A2 by itself, takes A2 (Wet art. 17 lid 3). Everything else
    takes B1 at least. KNM and the taalschakeltraject have no level.
    """
    lower = frozenset(LANGUAGE_PARTS) if level == "A2" else frozenset(parts_at_a2)
    return frozenset(
        part
        for part, at, result in results
        if result == "GESLAAGD" and (part not in LANGUAGE_PARTS or at in {"B1", "B2"} or (at == "A2" and part in lower))
    )


def completion(done: Done) -> Completion:
    """Return what is missing. Raises KeyError for an unknown leerroute."""
    missing = [] if done.pvt_signed else ["PVT ondertekenen"]
    if done.leerroute != ONDERWIJS and not done.map_ended:
        missing.append("eindgesprek MAP")
    missing += {B1: _exams, ONDERWIJS: _onderwijs, ZELFREDZAAMHEID: _z_route}[done.leerroute](done)
    document = "certificaat, door het college persoonlijk uitgereikt" if done.leerroute == ZELFREDZAAMHEID else (
        "diploma van DUO"
    )  # fmt: skip
    return Completion(tuple(missing), document)


def _exams(done: Done) -> list[str]:
    return [f"examen {name}" for code, name in PARTS.items() if code not in done.passed]


def _onderwijs(done: Done) -> list[str]:
    """The diploma of the taalschakeltraject; without it the ordinary exams at B1 and KNM count (art. 8)."""
    left = _exams(done)
    if TAALSCHAKELTRAJECT in done.passed or not left:
        return []
    return [f"diploma taalschakeltraject, of {listing(left)}"]


def _z_route(done: Done) -> list[str]:
    missing = [f"{done.z_hours_left} uren van de Z-route"] if done.z_hours_left else []
    return missing if done.z_ended else [*missing, "eindgesprek Z-route met het college"]
