"""The day list: whom to act on this morning, and why. Every counter is the length of a list in the caseload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import CharField, Count, DateField, F, QuerySet, TimeField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import SHORT_MONTHS, SHORT_WEEKDAYS, count, date_with_weekday, listing, time_of_day
from trajectories.models import ContactForm, Trajectory, TrajectorySignal
from trajectories.models.trajectory import TrajectoryQuerySet
from trajectories.reports import caseload_groups as groups
from trajectories.reports.caseload_groups import GROUPS, Place
from trajectories.reports.caseload_row import Due, day_words, due, kind_words

FIRST = 8  # rows of each part; the rest stands in the caseload
OWN_GROUPS = ("te-laat", "vandaag", "vastleggen", "duo", "lang-niet-gezien", "signalen")
ORDER = ("te-laat", "vandaag", "vastleggen", "taken", "duo", "lang-niet-gezien", "signalen")
TITLES = {"vastleggen": "Vast te leggen"}


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a part: what to do stands in `words`, a date with weight in `due`."""

    name: str
    number: str
    place: str
    url: str
    record_url: str
    words: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class Part:
    """`count` is the number of people; `lines` are the first of them; `note` says by which norm they stand here.

    `may_record`: the row has the act itself.
    """

    key: str
    title: str
    url: str
    count: int
    lines: tuple[Line, ...]
    more: str
    may_record: bool
    note: str


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    strong: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    day: str
    finding: tuple[Words, ...]
    parts: tuple[Part, ...]
    quiet: tuple[str, ...]
    empty: str
    is_new: bool


def build(user: User, *, on: date) -> Today:
    """Return the day list of one's own caseload (and of whom one covers), with the tasks given to this user."""
    places = groups.places_of(user)
    readable = Trajectory.objects.for_user(user, to=Permission.VIEW_PERSONS)
    mine = readable.assigned(user, on)
    conditions = {key: groups.condition(key, user=user, places=places, on=on) for key in (*OWN_GROUPS, "taken")}
    counts = _counts(mine, readable, conditions)
    busy = [key for key in ORDER if counts[key]]
    lines = _lines(user, mine, readable, conditions, busy, on) if busy else {}
    parts = tuple(_part(key, counts[key], lines.get(key, []), places, on) for key in busy)
    return Today(
        day=f"{SHORT_WEEKDAYS[on.weekday()]} {on.day} {SHORT_MONTHS[on.month - 1]}",
        finding=_finding(counts),
        parts=parts,
        quiet=tuple(GROUPS[key].nobody for key in ORDER if not counts[key]) if parts else (),
        empty="" if parts else _nothing(mine, on),
        is_new=not counts["alles"],
    )


def _counts(mine: TrajectoryQuerySet, readable: TrajectoryQuerySet, conditions: dict[str, Any]) -> dict[str, int]:
    names = {key: f"n_{place}" for place, key in enumerate(OWN_GROUPS)}
    counted = mine.current().aggregate(
        alles=Count("pk"), **{names[key]: Count("pk", filter=conditions[key]) for key in OWN_GROUPS}
    )
    tasks = readable.filter(conditions["taken"]).count()
    return {key: counted[name] for key, name in names.items()} | {"taken": tasks, "alles": counted["alles"]}


def _lines(
    user: User, mine: TrajectoryQuerySet, readable: TrajectoryQuerySet, conditions: dict[str, Any], busy: list[str],
    on: date,
) -> dict[str, list[dict[str, Any]]]:  # fmt: skip
    """Read the first rows of every part that has any, in one question."""
    asked: list[QuerySet[Any]] = []
    for key in busy:
        if key == "taken":
            tasks = groups.tasks_due(user, on).filter(trajectory__in=readable.current())
            asked.append(_columns(tasks, key, "trajectory__", words=F("what"), day=F("due_on"), order="due_on"))
        elif key == "vandaag":
            planned = groups.planned_today(on).filter(trajectory__in=mine.current())
            asked.append(
                _columns(planned, key, "trajectory__", words=F("form"), day=F("planned_on"), order="starts_at",
                         clock=F("starts_at"))
            )  # fmt: skip
        elif key == "signalen":
            noticed = TrajectorySignal.objects.filter(handled_at=None, trajectory__in=mine.current())
            asked.append(
                _columns(noticed, key, "trajectory__", words=F("reason"), day=F("noticed_on"), order="-noticed_on")
            )
        else:
            field = {"vastleggen": "next_appointment_on", "lang-niet-gezien": "last_contact_on"}.get(
                key, "next_deadline_on"
            )
            words = F("next_deadline_kind")
            asked.append(_columns(mine.filter(conditions[key]), key, "", words=words, day=F(field), order=field))
    first, *others = asked
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in busy}
    for row in first.union(*others, all=True) if others else first:
        found[row["part"]].append(row)
    return found


