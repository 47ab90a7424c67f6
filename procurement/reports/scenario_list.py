"""The scenarios of a region as a list, each with its cost, how many it fits and what it builds on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inburgering.accounts.models import Share
from inburgering.notation import count, euro_short
from procurement.models import Scenario
from procurement.reports import basis as grounds
from procurement.rules.choices import CannotCalculate
from regions.models import Region
from regions.rules.finding import Part

HEADER = ["Scenario", "Naam", "In één zin", "Bouwt voort op", "Kosten per jaar (euro)", "Past bij", "Wie leest mee"]


@dataclass(frozen=True, slots=True)
class ListedScenario:
    number: int
    name: str
    summary: str
    url: str
    ground: str
    cost: str
    euros: int | None
    fit: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Listing:
    rows: tuple[ListedScenario, ...]
    finding: tuple[Part, ...]
    has_proposal: bool
    problem: str


def listing_of(scenarios: Iterable[Scenario], region: Region, *, has_proposal: bool, shared: set[int]) -> Listing:
    """Return the scenarios of the list with their cost; `shared` holds the ids that municipalities may read."""
    known = list(scenarios)
    if not known:
        return Listing((), (), has_proposal, "")
    ground = grounds.read([scenario.proposal for scenario in known])
    rows, problem = [], ""
    for scenario in known:
        euros: int | None = None
        try:
            outcome = ground.outcome(grounds.chosen(scenario))
            euros = outcome.cost.mid.total
            cost = euro_short(euros)
            fit = f"{len(outcome.fit.fitting)} van {len(ground.names)}"
        except CannotCalculate as reason:
            problem, cost, fit = str(reason), "nog niet te berekenen", ""
        rows.append(
            ListedScenario(
                scenario.number,
                scenario.name,
                scenario.summary,
                f"{region.get_absolute_url()}scenarios/{scenario.number}/",
                _ground(scenario),
                cost,
                euros,
                fit,
                scenario.pk in shared,
            )
        )
    return Listing(tuple(rows), _listing_finding(rows), has_proposal, problem)


def table(listing: Listing) -> list[list[str | int | None]]:
    """Return the list as rows under HEADER, for Excel."""
    return [
        [
            row.number,
            row.name,
            row.summary,
            row.ground,
            row.euros,
            row.fit,
            "alle gemeenten" if row.is_shared else "regio",
        ]
        for row in listing.rows
    ]


def shared_ids(region: Region) -> set[int]:
    """Return the scenarios of the region that stand shared, as far as whoever asks may see that."""
    shares = Share.objects.standing().filter(organisation_id=region.organisation_id, kind=Share.Kind.SCENARIO)
    return set(shares.values_list("subject_id", flat=True))


def _ground(scenario: Scenario) -> str:
    on = f"piketpaaltje {scenario.checkpoint.number}" if scenario.checkpoint else "eerste schets"
    return f"{on}, voorstel {scenario.proposal.number}"


def _listing_finding(rows: Sequence[ListedScenario]) -> tuple[Part, ...]:
    how_many = count(len(rows), "scenario", "scenario’s")
    if len(rows) == 1:
        return (Part("Er is "), Part(how_many, strong=True), Part(". Maak er nog een om te vergelijken."))
    return (Part("Er zijn "), Part(how_many, strong=True), Part(" om te vergelijken."))
