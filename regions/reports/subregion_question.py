"""The question that a proposal answers, as it was put: everything the calculation and the page need, and nothing else.

It is stored as JSON with its SHA-256, so that a proposal can be recomputed for ever and later answers change nothing
in it. Toelichtingen stay out: the calculation does not use them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from inburgering.notation import sort_key
from regions.models import Neighbour, Tile, WorkSession
from regions.optimisation.distance import AnswerTable, NotSolvable, answer_table, distances
from regions.optimisation.problem import Conditions, Problem
from regions.optimisation.robustness import Facts
from regions.reports.answers import AskedStatement, GivenAnswer, Participant, SharedAnswers, shared_answers

NEAR = 0.05  # alternatives within this share of the best score are part of the answer
ALTERNATIVES = 50  # how many of these are kept
FEWEST = 2  # with one municipality there is nothing to divide
Pairs = tuple[tuple[str, str], ...]  # of CBS codes, each pair in order


@dataclass(frozen=True, slots=True)
class Place:
    """Where a municipality lies: degrees, and its cell (column, row) on the hexagon map when that was computed."""

    longitude: float
    latitude: float
    cell: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people ask of the division beside what the answers say; each has its price.

    `drawn` are pairs that count as neighbours because somebody says so. `least_per_year` is what the subregion expects
    in inburgeraars per year, at least; `per_year` gives the expected number of every municipality, by CBS code.
    """

    together: Pairs = ()
    apart: Pairs = ()
    drawn: Pairs = ()
    least_per_year: float = 0.0
    per_year: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.together or self.apart or self.drawn or self.least_per_year)

    def conditions(self, *, contiguous: bool) -> Conditions:
        return Conditions(contiguous, self.together, self.apart, self.per_year, self.least_per_year)


@dataclass(frozen=True, slots=True)
class Question:
    """How does this region divide into `group_count` subregions, given these answers? Neighbours are CBS codes."""

    session_number: int
    session_title: str
    shared: SharedAnswers
    places: Mapping[str, Place]
    neighbours: tuple[tuple[str, str], ...]
    group_count: int
    contiguous: bool
    wishes: Wishes = field(default_factory=Wishes)

    @property
    def names(self) -> dict[str, str]:
        return {one.code: one.name for one in (*self.shared.municipalities, *self.shared.waiting)}

    def names_of(self, codes: Iterable[str]) -> list[str]:
        """Return the names of these municipalities in Dutch alphabetical order."""
        names = self.names
        return sorted((names[code] for code in codes), key=sort_key)

    def table(self) -> AnswerTable:
        return answer_table(self.shared.for_solver(), [statement.for_solver() for statement in self.shared.statements])

    def problem(self, *, contiguous: bool | None = None) -> Problem:
        """Return the problem to solve. Raises NotSolvable with a Dutch reason, TooLittleOverlap among them."""
        wanted = self.contiguous if contiguous is None else contiguous
        edges = (*self.neighbours, *self.wishes.drawn)
        return Problem.of(distances(self.table()), edges, self.wishes.conditions(contiguous=wanted))

    def facts(self) -> Facts:
        """Return what is divided, for who solves it again and again with something changed."""
        edges = (*self.neighbours, *self.wishes.drawn)
        return Facts(self.table(), edges, self.wishes.conditions(contiguous=self.contiguous))

    def asking_for(self, group_count: int, *, contiguous: bool, wishes: Wishes | None = None) -> "Question":
        asked = self.wishes if wishes is None else wishes
        return replace(self, group_count=group_count, contiguous=contiguous, wishes=asked)


def ask(session: WorkSession, group_count: int = 1, *, contiguous: bool = True) -> Question:
    """Return the question for the answers as they stand now."""
    shared = shared_answers(session)
    codes = [one.code for one in (*shared.municipalities, *shared.waiting)]
    tiles = Tile.objects.filter(region=session.region_id).values_list("municipality__code", "column", "row")
    cells = {code: (column, row) for code, column, row in tiles}
    spots = session.region.memberships.filter(municipality__code__in=codes).values_list(
        "municipality__code", "municipality__longitude", "municipality__latitude"
    )
    return Question(
        session.number,
        session.title,
        shared,
        {code: Place(longitude, latitude, cells.get(code)) for code, longitude, latitude in spots},
        _neighbours(codes),
        group_count,
        contiguous,
    )