def _columns(
    rows: QuerySet[Any], key: str, at: str, *, words: F, day: F, order: str, clock: F | None = None
) -> QuerySet[Any]:
    """Return the first rows as the same columns, wherever they come from."""
    first = F(order[1:]).desc() if order.startswith("-") else F(order).asc(nulls_first=True)
    return rows.order_by(first, "pk").values(
        part=Value(key, output_field=CharField()),
        row_number=F(f"{at}number"),
        row_name=F(f"{at}sort_name"),
        row_place=F(f"{at}organisation_id"),
        row_words=Cast(words, CharField()),
        row_day=Cast(day, DateField()),
        row_clock=Cast(clock if clock is not None else Value(None), TimeField()),
    )[:FIRST]


def _part(key: str, number: int, rows: list[dict[str, Any]], places: dict[int, Place], on: date) -> Part:
    scope = "van=team&" if key == "taken" else ""
    url = f"{reverse('list_caseload')}?{scope}toon={key}"
    more = f"Bekijk alle {number}" if number > len(rows) else "Bekijk in de caseload"
    may_record = key in {"vandaag", "vastleggen", "te-laat", "lang-niet-gezien"}
    lines = tuple(_line(key, row, places, on) for row in rows)
    note = groups.not_seen_words(places) if key == "lang-niet-gezien" else ""
    return Part(key, TITLES.get(key, GROUPS[key].label), url, number, lines, more, may_record, note)


def _line(key: str, row: dict[str, Any], places: dict[int, Place], on: date) -> Line:
    number, place = row["row_number"], places.get(row["row_place"])
    return Line(
        name=row["row_name"],
        number=number,
        place=place.name if place else "",
        url=reverse("show_signals" if key == "signalen" else "show_trajectory", args=[number]),
        record_url=reverse("record_conversation", args=[number]),
        words=_words(key, row, on),
        due=due(row["row_day"], row["row_words"], on) if key == "te-laat" else None,
    )


def _words(key: str, row: dict[str, Any], on: date) -> str:
    day, text, clock = row["row_day"], row["row_words"], row["row_clock"]
    if key == "vandaag":
        form = ContactForm(text).label
        return f"{time_of_day(clock)}, {form}" if isinstance(clock, time) else f"tijd nog niet bekend, {form}"
    if key == "taken":
        return text if day == on else f"{text} (voor {date_with_weekday(day)})"
    if key == "vastleggen":
        return f"gesprek van {date_with_weekday(day)}"
    if key == "lang-niet-gezien":
        return f"laatste contact {day_words(day, on)}" if day else "nog niet gezien"
    return text if key == "signalen" else ""


def _finding(counts: dict[str, int]) -> tuple[Words, ...]:
    """Return the sentence of the day, such as "3 termijnen zijn te laat. Vandaag spreek je 5 mensen."."""
    said: list[Words] = []
    if late := counts["te-laat"]:
        said += [Words(count(late, "termijn is", "termijnen zijn"), strong=True), Words(" te laat. ")]
    if today := counts["vandaag"]:
        people = count(today, "inburgeraar", "inburgeraars")
        said += [Words("Vandaag spreek je "), Words(people, strong=True), Words(". ")]
    if record := counts["vastleggen"]:
        said += [Words(count(record, "gesprek wacht", "gesprekken wachten"), strong=True), Words(" op vastleggen. ")]
    if said:
        return tuple(said)
    others = [
        count(counts[key], *words)
        for key, words in (
            ("taken", ("taak", "taken")),
            ("duo", ("bericht van DUO", "dossiers met nieuws van DUO")),
            ("lang-niet-gezien", ("inburgeraar die je lang niet zag", "inburgeraars die je lang niet zag")),
            ("signalen", ("signaal", "signalen")),
        )
        if counts[key]
    ]
    if not others:
        return ()
    return (Words("Geen termijn is te laat. "), Words(f"Wel: {listing(others)}."))


def _nothing(mine: TrajectoryQuerySet, on: date) -> str:
    """Name what comes first when nothing is open today."""
    coming = mine.current().filter(next_deadline_on__gte=on).order_by("next_deadline_on", "sort_name")
    first = coming.values_list("next_deadline_on", "next_deadline_kind", "number").first()
    if first is None:
        return "Voor vandaag staat niets open."
    day, kind, number = first
    coming_up = f"{date_with_weekday(day)} {day.year}, {kind_words(kind)} van {number}"
    return f"Voor vandaag staat niets open. Eerstvolgende termijn: {coming_up}."
