"""The day list: whom to act on this morning, and why. Every counter is the length of a list in the caseload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TimeField,
    Value,
    Window,
)
from django.db.models.functions import Cast
from django.urls import reverse

from inburgering.accounts.models import User
from inburgering.notation import SHORT_MONTHS, SHORT_WEEKDAYS, count, date_with_weekday, listing, time_of_day
from trajectories.models import ContactForm, DuoEvent, Trajectory, TrajectorySignal
from trajectories.models.trajectory import TrajectoryQuerySet
from trajectories.reports import caseload_groups as groups
from trajectories.reports.addresses import address_of
from trajectories.reports.caseload_frame import Frame, frame_of
from trajectories.reports.caseload_groups import GROUPS, Place
from trajectories.reports.caseload_row import Due, day_words, due, kind_words, left_words
from trajectories.rules import duo_events

FIRST = 8  # rows of each part; the rest stands in the caseload
ORDER = ("te-laat", "vandaag", "vastleggen", "taken", "duo", "lang-niet-gezien", "signalen")
ALL, AT = "alles", "trajectory__"
TITLES = {"vastleggen": "Vast te leggen"}


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a part: what to do stands in `words`, a date with weight in `due`; `done_url` ticks a task off."""

    name: str
    number: str
    place: str
    url: str
    record_url: str
    words: str
    due: Due | None
    done_url: str = ""


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
    frame = frame_of(user, on=on)
    places = frame.places
    found = _read(frame, on)
    counts = {key: found[key][0]["row_total"] if found[key] else 0 for key in (*ORDER, ALL)}
    parts = tuple(_part(key, counts[key], found[key], places, on) for key in ORDER if counts[key])
    return Today(
        day=f"{SHORT_WEEKDAYS[on.weekday()]} {on.day} {SHORT_MONTHS[on.month - 1]}",
        finding=_finding(counts),
        parts=parts,
        quiet=tuple(GROUPS[key].nobody for key in ORDER if not counts[key]) if parts else (),
        empty="" if parts else _nothing(found[ALL]),
        is_new=not counts[ALL],
    )


def _read(frame: Frame, on: date) -> dict[str, list[dict[str, Any]]]:
    """Read the first rows of every part and how many people it holds, in one question."""
    known, user_id = Trajectory.objects.current(), frame.reach.user_id
    readable, mine = known.within(frame.reach), known.assigned_within(frame.reach)
    asked = [_columns(mine, ALL, "", words="next_deadline_kind", day="next_deadline_on", nulls_last=True)]
    for key in ORDER:
        inside = groups.condition(key, user_id=user_id, places=frame.places, on=on)
        asked.append(_part_rows(key, (readable if key == "taken" else mine).filter(inside), user_id, on))
    first, *others = asked
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in (*ORDER, ALL)}
    for row in first.union(*others, all=True):
        found[row["part"]].append(row)
    return found


def _part_rows(key: str, people: TrajectoryQuerySet, user_id: int, on: date) -> QuerySet[Any]:
    """Return the rows of one part: tasks, appointments and signals by themselves, anything else by person."""
    inside = {"trajectory__in": people}
    if key == "taken":
        return _columns(
            groups.tasks_due(user_id, on).filter(**inside), key, AT, people=people, words="what", day="due_on"
        )
    if key == "vandaag":
        planned = groups.planned_today(on).filter(**inside)
        return _columns(planned, key, AT, people=people, words="form", day="planned_on", clock="starts_at")
    if key == "signalen":
        noticed = TrajectorySignal.objects.filter(handled_at=None, **inside)
        return _columns(noticed, key, AT, people=people, words="reason", day="noticed_on")
    if key == "duo":
        news = DuoEvent.objects.filter(trajectory=OuterRef("pk"), state=DuoEvent.State.NEW).order_by("-registered_at")
        last = people.annotate(news=Subquery(news.values("code")[:1]))
        return _columns(last, key, "", words="news", day="next_deadline_on")
    day = {"vastleggen": "next_appointment_on", "lang-niet-gezien": "last_contact_on"}.get(key, "next_deadline_on")
    return _columns(people, key, "", words="next_deadline_kind", day=day)