def check(question: Question) -> None:
    """Raise NotSolvable with a Dutch reason when there are too few municipalities to divide at all."""
    shared, waiting = question.shared.municipalities, question.shared.waiting
    if len(shared) + len(waiting) < FEWEST:
        raise NotSolvable("Deze regio heeft 1 gemeente. Dan valt er niets te verdelen.")
    if not shared:
        raise NotSolvable(
            "Nog geen gemeente deelde haar antwoorden. Een voorstel kan als minstens 2 gemeenten dat deden."
        )
    if len(shared) < FEWEST:
        raise NotSolvable(f"Alleen {shared[0].name} deelde haar antwoorden. Er zijn minstens 2 gemeenten nodig.")


def _neighbours(codes: list[str]) -> tuple[tuple[str, str], ...]:
    """Land, fixed link and ferry alike: who can get there without leaving the two municipalities is a neighbour."""
    rows = Neighbour.objects.filter(municipality__code__in=codes, other__code__in=codes)
    pairs = rows.values_list("municipality__code", "other__code")
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def freeze(question: Question) -> dict[str, Any]:
    """Return the question as plain JSON, in a fixed order."""
    shared = question.shared
    return {
        "session": {"number": question.session_number, "title": question.session_title},
        "statements": [asdict(statement) for statement in shared.statements],
        "municipalities": [_participant(one, question.places) for one in shared.municipalities],
        "waiting": [_participant(one, question.places) for one in shared.waiting],
        "answers": [
            {"code": code, "key": key, **{name: value for name, value in asdict(answer).items() if name != "note"}}
            for (code, key), answer in sorted(shared.answers.items())
        ],
        "neighbours": [list(pair) for pair in question.neighbours],
        "group_count": question.group_count,
        "contiguous": question.contiguous,
        # Only when there are any: a question without wishes keeps the spelling, and the hash, that it always had.
        **({"wishes": json.loads(json.dumps(asdict(question.wishes)))} if question.wishes else {}),
    }


def fingerprint(frozen: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the question in one fixed spelling: the same question always gives the same one."""
    spelled = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()


def thaw(frozen: Mapping[str, Any]) -> Question:
    everyone = (*frozen["municipalities"], *frozen["waiting"])
    return Question(
        frozen["session"]["number"],
        frozen["session"]["title"],
        SharedAnswers(
            tuple(AskedStatement(**row) for row in frozen["statements"]),
            _participants(frozen["municipalities"]),
            _participants(frozen["waiting"]),
            {(row["code"], row["key"]): _answer(row) for row in frozen["answers"]},
        ),
        {row["code"]: Place(row["longitude"], row["latitude"], _cell(row)) for row in everyone},
        tuple((one, other) for one, other in frozen["neighbours"]),
        frozen["group_count"],
        frozen["contiguous"],
        _wishes(frozen.get("wishes")),
    )


def _wishes(row: Mapping[str, Any] | None) -> Wishes:
    if row is None:
        return Wishes()
    pairs = {kind: tuple((one, other) for one, other in row[kind]) for kind in ("together", "apart", "drawn")}
    return Wishes(**pairs, least_per_year=row["least_per_year"], per_year=row["per_year"])


def _participant(one: Participant, places: Mapping[str, Place]) -> dict[str, Any]:
    place = places[one.code]
    return {
        "code": one.code,
        "name": one.name,
        "slug": one.slug,
        "status": one.status,
        "status_label": one.status_label,
        "longitude": place.longitude,
        "latitude": place.latitude,
        "cell": list(place.cell) if place.cell else None,
    }


def _participants(rows: Iterable[Mapping[str, Any]]) -> tuple[Participant, ...]:
    return tuple(Participant(row["code"], row["name"], row["slug"], row["status"], row["status_label"]) for row in rows)


def _answer(row: Mapping[str, Any]) -> GivenAnswer:
    return GivenAnswer(**{name: value for name, value in row.items() if name not in {"code", "key"}})


def _cell(row: Mapping[str, Any]) -> tuple[int, int] | None:
    return (row["cell"][0], row["cell"][1]) if row["cell"] else None
