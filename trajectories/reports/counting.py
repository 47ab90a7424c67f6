"""What one municipality realised, counted from its trajectories: exact numbers per period, no persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from regions.rules import realised
from regions.rules.realised import MEASURES, Count, Period
from trajectories.models import HoursMonth, KeptCount, Leerbaarheidstoets, Pip, Trajectory

Z_ROUTE = "ZELFREDZAAMHEID"
SOON = timedelta(weeks=realised.START_WEEKS)
_COLUMNS = (
    "pk", "indeling", "moved_in_on", "registered_on", "first_pip_dated_on", "leerroute", "lessons_started_on",
    "closed_on", "outcome", "after_6_months", "after_12_months",
)  # fmt: skip
# What is told when nothing happened: every total, and of hours every kind too.
_CELLS_OF_NOTHING = tuple(
    (measure.key, cell)
    for measure in MEASURES
    for cell in ("", *(cell for one in measure.divisions for cell in one.cells if not measure.counts_people))
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, so many times (1 for a person), and in which parts it falls."""

    day: date
    measure: str
    cells: tuple[str, ...]
    times: int = 1


def count(organisation_id: int, *, on: date) -> list[Count]:
    """Return every total and part of the periods that are over, and of the last twelve months.

    A total of 0 is there too: it says that the municipality counted. Who is destroyed still counts. Five queries. To be
    called in a context that may see the persons of this organisation.
    """
    periods = (*realised.finished(on), realised.rolling(on))
    sums: Counter[tuple[Period, str, str]] = Counter()
    for event in events(organisation_id):
        for period in (one for one in periods if one.has(event.day)):
            for cell in ("", *event.cells):
                sums[period, event.measure, cell] += event.times
    kept = list(KeptCount.objects.filter(organisation_id=organisation_id))
    for period in periods:
        for one in (one for one in kept if period.has(one.month)):
            sums[period, one.measure, one.cell] += one.times
        for measure, cell in _CELLS_OF_NOTHING:
            sums[period, measure, cell] += 0
    return [Count(period, measure, cell, value) for (period, measure, cell), value in sums.items()]


def events(organisation_id: int, of: Collection[int] | None = None) -> Iterator[Event]:
    """Give everything that counts, of these trajectories only when they are named."""
    own: dict[str, object] = {"organisation_id": organisation_id}
    hanging = own if of is None else own | {"trajectory__in": of}
    pips = list(
        Pip.objects.filter(**hanging).exclude(state=Pip.State.CONCEPT)
        .order_by("number").values("trajectory_id", "reason", "dated_on", "leerroute")
    )  # fmt: skip
    first_route = {one["trajectory_id"]: one["leerroute"] for one in reversed(pips)}
    rows = Trajectory.objects.filter(**own, **({} if of is None else {"pk__in": of}), law="WI2021").values(*_COLUMNS)
    for row in rows:
        yield from _of_trajectory(row, first_route.get(row["pk"]) or row["leerroute"])
    yield from _of_pips(pips, _advice(hanging))
    hours = HoursMonth.objects.filter(**hanging).values("month", "kind").annotate(followed=Sum("followed"))
    for one in hours:
        yield Event(one["month"], "UREN", (f"SOORT:{one['kind']}",), one["followed"])


def _of_trajectory(row: dict[str, object], first_route: str) -> Iterator[Event]:
    """Somebody who came with a PIP of another gemeente was counted there when the road began."""
    dated, closed = row["first_pip_dated_on"], row["closed_on"]
    if row["moved_in_on"] is None:
        yield Event(row["registered_on"], "INSTROOM", (f"GROEP:{row['indeling']}",))  # type: ignore[arg-type]
        if isinstance(dated, date):
            cells = (f"ROUTE:{first_route}", f"START:{_start(dated, row['lessons_started_on'])}")
            yield Event(dated, "PIP", cells)
    if isinstance(closed, date):
        outcome = "ANDERS" if row["outcome"] in realised.OTHER_OUTCOMES else row["outcome"]
        after = (f"NA_{months}:{row[f'after_{months}_months'] or 'ONBEKEND'}" for months in (6, 12))
        yield Event(closed, "EINDE", (f"UITKOMST:{outcome}", *after))


def _start(dated: date, started: object) -> str:
    if not isinstance(started, date):
        return "NIET"
    return "SNEL" if started - dated <= SOON else "LATER"


def _of_pips(pips: list[dict[str, object]], advice: dict[int, tuple[date, str]]) -> Iterator[Event]:
    for one in pips:
        day, route = one["dated_on"], one["leerroute"]
        if not isinstance(day, date):
            continue
        if one["reason"] == Pip.Reason.OTHER_ROUTE:
            said = advice.get(one["trajectory_id"])  # type: ignore[call-overload]
            fits = _fits(f"{route}", said[1] if said and said[0] <= day else "")
            yield Event(day, "WISSEL", (f"NAAR:{route}", f"ADVIES:{fits}"))
        elif one["reason"] == Pip.Reason.AFSCHALEN:
            yield Event(day, "AFSCHALEN", ())


def _advice(hanging: dict[str, object]) -> dict[int, tuple[date, str]]:
    """Return the last result of the leerbaarheidstoets per trajectory, with its day."""
    tests = Leerbaarheidstoets.objects.filter(**hanging).exclude(result="")
    found = tests.order_by("taken_on").values_list("trajectory_id", "taken_on", "result")
    return {trajectory: (day, result) for trajectory, day, result in found}


def _fits(route: str, result: str) -> str:
    """Return whether the new route goes with the test. It informs: to go against it is a choice, no mistake."""
    if result == Leerbaarheidstoets.Result.HAALBAAR:
        return "TEGEN" if route == Z_ROUTE else "MET"
    if result == Leerbaarheidstoets.Result.NIET_HAALBAAR:
        return "MET" if route == Z_ROUTE else "TEGEN"
    return "ONBEKEND"
