"""Which dossiers must go now or soon, which wait and why, and for which no term is known. Numbers, never names."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from trajectories.models import DestructionItem, Outcome, Phase, RetentionHold, Trajectory
from trajectories.rules import retention
from trajectories.rules.retention import Road, Term

_COLUMNS = (
    "pk", "number", "inburgeraar_id", "organisation_id", "closed_on", "outcome", "law", "team__name",
    "organisation__name",
    "inburgeraar__died_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a dossier stays, and until when."""

    until_on: date
    because: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one person, under the number of the last trajectory."""

    person: int
    organisation_id: int
    municipality: str
    number: str
    team: str
    outcome: str
    term: Term
    hold: Hold | None = None
    is_listed: bool = False  # on a list that is being worked off

    @property
    def ground(self) -> str:
        return retention.GROUNDS[self.term.ground]


def dossiers(
    organisations: Collection[int], *, until: date, on: date, people: Collection[int] | None = None
) -> list[Dossier]:
    """Return whose term is over by a day, the first one first; three queries. `people`: only these."""
    rows = Trajectory.objects.filter(organisation__in=organisations)
    rows = rows.filter(inburgeraar__in=_candidates(organisations, until) if people is None else people)
    roads: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("closed_on", "pk").values(*_COLUMNS):
        roads[row["inburgeraar_id"]].append(row)
    holds = _holds(organisations, roads, on)
    listed = set(DestructionItem.objects.filter(inburgeraar__in=list(roads)).values_list("inburgeraar_id", flat=True))
    found = [
        _dossier(mine, term, holds.get(person), is_listed=person in listed)
        for person, mine in roads.items()
        if isinstance(term := _term(mine), Term) and term.is_over(until)
    ]
    return sorted(found, key=lambda one: (one.term.due_on, one.number))


def destroyable(organisation_id: int, *, on: date, people: Collection[int] | None = None) -> list[Dossier]:
    """Return what may be destroyed on this day: the term is over and nobody holds it."""
    return [one for one in dossiers([organisation_id], until=on, on=on, people=people) if one.hold is None]


def fingerprint(found: Iterable[Dossier]) -> str:
    """Return a code of exactly these dossiers, to see whether the list is still what was shown."""
    return hashlib.sha256(",".join(sorted(f"{one.person}:{one.term.due_on}" for one in found)).encode()).hexdigest()


def without_term(organisations: Collection[int]) -> dict[str, int]:
    """Return how many people whose road ended have no term, by the code of rules/retention.WITHOUT_TERM. One query."""
    later = Trajectory.objects.filter(inburgeraar=OuterRef("inburgeraar")).exclude(pk=OuterRef("pk"))
    newer = later.filter(
        Q(closed_on__gt=OuterRef("closed_on")) | Q(closed_on=OuterRef("closed_on"), pk__gt=OuterRef("pk"))
    )
    ended = Trajectory.objects.filter(organisation__in=organisations, phase=Phase.CLOSED)
    last = ended.exclude(Exists(later.exclude(phase=Phase.CLOSED))).exclude(Exists(newer))
    unknown = last.filter(Q(law=retention.OTHER_LAW) | Q(outcome__in=retention.WITHOUT_TERM))
    dead = Q(outcome=Outcome.OVERLIJDEN) | Q(inburgeraar__died_on__isnull=False)
    counts: dict[str, int] = defaultdict(int)
    rows = unknown.exclude(dead, law="WI2021").values("law", "outcome").annotate(many=Count("pk"))
    for row in rows.order_by("law", "outcome"):
        counts[retention.OTHER_LAW if row["law"] == retention.OTHER_LAW else row["outcome"]] += row["many"]
    return dict(counts)


def _candidates(organisations: Collection[int], until: date) -> QuerySet[Trajectory, int]:
    """Return the people of whom no road runs and of whom one ended long enough ago, or by death."""
    running = Trajectory.objects.filter(inburgeraar=OuterRef("inburgeraar")).exclude(phase=Phase.CLOSED)
    ended = Trajectory.objects.filter(organisation__in=organisations, phase=Phase.CLOSED).exclude(Exists(running))
    old = Q(closed_on__lte=retention.earliest_end(until))
    dead = Q(outcome=Outcome.OVERLIJDEN) | Q(inburgeraar__died_on__isnull=False)
    return ended.filter(old | dead).values_list("inburgeraar_id", flat=True)


def _term(rows: list[dict[str, Any]]) -> object:
    roads = [Road(row["closed_on"], row["outcome"], row["law"]) for row in rows]
    return retention.of_person(roads, died_on=rows[0]["inburgeraar__died_on"])


def _holds(organisations: Collection[int], people: Collection[int], on: date) -> dict[int, Hold]:
    standing = RetentionHold.objects.filter(organisation__in=organisations).standing(on)
    rows = standing.filter(trajectory__inburgeraar__in=list(people)).select_related("trajectory").order_by("until_on")
    return {row.trajectory.inburgeraar_id: held(row) for row in rows}


def held(row: RetentionHold) -> Hold:
    because = f"{row.get_ground_display()}{f': {row.words}' if row.words else ''}"
    return Hold(row.until_on, because, row.made_by.split(" <")[0])


def _dossier(rows: list[dict[str, Any]], term: Term, hold: Hold | None, *, is_listed: bool) -> Dossier:
    last = rows[-1]
    return Dossier(
        person=last["inburgeraar_id"], organisation_id=last["organisation_id"],
        municipality=last["organisation__name"], number=last["number"],
        team=last["team__name"], outcome=str(Outcome(last["outcome"]).label), term=term, hold=hold,
        is_listed=is_listed,
    )  # fmt: skip
