"""Hours that the law asks: afschalen, PVT, MAP and the Z-route by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inburgering.notation import count, number
from trajectories.rules.clock import ASIELSTATUSHOUDER, B1, ONDERWIJS, ZELFREDZAAMHEID
from trajectories.rules.course_rules import Hours, followed_per_kind
from trajectories.rules.law_periods import RULES, Rule, rule_on

LESSONS = ("NT2", "ALFABETISERING", "KNM")  # the cursusuren of the Z-route
TAKING_PART = ("PARTICIPATIE", "PVT", "MAP")


@dataclass(frozen=True, slots=True)
class Norm:
    """A number of hours that somebody must follow, counted over `kinds`.

    `is_threshold`: nobody has to follow so many; from there on something may happen.
    """

    key: str
    label: str
    hours: int
    kinds: tuple[str, ...]
    article: str
    explanation: str
    is_threshold: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    norm: Norm
    followed: int

    @property
    def is_reached(self) -> bool:
        return self.followed >= self.norm.hours

    @property
    def sentence(self) -> str:
        """Return "PVT: 8 van 12 uur gevolgd", or "Taal (NT2): 8 uur gevolgd" where no number has to be reached."""
        if self.norm.is_threshold:
            return f"{self.norm.label}: {number(self.followed)} uur gevolgd"
        return f"{self.norm.label}: {number(self.followed)} van {number(self.norm.hours)} uur gevolgd"


def norms(indeling: str, leerroute: str, *, on: date, rules: tuple[Rule, ...] = RULES) -> tuple[Norm, ...]:
    """Return the norms of this group in this leerroute, of the law of a day; what only a PIP promises is not in it."""
    pvt = rule_on(rules, "PVT", on)
    found = [
        Norm(
            "PVT",
            "PVT",
            pvt.parameters["hours"],
            ("PVT",),
            pvt.article,
            "met een activiteit of excursie, en de ondertekening van de verklaring",
        )
    ]
    if leerroute != ONDERWIJS:
        rule = rule_on(rules, "MAP", on)
        explained = "inzet op de arbeidsmarkt, en een eindgesprek met het college"
        found.append(Norm("MAP", "MAP", rule.parameters["hours"], ("MAP",), rule.article, explained))
    if leerroute == B1:
        rule = rule_on(rules, "AFSCHALEN", on)
        explained = "geen verplicht aantal: vanaf deze grens mag afschalen naar A2, bij voldoende inspanning"
        found.append(Norm("AFSCHALEN", "Taal (NT2)", rule.parameters["hours"], ("NT2",), rule.article, explained, True))
    return (*found, *(_norms_of_z(indeling, rule_on(rules, "ZROUTE", on)) if leerroute == ZELFREDZAAMHEID else ()))


def _norms_of_z(indeling: str, rule: Rule) -> tuple[Norm, ...]:
    lessons = Norm(
        "Z_LESSONS", "Lessen Z-route", rule.parameters["course"], LESSONS, rule.article, "taal, alfabetisering en KNM"
    )
    asked = _participation(indeling, rule)
    if not asked:
        return (lessons,)
    explained = "de uren van PVT en MAP tellen mee (lid 5)"
    return (lessons, Norm("Z_PART", "Participatie Z-route", asked, TAKING_PART, rule.article, explained))


def progress(
    indeling: str, leerroute: str, hours: Iterable[Hours], *, on: date, rules: tuple[Rule, ...] = RULES
) -> tuple[Progress, ...]:
    """Return for each norm how many hours were followed; hours of before the PIP count (Besluit art. 3.14 and 5.5)."""
    totals = followed_per_kind(hours)
    return tuple(
        Progress(norm, sum(totals.get(kind, 0) for kind in norm.kinds))
        for norm in norms(indeling, leerroute, on=on, rules=rules)
    )


def _participation(indeling: str, rule: Rule) -> int:
    return rule.parameters["participation_asylum" if indeling == ASIELSTATUSHOUDER else "participation_other"]


@dataclass(frozen=True, slots=True)
class Afschaling:
    """Whether the exams may be taken at A2. `why_not` has a Dutch sentence per condition that is not met."""

    is_allowed: bool
    hours_to_go: int
    why_not: tuple[str, ...]


def afschalen(
    *, leerroute: str, nt2_hours: int, at_keurmerk: bool | None, sufficient_effort: bool | None, on: date,
    rules: tuple[Rule, ...] = RULES,
) -> Afschaling:  # fmt: skip
    """Return whether afschalen to A2 is possible (Wet art. 17 lid 3; Besluit art. 5.5).

    `nt2_hours` are hours of NT2 at a school with the keurmerk or a taalschakelinstelling, those of during the brede
    intake included; alphabetisation is not counted (an open point). `sufficient_effort` is the judgement of the
    college. None is not looked at or not judged yet. There is no last day for it.
    """
    asked = rule_on(rules, "AFSCHALEN", on).parameters["hours"]
    said = []
    if leerroute != B1:
        said.append("Afschalen kan alleen in de B1-route.")
    if at_keurmerk is None:
        said.append("Ga na of de uren bij een school met het keurmerk of een taalschakelinstelling waren.")
    elif not at_keurmerk:
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

    @classmethod
    def of(cls, hours: Iterable[Hours]) -> Followed:
        """Return what these months add up to."""
        found = followed_per_kind(hours)
        lessons = sum(found.get(kind, 0) for kind in LESSONS)
        return cls(lessons, found.get("PARTICIPATIE", 0), found.get("PVT", 0), found.get("MAP", 0))


def z_hours(
    *, indeling: str, followed: Followed, on: date, most_participation: int | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> ZHours:  # fmt: skip
    """Return the norm of the Z-route and what is left of it (Besluit art. 3.14).

    `most_participation` is what a partial medical ontheffing leaves (DUO: urenBelastbaarheidParticipatieactiviteit).
    PVT and MAP count inside the participation hours, for asielstatushouders only; others have no participation part.
    """
    rule = rule_on(rules, "ZROUTE", on)
    norm, asked = rule.parameters, _participation(indeling, rule)
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
