"""The work of the coming months beside the room there is: a calculation with its assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.charts.bars import Bar, bars
from inburgering.charts.svg import Svg
from inburgering.notation import MONTHS, date_long, listing, number
from regions.models import ExpectedInflow
from trajectories.reports import caseload_weight
from trajectories.reports.caseload_weight import Work
from trajectories.reports.team import Part
from trajectories.rules import forecast, workload
from trajectories.rules.forecast import ASSUMPTIONS, Course, Month

HEADER = ("Maand", "Bekende trajecten (punten)", "Nieuwe instroom (punten)", "Samen (punten)", "Ruimte (punten)")
CHOICES = (6, 12)
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    known: Decimal
    coming: Decimal
    weight: Decimal
    room: Decimal
    is_over: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    finding: tuple[Part, ...]
    rows: tuple[Row, ...]
    svg: Svg
    svg_small: Svg
    assumptions: tuple[str, ...]
    months: int
    source: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inflow:
    """How many people come per month according to one source, by organisation; `words` say which."""

    key: str
    label: str
    by_organisation: Mapping[int, Decimal]
    words: str

    @property
    def per_month(self) -> Decimal:
        return sum(self.by_organisation.values(), Decimal(0))


def build(user: User, *, on: date, months: int = 12, source: str = "") -> Forecast:
    """Return the forecast for the teams that this user leads, with the inflow of one source (default: the first)."""
    work = caseload_weight.of(user, to=Permission.ASSIGN_CASELOAD, on=on)
    inflows = _inflows(user, work, on)
    inflow = next((one for one in inflows if one.key == source), inflows[0])
    room = _full_room(work)
    rows = tuple(_row(month, room) for month in _together(work, inflow, on, months))
    label = f"Werk per maand in punten, met {number(room, 1)} punten ruimte"
    return Forecast(
        finding=tuple(_finding(rows, room)),
        rows=rows,
        svg=_drawn(rows, room, label, 860),
        svg_small=_drawn(rows, room, label, 330),
        assumptions=(*_own_assumptions(work, inflow, inflows), *ASSUMPTIONS),
        months=months,
        source=inflow.key,
        sources=tuple((one.key, one.label) for one in inflows),
    )


def _together(work: Work, inflow: Inflow, on: date, months: int) -> list[Month]:
    """Return the months of all municipalities together, each counted by its own norms, inflow and mix of people."""
    courses: dict[int, list[Course]] = {organisation_id: [] for organisation_id in work.norms}
    for one in work.trajectories:
        courses[one.organisation_id].append(Course(one.load, one.registered_on, one.ends_on))
    apart = [
        forecast.forecast(courses[place], inflow.by_organisation.get(place, Decimal(0)), norms, on=on, months=months)
        for place, norms in work.norms.items()
    ] or [forecast.forecast([], Decimal(0), workload.DEFAULTS, on=on, months=months)]
    return [
        Month(
            same[0].starts_on,
            sum((one.known for one in same), Decimal(0)),
            sum((one.coming for one in same), Decimal(0)),
            sum((one.people for one in same), Decimal(0)),
        )
        for same in zip(*apart, strict=True)
    ]


def _inflows(user: User, work: Work, on: date) -> list[Inflow]:
    """Return what is known of who comes: the region's expectation where this user may read it for every municipality,
    and always what was registered in a year.
    """
    organisations = set(work.norms)
    expected = ExpectedInflow.objects.for_user(user, to=Permission.VIEW_REGION)
    per_year = dict(
        expected.filter(municipality__organisation__in=organisations).values_list(
            "municipality__organisation_id", "per_year"
        )
    )
    found = []
    if organisations and set(per_year) == organisations:
        a_month = {place: Decimal(value) / 12 for place, value in per_year.items()}
        found.append(Inflow("regio", "zoals de regio verwacht", a_month, "de instroom die de regio verwacht"))
    recent = Counter(one.organisation_id for one in work.trajectories if on - _YEAR < one.registered_on <= on)
    words = f"het gemiddelde sinds {date_long(on - _YEAR)} van wie nu nog een traject heeft"
    average = {place: Decimal(number) / 12 for place, number in recent.items()}
    found.append(Inflow("eigen", "zoals het afgelopen jaar", average, words))
    return found


def _full_room(work: Work) -> Decimal:
    """Return the room when nobody is away: who is away now is expected back."""
    working = {one.user.pk for one in work.people}
    return sum(
        (
            workload.capacity(one.hours_per_week, work.norms[one.organisation_id])
            for one in work.members
            if one.user_id in working
        ),
        Decimal(0),
    )


def _row(month: Month, room: Decimal) -> Row:
    tenth = Decimal("0.1")
    label = f"{MONTHS[month.starts_on.month - 1]} {month.starts_on.year}"
    return Row(
        label, month.known.quantize(tenth), month.coming.quantize(tenth), month.weight.quantize(tenth), room,
        month.weight > room,
    )  # fmt: skip


def _finding(rows: tuple[Row, ...], room: Decimal) -> list[Part]:
    over = [row for row in rows if row.is_over]
    top = max(rows, key=lambda row: row.weight)
    room_words = f"{number(room, 1)} punten ruimte"
    if not over:
        words = f"past het werk in de {room_words}."
        top_words = f" Het meeste is {number(top.weight, 1)} punten, in {top.label}."
        return [Part(f"De komende {len(rows)} maanden ", strong=True), Part(words + top_words)]
    if len(over) == len(rows):
        return [
            Part("Elke maand", strong=True),
            Part(f" is er meer werk dan de {room_words}: tot {number(top.weight, 1)} punten, in {top.label}."),
        ]
    return [
        Part(f"Vanaf {over[0].label}", strong=True),
        Part(f" is er meer werk dan de {room_words}: tot {number(top.weight, 1)} punten, in {top.label}."),
    ]


def _own_assumptions(work: Work, inflow: Inflow, inflows: list[Inflow]) -> tuple[str, ...]:
    said = [f"Er komen {number(inflow.per_month, 1)} inburgeraars per maand bij: {inflow.words} (aanname)."]
    said += [
        f"Ter vergelijking: {number(one.per_month, 1)} per maand is {one.words} (aanname)."
        for one in inflows
        if one.key != inflow.key
    ]
    said.append("Iedereen werkt de uren van nu; wie afwezig is, komt terug (aanname).")
    if len({tuple(sorted(norms.items())) for norms in work.norms.values()}) > 1:
        said.append("De gemeenten gebruiken verschillende normen. Elke gemeente telt met haar eigen normen.")
    return tuple(said)


def _drawn(rows: tuple[Row, ...], room: Decimal, label: str, width: float) -> Svg:
    highest = max([float(row.weight) for row in rows] + [float(room), 1.0])
    drawn = [
        Bar(row.label, float(row.weight), f"{number(row.weight, 1)}{' te veel' if row.is_over else ''}", row.is_over)
        for row in rows
    ]
    over = listing([row.label for row in rows if row.is_over])
    return bars(drawn, maximum=highest, label=f"{label}. {'Te veel in ' + over if over else 'Het past'}.", width=width)
