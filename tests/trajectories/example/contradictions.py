"""What would be wrong in the story of one inburgeraar: a table of sentences with the check that finds each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from trajectories.models import Trajectory
from trajectories.rules import life_areas
from trajectories.rules.duo_rules import PipFacts, check_pip

SATURDAY, AOW, OLDEST_PUPIL = 5, 67, 40
LANGUAGE = {"NT2", "ALFABETISERING", "KNM"}
TAKES_PART = {"PARTICIPATIE", "PVT", "MAP"}
ALL_EXAMS = {"LE", "LU", "SC", "SP", "KNM"}
REACHED, GONE = {"DIPLOMA", "CERTIFICAAT"}, {"VERTREK", "OVERLIJDEN"}
RUNNING = {"LEARNING", "COMPLETION"}
Check = Callable[..., Any]


def is_asylum(one: Trajectory) -> bool:
    return one.indeling == "ASIELSTATUSHOUDER"


def age(one: Trajectory, on: date) -> int:
    return on.year - one.inburgeraar.birth_year


def answer(one: Trajectory, key: str) -> object:
    parts = one.intake.parts.all() if hasattr(one, "intake") else []
    return next((part.fields[key] for part in parts if key in part.fields), 0)


def followed(one: Trajectory, kinds: set[str], until: date | None = None) -> int:
    return sum(row.followed for row in one.hours.all() if row.kind in kinds and (not until or row.month < until))


def in_order(*days: date | None) -> bool:
    """Whether the days that are known follow one another."""
    known = [day for day in days if day]
    return known == sorted(known)


def established(one: Trajectory) -> list[Any]:
    return [pip for pip in one.pips.all() if pip.state != "CONCEPT"]


# Of the whole trajectory: sentence, and whether it is so.
OF_TRAJECTORY: dict[str, Check] = {
    "te jong of te oud": lambda one, on: not 18 <= age(one, on) < AOW,
    "te oud voor de onderwijsroute": lambda one, on: one.leerroute == "ONDERWIJS" and age(one, on) > OLDEST_PUPIL,
    "roepnaam staat niet in de naam": lambda one, on: one.inburgeraar.calling_name not in one.inburgeraar.full_name,
    "geen taal": lambda one, on: not one.inburgeraar.languages,
    "adres zonder postcode": lambda one, on: bool(one.inburgeraar.street) != bool(one.inburgeraar.postcode),
    "in een azc zonder asielstatus": lambda one, on: one.azc_location and not is_asylum(one),
    "in een azc en ingeschreven": lambda one, on: one.azc_location and one.registered_brp_on,
    "gekoppeld zonder asielstatus": lambda one, on: one.linked_on and not is_asylum(one),
    "bijstand voor de inschrijving": lambda one, on: not in_order(one.registered_brp_on, one.bijstand_from_on),
    "besluiten niet op volgorde": lambda one, on: not in_order(
        one.linked_on, one.kennisgeving_on, one.first_pip_dated_on, one.pip_dated_on, one.closed_on
    ),
    "al voorbij, maar in de toekomst": lambda one, on: not in_order(
        max(day for day in (one.registered_on, one.registered_brp_on, one.pip_dated_on, one.lessons_started_on,
                            one.pvt_signed_on, one.map_ended_on, one.closed_on) if day), on),
    "PVT, MAP of eindgesprek na het einde": lambda one, on: not in_order(
        max((day for day in (one.pvt_signed_on, one.map_ended_on, one.z_ended_on) if day), default=None), one.closed_on
    ),
    "les voor het PIP": lambda one, on: not in_order(one.first_pip_dated_on, one.lessons_started_on),
    "verhuisd voordat de gemeente iemand kende": lambda one, on: not in_order(one.registered_on, one.moved_in_on),
    "route of niveau anders dan in het PIP": lambda one, on: established(one) and (one.leerroute, one.level) != (
        established(one)[-1].leerroute, established(one)[-1].level),
    "loopt zonder PIP of doelen": lambda one, on: one.phase in RUNNING and not (established(one) and one.goals.all()),
    "meer participatie dan gevraagd": lambda one, on: one.leerroute == "ZELFREDZAAMHEID"
    and followed(one, TAKES_PART) > 800,
    "PVT getekend zonder 12 uur": lambda one, on: one.pvt_signed_on
    and followed(one, {"PVT"}, until=one.pvt_signed_on) < 12,
    "PVT getekend voor de termijn": lambda one, on: one.pvt_signed_on and one.pvt_signed_on <= one.first_pip_dated_on,
    "MAP afgerond zonder 40 uur": lambda one, on: one.map_ended_on
    and followed(one, {"MAP"}, until=one.map_ended_on) < 40,
    "start van de les verschilt": lambda one, on: one.lessons_started_on != min(
        (row.starts_on for row in one.placements.all() if row.starts_on <= on), default=None),
    "twee lessen tegelijk": lambda one, on: any(
        earlier.ended_on is None or earlier.ended_on > later.starts_on
        for earlier, later in pairwise(sorted(one.placements.all(), key=lambda row: row.starts_on))),
    "meer uren dan er les is": lambda one, on: any(too_many_hours(one, on)),
    "docent zonder les": lambda one, on: "DOCENT" in around(one) and not one.closed_on and not one.placements.all(),
    "tolk zonder dat die nodig is": lambda one, on: "TOLK" in around(one) and not one.inburgeraar.needs_interpreter,
    "maatschappelijke begeleiding zonder asielstatus": lambda one, on: "MAATSCHAPPELIJK_BEGELEIDER" in around(one)
    and not is_asylum(one),
    "leeft van bijstand zonder bijstand": lambda one, on: answer(one, "inkomen") == "BIJSTAND"
    and not one.bijstand_from_on,
    "bereikt zonder PVT": lambda one, on: one.outcome in REACHED and not one.pvt_signed_on,
    "bereikt zonder MAP": lambda one, on: one.outcome in REACHED and one.leerroute != "ONDERWIJS"
    and not one.map_ended_on,
    "certificaat zonder eindgesprek": lambda one, on: one.outcome == "CERTIFICAAT" and not one.z_ended_on,
    "certificaat zonder 800 uur": lambda one, on: one.outcome == "CERTIFICAAT" and followed(one, LANGUAGE) < 800,
    "diploma in de Z-route": lambda one, on: one.outcome == "DIPLOMA" and one.leerroute == "ZELFREDZAAMHEID",
    "diploma zonder examens": lambda one, on: one.outcome == "DIPLOMA" and one.leerroute == "B1"
    and not {row.part for row in one.exams.all() if row.result == "GESLAAGD"} >= ALL_EXAMS,
    "weg en toch hier aan het werk": lambda one, on: one.outcome in GONE and one.after_6_months,
    "twaalf maanden zijn nog niet om": lambda one, on: one.after_12_months and on - one.closed_on < timedelta(days=365),
}  # fmt: skip
# Of rows below a trajectory: the relation, and per sentence whether it is so.
OF_ROWS: dict[str, dict[str, Check]] = {
    "placements": {
        "les zonder PIP met die route": lambda row, one, on: row.leerroute not in {
            pip.leerroute for pip in one.pips.all()},
        "aanbod aan een gezinsmigrant": lambda row, one, on: row.offered_on and not is_asylum(one),
        "les voor het aanbod": lambda row, one, on: not in_order(row.offered_on, row.starts_on, row.ended_on),
        "wacht of loopt terwijl het niet kan": lambda row, one, on: (row.state == "WAITING") != (row.starts_on > on),
        "loopt langer dan gepland": lambda row, one, on: row.state == "RUNNING" and row.expected_end_on < on,
        "beëindigd zonder dag": lambda row, one, on: (row.state == "ENDED") != bool(row.ended_on),
    },
    "hours": {"uren in de toekomst": lambda row, one, on: row.month > on},
    "exams": {
        "examen of uitslag op een dag die niet kan": lambda row, one, on: not in_order(
            one.lessons_started_on, row.taken_on, row.result_on, on),
        "KNM heeft geen niveau": lambda row, one, on: row.part == "KNM" and row.level,
        "A2 zonder afschalen": lambda row, one, on: row.level == "A2" and not any(
            pip.reason == "AFSCHALEN" and pip.dated_on <= row.taken_on for pip in one.pips.all()),
    },
    "goals": {
        "onbekend leefgebied": lambda row, one, on: row.life_area not in life_areas.BY_KEY,
        "doel zonder stap": lambda row, one, on: not row.actions.all(),
        "stap klaar op een dag die niet kan": lambda row, one, on: any(
            not in_order(one.first_pip_dated_on, step.done_on, on) for step in row.actions.all()),
    },
    "conversations": {
        "gesprek voor de aanmelding of na vandaag": lambda row, one, on: not in_order(
            one.registered_on, row.held_on, on),
        "gesprek in het weekend": lambda row, one, on: row.held_on.weekday() >= SATURDAY,
        "gesprek met een tolk die niet nodig is": lambda row, one, on: row.with_interpreter
        and not one.inburgeraar.needs_interpreter,
        "op de leslocatie voor de les": lambda row, one, on: row.form == "LESLOCATIE" and not in_order(
            one.lessons_started_on or on + timedelta(days=1), row.held_on),
        "noemt het azc": lambda row, one, on: "azc" in row.note and not is_asylum(one),
        "noemt een kind": lambda row, one, on: ("jongste" in row.note or "dochter" in row.note)
        and not answer(one, "kinderen"),
        "noemt betaalde rekeningen": lambda row, one, on: "zorgverzekering" in row.note and not any(
            [one.bijstand_from_on and 0 <= (row.held_on - one.bijstand_from_on).days < 184]),
    },
    "ontzorgen": {
        "ontzorgen zonder asielstatus en bijstand": lambda row, one, on: not is_asylum(one)
        or row.starts_on != one.bijstand_from_on,
        "loopt na zes maanden": lambda row, one, on: row.state == "ARRANGED" and row.ends_on < on,
        "betaald na het einde": lambda row, one, on: not in_order(row.paid_until_on, row.ends_on),
    },
    "leerbaarheidstoetsen": {
        "uitslag past niet bij de score": lambda row, one, on: row.score is not None
        and (row.result == "HAALBAAR") != (row.score >= row.needed_score),
        "toets in de toekomst": lambda row, one, on: not in_order(row.taken_on, on),
    },
}  # fmt: skip
OF_PIP: dict[str, Check] = {
    "bekend voor de dagtekening": lambda pip, former, one: not in_order(pip.dated_on, pip.announced_on),
    "later PIP in het weekend": lambda pip, former, one: former and pip.dated_on.weekday() >= SATURDAY,
    "getekend door iemand anders": lambda pip, former, one: (
        pip.signed_at and pip.signed_name != one.inburgeraar.full_name
    ),
    "MAP in de onderwijsroute": lambda pip, former, one: pip.leerroute == "ONDERWIJS" and pip.map_hours,
    "ontzorgen zonder bijstand": lambda pip, former, one: pip.has_ontzorgen and not one.bijstand_from_on,
    "gewisseld naar dezelfde route": lambda pip, former, one: (
        pip.reason == "OTHER_ROUTE" and former.leerroute == pip.leerroute
    ),
    "gewisseld na anderhalf jaar": lambda pip, former, one: (
        pip.reason == "OTHER_ROUTE" and (pip.dated_on - one.first_pip_dated_on).days > 545
    ),
    "afgeschaald zonder 600 uur": lambda pip, former, one: (
        pip.reason == "AFSCHALEN" and followed(one, {"NT2"}, until=pip.dated_on) < 600
    ),
}


def found(one: Trajectory, on: date) -> Iterator[str]:
    """Yield every sentence that holds for a trajectory of which all rows are at hand."""
    yield from (words for words, is_so in OF_TRAJECTORY.items() if is_so(one, on))
    for relation, checks in OF_ROWS.items():
        rows = list(getattr(one, relation).all())
        yield from (f"{words}: {row}" for words, is_so in checks.items() for row in rows if is_so(row, one, on))
    yield from _of_pips(one, on)
    yield from _of_pvt_and_map(one)


def _of_pips(one: Trajectory, on: date) -> Iterator[str]:
    former: Any = None
    for pip in established(one):
        facts = PipFacts(
            one.indeling, pip.leerroute, pip.level, pip.dated_on, is_first=former is None,
            first_dated_on=one.first_pip_dated_on if former else None, former_dated_on=former and former.dated_on,
            plicht_begins_on=one.plicht_begins_on, intensity_hours=pip.intensity_hours, alphabet=pip.alphabet, today=on,
        )  # fmt: skip
        yield from (f"DUO over PIP {pip.number}: {one}" for one in check_pip(facts) if not one.passed)
        yield from (words for words, is_so in OF_PIP.items() if is_so(pip, former, one))
        former = pip


def _of_pvt_and_map(one: Trajectory) -> Iterator[str]:
    pvt, done = getattr(one, "participatieverklaring", None), getattr(one, "module_map", None)
    if (one.pvt_signed_on, one.map_ended_on) != (pvt and pvt.signed_on, done and done.ended_on):
        yield "PVT of MAP in het traject anders dan eronder"
    if pvt and not (pvt.signed_on or pvt.not_signed_because):
        yield "PVT niet getekend, zonder reden"
    if pvt and not in_order(pvt.activity_on, pvt.signed_on):
        yield "activiteit na de ondertekening"
    if done and one.leerroute == "ONDERWIJS":
        yield "MAP in de onderwijsroute"


def around(one: Trajectory) -> set[str]:
    return {row.kind for row in one.inburgeraar.betrokkenen.all()}


def too_many_hours(one: Trajectory, on: date) -> Iterator[str]:
    """Yield months with more hours of lessons, the missed ones included, than the weeks of the courses have."""
    given: dict[date, int] = defaultdict(int)
    for row in one.hours.all():
        if row.kind in LANGUAGE:
            given[row.month] += row.followed + row.missed_with_notice + row.missed_without_notice
    for month, hours in given.items():
        last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        fits = sum(
            float(row.hours_per_week) * (days / 7 + 1)
            for row in one.placements.all()
            if (days := (min(row.ended_on or last, last) - max(row.starts_on, month)).days + 1) > 0
        )
        if hours > fits:
            yield f"{hours} uur in {month:%Y-%m}"