def _columns(  # noqa: PLR0913 - the columns of one line
    rows: QuerySet[Any], key: str, at: str, *, words: str, day: str, clock: str = "", nulls_last: bool = False,
    people: TrajectoryQuerySet | None = None,
) -> QuerySet[Any]:  # fmt: skip
    """Return the first rows as the same columns, wherever they come from; `row_total` counts the people.

    Rows that are people count themselves; somebody may have two tasks, so there `people` are counted.
    """
    total: Window | Subquery = Window(Count("pk"))
    if people is not None:
        counted = people.order_by().values(one=Value(1)).annotate(number=Count("pk")).values("number")
        total = Subquery(counted, output_field=BigIntegerField())
    first = F(clock or day).asc(**{"nulls_last" if nulls_last else "nulls_first": True})
    return rows.order_by(first, "pk").values(
        part=Value(key, output_field=CharField()),
        row_key=F("pk"),
        row_number=F(f"{at}number"),
        row_name=F(f"{at}sort_name"),
        row_place=F(f"{at}organisation_id"),
        row_words=Cast(F(words), CharField()),
        row_day=Cast(F(day), DateField()),
        row_clock=Cast(F(clock) if clock else Value(None), TimeField()),
        row_total=total,
    )[:FIRST]


def _part(key: str, number: int, rows: list[dict[str, Any]], places: Mapping[int, Place], on: date) -> Part:
    scope = "van=team&" if key == "taken" else ""
    url = f"{reverse('list_caseload')}?{scope}toon={key}"
    more = f"Bekijk alle {number}" if number > len(rows) else "Bekijk in de caseload"
    may_record = key in {"vandaag", "vastleggen", "te-laat", "lang-niet-gezien"}
    lines = tuple(_line(key, row, places, on) for row in rows)
    note = groups.not_seen_words(places) if key == "lang-niet-gezien" else ""
    return Part(key, TITLES.get(key, GROUPS[key].label), url, number, lines, more, may_record, note)


def _line(key: str, row: dict[str, Any], places: Mapping[int, Place], on: date) -> Line:
    number, place = row["row_number"], places.get(row["row_place"])
    return Line(
        name=row["row_name"],
        number=number,
        place=place.name if place else "",
        url=address_of("show_signals" if key == "signalen" else "show_trajectory", number),
        record_url=address_of("record_conversation", number),
        words=_words(key, row, on),
        due=due(row["row_day"], row["row_words"], on) if key == "te-laat" else None,
        done_url=reverse("finish_task", args=[number, row["row_key"]]) if key == "taken" else "",
    )


def _words(key: str, row: dict[str, Any], on: date) -> str:
    day, text, clock = row["row_day"], row["row_words"], row["row_clock"]
    if key == "vandaag":
        form = ContactForm(text).label
        return f"{time_of_day(clock)}, {form}" if isinstance(clock, time) else f"tijd nog niet bekend, {form}"
    if key == "taken":
        return f"{text} (vandaag)" if day == on else f"{text} ({date_with_weekday(day)}, {left_words((day - on).days)})"
    if key == "duo":
        return duo_events.kind_of(text).label if text else ""
    if key == "vastleggen":
        return f"gesprek van {date_with_weekday(day)}"
    if key == "lang-niet-gezien":
        return f"laatste contact {day_words(day, on)}" if day else "nog niet gezien"
    return text if key == "signalen" else ""


def _finding(counts: dict[str, int]) -> tuple[Words, ...]:
    """Return the sentence of the day, such as "3 termijnen zijn te laat. Vandaag spreek je 5 mensen."."""
    said: list[Words] = []
    if late := counts["te-laat"]:
        are = " is te laat. " if late == 1 else " zijn te laat. "
        said += [Words(count(late, "termijn", "termijnen"), strong=True), Words(are)]
    if today := counts["vandaag"]:
        people = count(today, "inburgeraar", "inburgeraars")
        said += [Words("Vandaag spreek je "), Words(people, strong=True), Words(". ")]
    if record := counts["vastleggen"]:
        wait = " wacht op vastleggen. " if record == 1 else " wachten op vastleggen. "
        said += [Words(count(record, "gesprek", "gesprekken"), strong=True), Words(wait)]
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


def _nothing(rows: list[dict[str, Any]]) -> str:
    """Name what comes first when nothing is open today; rows without a date stand last."""
    if not rows or rows[0]["row_day"] is None:
        return "Voor vandaag staat niets open."
    first = rows[0]
    day = first["row_day"]
    coming = f"{date_with_weekday(day)} {day.year}, {kind_words(first['row_words'])} van {first['row_number']}"
    return f"Voor vandaag staat niets open. Eerstvolgende termijn: {coming}."
