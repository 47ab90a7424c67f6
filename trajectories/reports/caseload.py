"""The caseload as a page: counters, filters, rows and pages. Three questions, however long the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Lower

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import count, listing
from trajectories.models import Phase, Trajectory
from trajectories.models.trajectory import TrajectoryQuerySet
from trajectories.reports import caseload_groups as groups
from trajectories.reports import caseload_row
from trajectories.reports.caseload_filter import OWN, SIZES, TEAM, Chip, Field, Filters
from trajectories.reports.caseload_frame import Frame, View
from trajectories.reports.caseload_groups import GROUPS, TABS, Place
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


def scope(user: User, where: str, on: date) -> TrajectoryQuerySet:
    """Return the trajectories the list is about: one's own, or those of one's teams."""
    mine = Trajectory.objects.for_user(user, to=Permission.VIEW_PERSONS)
    return mine if where == TEAM else mine.assigned(user, on)


def matching(user: User, filters: Filters, places: Mapping[int, Place], on: date) -> TrajectoryQuerySet:
    """Return what stands in the list, in no order: also what a counter, an export and a bulk act are about."""
    conditions = [filters.default, *filters.conditions().values()]
    if filters.group:
        conditions.append(groups.condition(filters.group, user=user, places=dict(places), on=on))
    return scope(user, filters.scope, on).filter(reduce(and_, conditions))


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


def build(user: User, filters: Filters, *, frame: Frame, on: date) -> Caseload:
    """Return the page that these filters ask for."""
    places = frame.places
    counts = _counts(user, filters, places, on)
    found = counts[filters.group or "alles"]
    last_page = max(1, -(-found // filters.size))
    page = min(filters.page, last_page)
    rows = _rows(user, filters, places, on, page=page, found=found)
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
        empty="" if found else _nothing(user, filters, places, on),
        views=frame.views,
        filters=filters,
    )


def _nulls(last: bool) -> dict[str, bool]:
    return {"nulls_last": True} if last else {"nulls_first": True}


def _counts(user: User, filters: Filters, places: dict[int, Place], on: date) -> dict[str, int]:
    """Count every tab in one go, within the filters that stand."""
    keys = [*TABS, *([filters.group] if filters.group and filters.group not in TABS else [])]
    within = scope(user, filters.scope, on).filter(reduce(and_, [filters.default, *filters.conditions().values()]))
    asked = {
        f"n_{place}": Count("pk", filter=groups.condition(key, user=user, places=places, on=on))
        for place, key in enumerate(keys)
    }
    counted = within.aggregate(alles=Count("pk"), **asked)
    return {"alles": counted["alles"]} | {key: counted[f"n_{place}"] for place, key in enumerate(keys)}


def _rows(
    user: User, filters: Filters, places: dict[int, Place], on: date, *, page: int, found: int
) -> tuple[Row, ...]:
    """Read one page. Beyond the middle the list is read from its end, so the last page costs what the first does."""
    if not found:
        return ()
    first = (page - 1) * filters.size
    length = min(filters.size, found - first)
    backwards = first > found - first - length
    start = found - first - length if backwards else first
    # First which rows, then the people of these alone: a long list is sorted without looking anybody up.
    chosen = ordered(matching(user, filters, places, on), filters, backwards=backwards)[start : start + length]
    rows = Trajectory.objects.filter(pk__in=chosen.values("pk"))
    rows = rows.select_related("inburgeraar", "assigned_to").only(*_COLUMNS)
    return tuple(
        caseload_row.build(row, places=places, on=on, whose=_whose(row, user, filters.scope))
        for row in ordered(rows, filters)
    )


def _whose(row: Trajectory, user: User, where: str) -> str:
    """Return who works with this person, as far as the list does not say it: in a team, and where one covers."""
    name = row.assigned_to.name.split(",")[0] if row.assigned_to else ""
    if where == TEAM:
        return name or "nog niemand"
    return "" if row.assigned_to_id == user.pk else f"waarneming voor {name or 'de klantregisseur'}"


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


def _nothing(user: User, filters: Filters, places: dict[int, Place], on: date) -> str:
    """Say why nothing is listed, and which filter to take away to see most."""
    conditions = filters.conditions()
    names = {chip.name: chip.label.split(" = ")[1] for chip in filters.chips()}
    if filters.group:
        conditions["toon"] = groups.condition(filters.group, user=user, places=places, on=on)
        names["toon"] = GROUPS[filters.group].label
    if not conditions:
        return "Je hebt nog geen inburgeraars. Nieuwe inburgeraars komen binnen via DUO of via een import."
    if list(conditions) == ["toon"]:
        return GROUPS[filters.group].nobody
    without = _without_each(scope(user, filters.scope, on).filter(filters.default), conditions)
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
