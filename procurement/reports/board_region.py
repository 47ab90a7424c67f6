"""Pages 3 and 4 of a board report: the subregions, and where the municipalities differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inburgering.charts import palette
from inburgering.charts.hexmap import Tile, draw, legend_hex
from inburgering.charts.svg import data_uri
from inburgering.notation import listing, number, percent
from procurement.reports.dataset import Dataset
from regions.models import SubregionProposal
from regions.reports import subregion_question, subregions
from regions.reports.answers import SharedAnswers
from regions.rules.divergence import Label, by_divergence
from regions.rules.finding import Part, session_finding, statement_finding

MOST_STATEMENTS = 5
MOST_OBJECTIONS = 4
TELEPHONE = 343
REASONS_EACH = 1  # the page holds one reason for each subregion; the screen shows more


@dataclass(frozen=True, slots=True)
class SubregionLine:
    name: str
    image: str
    municipalities: str
    inflow: str
    agreement: str


@dataclass(frozen=True, slots=True)
class SubregionPage:
    finding: tuple[Part, ...]
    map: str
    map_alt: str
    lines: tuple[SubregionLine, ...]
    reasons: tuple[str, ...]
    objections: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    number: int
    statement: str
    sentence: str
    agree: str
    disagree: str


@dataclass(frozen=True, slots=True)
class DifferencePage:
    finding: tuple[Part, ...]
    rows: tuple[DifferenceRow, ...]
    limits: tuple[str, ...]
    source: str


def subregion_page(ground: Dataset, code: str | None) -> SubregionPage:
    """Return the division of the advised scenario, for one municipality or for the region."""
    proposal = _proposal(ground)
    report = subregions.build(proposal, for_code=code)
    names = {group.name: listing([one.text for one in group.municipalities]) for group in report.groups}
    return SubregionPage(
        finding=report.finding,
        map=data_uri(draw(_tiles(ground, code), label="", paper=palette.SHEET)),
        map_alt="Kaart van de subregio’s. " + " ".join(f"{name}: {said}." for name, said in names.items()),
        lines=tuple(_line(group) for group in report.groups),
        reasons=tuple(sentence for group in report.reasons.together for sentence in group.sentences[:REASONS_EACH]),
        objections=report.reasons.against[:MOST_OBJECTIONS],
        source=(
            f"Bron: {ground.basis.answers_from}. Elke tegel is één gemeente, even groot. Onderling eens: 100% is "
            "overal hetzelfde antwoord."
        ),
    )


def difference_page(ground: Dataset) -> DifferencePage:
    """Return the statements that divide the municipalities most, and the limits they drew."""
    shared = subregion_question.thaw(ground.proposal["question"]).shared
    ranked = by_divergence([shared.distribution(one.key) for one in shared.statements])
    statements = {one.key: one for one in shared.statements}
    divided = [one for one in ranked if one.label in {Label.STRONGLY_DIVIDED, Label.PARTLY_DIVIDED}]
    return DifferencePage(
        finding=session_finding(ranked, [one.name for one in shared.municipalities]).parts,
        rows=tuple(
            DifferenceRow(
                statements[one.key].number,
                statements[one.key].label,
                statement_finding(one).text,
                *_sides(shared, one.key),
            )
            for one in divided[:MOST_STATEMENTS]
        ),
        limits=tuple(_limits(shared)),
        source=f"Bron: {ground.basis.answers_from}. Per gemeente telt één antwoord.",
    )


def _proposal(ground: Dataset) -> SubregionProposal:
    """Return the proposal as it was frozen; it is not the row, for that may have been changed since."""
    frozen, former = ground.proposal, ground.proposal["former"]
    return SubregionProposal(
        number=frozen["number"],
        status=frozen["status"],
        origin=frozen["origin"],
        based_on=SubregionProposal(number=former) if former else None,
        group_count=frozen["group_count"],
        is_contiguous=frozen["is_contiguous"],
        question=_without_places(frozen["question"]),
        outcome=frozen["outcome"],
        made_at=datetime.fromisoformat(frozen["made_at"]),
    )


def _without_places(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return the question without cells: nobody looks at the maps for a screen, and drawing them takes longest."""
    bare = {key: [{**one, "cell": None} for one in question[key]] for key in ("municipalities", "waiting")}
    return {**question, **bare}


def small_map(ground: Dataset, code: str | None) -> str:
    """Return the address of the map as it is drawn for a telephone, with letters of the same size."""
    return data_uri(draw(_tiles(ground, code), label="", width=TELEPHONE, paper=palette.PAPER))


def _tiles(ground: Dataset, code: str | None) -> list[Tile]:
    question = ground.proposal["question"]
    group_of = {one: group["number"] for group in ground.proposal["outcome"]["groups"] for one in group["codes"]}
    inflow = ground.basis.per_year
    return [
        Tile(
            code=place["code"],
            cell=(place["cell"][0], place["cell"][1]),
            label=place["name"],
            sublabel=f"{number(inflow[place['code']])} per jaar" if place["code"] in inflow else "",
            group=group_of.get(place["code"]),
            is_mine=place["code"] == code,
        )
        for place in (*question["municipalities"], *question["waiting"])
        if place["cell"]
    ]


def _line(group: subregions.GroupRow) -> SubregionLine:
    return SubregionLine(
        name=group.name,
        image=data_uri(legend_hex(group.number)),
        municipalities=listing([one.text for one in group.municipalities]),
        inflow="" if group.per_year is None else f"{number(group.per_year)} nieuwe inburgeraars per jaar",
        agreement="" if group.agreement is None else f"{percent(group.agreement)} onderling eens",
    )


def _sides(shared: SharedAnswers, key: str) -> tuple[str, str]:
    """Return who agrees and who disagrees; who did neither is in the sentence."""
    agree, disagree = [], []
    for one in shared.municipalities:
        answer = shared.of(one.code, key)
        name = f"{one.name} (grens)" if answer.is_limit else one.name
        if answer.value:
            (agree if answer.value > 0 else disagree).append(name)
    return ", ".join(agree) or "niemand", ", ".join(disagree) or "niemand"


def _limits(shared: SharedAnswers) -> Iterator[str]:
    for one in shared.municipalities:
        labels = [f"‘{row.label}’" for row in shared.statements if shared.of(one.code, row.key).is_limit]
        if labels:
            yield f"{one.name}: {listing(labels)}."
