"""The caseload as a page: counters, filters, rows and pages. Three questions, however long the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Lower

from inburgering.notation import count, listing
from trajectories.models import Phase, Trajectory
from trajectories.models.trajectory import TrajectoryQuerySet
from trajectories.reports import caseload_groups as groups
from trajectories.reports import caseload_row
from trajectories.reports.caseload_filter import OWN, SIZES, TEAM, Chip, Field, Filters
from trajectories.reports.caseload_frame import Frame, View
from trajectories.reports.caseload_groups import GROUPS, TABS
from trajectories.reports.caseload_row import Row

HEADINGS = (
    ("naam", "Naam"), ("leerroute", "Leerroute"), ("fase", "Fase"), ("termijn", "Eerstvolgende termijn"),
    ("contact", "Laatste contact"),
)  # fmt: skip
ORDER_WORDS = {
    "termijn": ("wat het snelst verloopt eerst", "wat het laatst verloopt eerst"),
    "naam": ("op naam", "op naam, van Z naar A"),
    "leerroute": ("op leerroute", "op leerroute, omgekeerd"),
    "fase": ("op fase", "op fase, omgekeerd"),
    "contact": ("wie je het langst niet zag eerst", "wie je het laatst zag eerst"),
}
_PHASE_PLACE = Case(
    *[When(phase=phase, then=Value(place)) for place, phase in enumerate(Phase.values)], output_field=IntegerField()
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """`sorted` is the value of aria-sort, "" when the list is in another order."""

    label: str
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Page:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Caseload:
    title: str
    total: int
    found: int
    tabs: tuple[Tab, ...]
    chips: tuple[Chip, ...]
    fields: tuple[Field, ...]
    headings: tuple[Heading, ...]
    order: str
    rows: tuple[Row, ...]
    shown: str
    previous: str
    next: str
    sizes: tuple[Page, ...]
    empty: str
    views: tuple[View, ...]
    filters: Filters


def scope(frame: Frame, where: str) -> TrajectoryQuerySet:
    """Return the trajectories the list is about: one's own, or those of one's teams."""
    known = Trajectory.objects.all()
    return known.within(frame.reach) if where == TEAM else known.assigned_within(frame.reach)


def matching(filters: Filters, frame: Frame, on: date) -> TrajectoryQuerySet:
    """Return what stands in the list, in no order: also what a counter, an export and a bulk act are about."""
    conditions = [filters.default, *filters.conditions().values()]
    if filters.group:
        conditions.append(_group(filters.group, frame, on))
    return scope(frame, filters.scope).filter(reduce(and_, conditions))


def _group(key: str, frame: Frame, on: date) -> Q:
    return groups.condition(key, user_id=frame.reach.user_id, places=frame.places, on=on)


def ordered(rows: TrajectoryQuerySet, filters: Filters, *, backwards: bool = False) -> TrajectoryQuerySet:
    """Return the rows in the order that was asked; equal ones stand by name, so no row is on two pages."""
    field = {
        "termijn": F("next_deadline_on"), "naam": Lower("sort_name"), "leerroute": F("leerroute"), "fase": _PHASE_PLACE,
        "contact": F("last_contact_on"),
    }[filters.order]  # fmt: skip
    last = filters.order != "contact"  # who was never seen waits longest
    if filters.is_descending != backwards:
        first = field.desc(**_nulls(last != backwards))
    else:
        first = field.asc(**_nulls(last != backwards))
    rest = (Lower("sort_name"), F("pk"))
    return rows.order_by(first, *[one.desc() if backwards else one.asc() for one in rest])


def build(filters: Filters, *, frame: Frame, on: date) -> Caseload:
    """Return the page that these filters ask for."""
    counts = _counts(filters, frame, on)
    found = counts[filters.group or "alles"]
    last_page = max(1, -(-found // filters.size))
    page = min(filters.page, last_page)
    rows = _rows(filters, frame, on, page=page, found=found)
    first = (page - 1) * filters.size
    return Caseload(
        title="Mijn caseload" if filters.scope == OWN else "Caseload van het team",
        total=counts["alles"],
        found=found,
        tabs=_tabs(filters, counts),
        chips=filters.chips(),
        fields=filters.form_fields(),
        headings=tuple(_heading(filters, key, label) for key, label in HEADINGS),
        order=ORDER_WORDS[filters.order][filters.is_descending],
        rows=rows,
        shown=f"{first + 1} t/m {first + len(rows)} van {count(found, 'traject', 'trajecten')}" if rows else "",
        previous=filters.url(pagina=page - 1) if page > 1 else "",
        next=filters.url(pagina=page + 1) if page < last_page else "",
        sizes=tuple(Page(str(size), filters.url(per=size), size == filters.size) for size in SIZES),
        empty="" if found else _nothing(filters, frame, on),
        views=frame.views,
        filters=filters,
    )


def _nulls(last: bool) -> dict[str, bool]:
    return {"nulls_last": True} if last else {"nulls_first": True}


def _counts(filters: Filters, frame: Frame, on: date) -> dict[str, int]:
    """Count every tab in one go, within the filters that stand."""
    keys = [*TABS, *([filters.group] if filters.group and filters.group not in TABS else [])]
    within = scope(frame, filters.scope).filter(reduce(and_, [filters.default, *filters.conditions().values()]))
    asked = {f"n_{place}": Count("pk", filter=_group(key, frame, on)) for place, key in enumerate(keys)}
    counted = within.aggregate(alles=Count("pk"), **asked)
    return {"alles": counted["alles"]} | {key: counted[f"n_{place}"] for place, key in enumerate(keys)}


def _rows(filters: Filters, frame: Frame, on: date, *, page: int, found: int) -> tuple[Row, ...]:
    """Read one page. Beyond the middle the list is read from its end, so the last page costs what the first does."""
    if not found:
        return ()
    first = (page - 1) * filters.size
    length = min(filters.size, found - first)
    backwards = first > found - first - length
    start = found - first - length if backwards else first
    # First which rows, then the people of these alone: a long list is sorted without looking anybody up.
    chosen = ordered(matching(filters, frame, on), filters, backwards=backwards)[start : start + length]
    rows = Trajectory.objects.filter(pk__in=chosen.values("pk"))
    rows = rows.select_related("inburgeraar", "assigned_to").only(*_COLUMNS)
    return tuple(
        caseload_row.build(row, places=frame.places, on=on, whose=_whose(row, frame.reach.user_id, filters.scope))
        for row in ordered(rows, filters)
    )


def _whose(row: Trajectory, user_id: int, where: str) -> str:
    """Return who works with this person, as far as the list does not say it: in a team, and where one covers."""
    name = row.assigned_to.name.split(",")[0] if row.assigned_to else ""
    if where == TEAM:
        return name or "nog niemand"
    return "" if row.assigned_to_id == user_id else f"waarneming voor {name or 'de klantregisseur'}"


_COLUMNS = (
    "number", "organisation_id", "sort_name", "leerroute", "phase", "next_deadline_on", "next_deadline_kind",
    "last_contact_on", "assigned_to__name", "inburgeraar__birth_year", "inburgeraar__birth_month",
    "inburgeraar__birth_day",
)  # fmt: skip


def _tabs(filters: Filters, counts: dict[str, int]) -> tuple[Tab, ...]:
    tabs = [Tab("Alles", filters.url(toon=None), counts["alles"], not filters.group)]
    for key, number in counts.items():
        if key != "alles":
            tabs.append(Tab(GROUPS[key].label, filters.url(toon=key), number, key == filters.group))
    return tuple(tabs)


def _heading(filters: Filters, key: str, label: str) -> Heading:
    is_sorted = key == filters.order
    turned = is_sorted and not filters.is_descending
    direction = "descending" if filters.is_descending else "ascending"
    return Heading(label, filters.url(sorteer=f"-{key}" if turned else key), direction if is_sorted else "")


def _nothing(filters: Filters, frame: Frame, on: date) -> str:
    """Say why nothing is listed, and which filter to take away to see most."""
    conditions = filters.conditions()
    names = {chip.name: chip.label.split(" = ")[1] for chip in filters.chips()}
    if filters.group:
        conditions["toon"] = _group(filters.group, frame, on)
        names["toon"] = GROUPS[filters.group].label
    if not conditions:
        return "Je hebt nog geen inburgeraars. Nieuwe inburgeraars komen binnen via DUO of via een import."
    if list(conditions) == ["toon"]:
        return GROUPS[filters.group].nobody
    without = _without_each(scope(frame, filters.scope).filter(filters.default), conditions)
    most = max(without, key=lambda name: without[name])
    if not without[most]:
        return f"Geen trajecten met {listing([f'‘{name}’' for name in names.values()])}. Begin opnieuw."
    results = count(without[most], "resultaat", "resultaten")
    return f"Geen trajecten met deze filters. Verwijder ‘{names[most]}’ ({results}) of begin opnieuw."


def _without_each(rows: TrajectoryQuerySet, conditions: dict[str, Q]) -> dict[str, int]:
    """Count what each filter hides: how many there are without it, in one question."""
    asked = {}
    for place, name in enumerate(conditions):
        others = [other for key, other in conditions.items() if key != name]
        asked[f"n_{place}"] = Count("pk", filter=reduce(and_, others)) if others else Count("pk")
    counted = rows.aggregate(**asked)
    return {name: counted[f"n_{place}"] for place, name in enumerate(conditions)}
