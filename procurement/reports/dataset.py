"""The frozen ground of a board report: plain JSON in one fixed spelling, so that what was issued can be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from procurement.models import BoardReport, Checkpoint
from procurement.reports.basis import Basis, Chosen, Figure
from procurement.rules import fit
from procurement.rules.choices import Component, ComponentChoice, DivisionKey, Instrument, JointGroup, Payment, Scale
from procurement.rules.interval import Interval, Span
from regions.models import Municipality, Population, SubregionProposal
from regions.reports import subregion_inflow


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on every page of every document of the report."""

    number: str
    version: int
    title: str
    region: str
    decide_on: date
    made_on: date
    is_confidential: bool
    is_demonstration: bool
    decisions: tuple[str, ...]
    advised: int


@dataclass(frozen=True, slots=True)
class Inhabitants:
    number: int
    counted_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything a document is made of. `proposal` is the division of the advised scenario."""

    heading: Heading
    basis: Basis
    scenarios: tuple[Chosen, ...]
    inhabitants: Mapping[str, Inhabitants]
    proposal: Mapping[str, Any]
    former_version: int | None
    changes: Mapping[str, Sequence[str]]
    # What was agreed under the advised scenario: number, name, sha256 and what it froze. Reports of before have none.
    checkpoint: Mapping[str, Any] | None = None
    # Between which amounts the costs lie, by the number of the scenario: computed once, not again for each document.
    intervals: Mapping[int, Interval] = field(default_factory=dict)

    @property
    def advised(self) -> Chosen:
        return next(scenario for scenario in self.scenarios if scenario.number == self.heading.advised)


def heading_of(report: BoardReport, decisions: Sequence[str], made_on: date) -> Heading:
    return Heading(
        number=report.number,
        version=report.version,
        title=report.title,
        region=report.region.name,
        decide_on=report.decide_on,
        made_on=made_on,
        is_confidential=report.is_confidential,
        is_demonstration=report.organisation.is_demonstration,
        decisions=tuple(decisions),
        advised=report.advised.number,
    )


def inhabitants(municipalities: Sequence[Municipality]) -> dict[str, Inhabitants]:
    """Return the newest count of each municipality, by CBS code; one without a count is absent."""
    rows = Population.objects.filter(municipality__in=municipalities).order_by("counted_on")
    newest = {row.municipality_id: row for row in rows}
    return {
        one.code: Inhabitants(row.inhabitants, row.counted_on, row.source)
        for one in municipalities
        if (row := newest.get(one.pk)) is not None
    }


def proposal_of(proposal: SubregionProposal) -> dict[str, Any]:
    return {
        "number": proposal.number,
        "question": proposal.question,
        "outcome": proposal.outcome,
        "origin": proposal.origin,
        "status": proposal.status,
        "group_count": proposal.group_count,
        "is_contiguous": proposal.is_contiguous,
        "made_at": proposal.made_at.isoformat(),
        "former": proposal.based_on.number if proposal.based_on else None,
    }


def checkpoint_of(checkpoint: Checkpoint | None) -> dict[str, Any] | None:
    """Return the checkpoint with its own hash, so that the report alone shows what it stands on."""
    if checkpoint is None:
        return None
    return {
        "number": checkpoint.number,
        "name": checkpoint.name,
        "sha256": checkpoint.sha256,
        "made_at": checkpoint.made_at.isoformat(),
        "frozen": checkpoint.frozen,
    }


def freeze(dataset: Dataset) -> dict[str, Any]:
    """Return the dataset as JSON: Decimals and dates as text, sets in order.

    What has an order becomes a list, because PostgreSQL does not keep the order of the keys of an object.
    """
    plain: dict[str, Any] = json.loads(json.dumps(asdict(dataset), default=_plain))
    plain["basis"]["figures"] = list(plain["basis"]["figures"].values())
    for scenario in plain["scenarios"]:
        scenario["subregions"] = [list(pair) for pair in scenario["subregions"].items()]
    return plain


def fingerprint(frozen: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the dataset in one fixed spelling."""
    spelled = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()


def thaw(frozen: Mapping[str, Any]) -> Dataset:
    return Dataset(
        heading=_heading(frozen["heading"]),
        basis=_basis(frozen["basis"]),
        scenarios=tuple(_chosen(row) for row in frozen["scenarios"]),
        inhabitants={
            code: Inhabitants(row["number"], date.fromisoformat(row["counted_on"]), row["source"])
            for code, row in frozen["inhabitants"].items()
        },
        proposal=frozen["proposal"],
        former_version=frozen["former_version"],
        changes=frozen["changes"],
        checkpoint=frozen.get("checkpoint"),
        intervals={int(number): _interval(row) for number, row in frozen.get("intervals", {}).items()},
    )


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value)} is not part of a dataset")


def _heading(row: Mapping[str, Any]) -> Heading:
    days = {key: date.fromisoformat(row[key]) for key in ("decide_on", "made_on")}
    return Heading(**{**row, **days, "decisions": tuple(row["decisions"])})


def _basis(row: Mapping[str, Any]) -> Basis:
    return Basis(
        names=dict(sorted(row["names"].items())),
        slugs=row["slugs"],
        inflow=subregion_inflow.thaw(row["inflow"]),
        figures={figure["key"]: _figure(figure) for figure in row["figures"]},
        answers={
            code: {key: fit.Answer(**answer) for key, answer in given.items()} for code, given in row["answers"].items()
        },
        statement_labels=row["statement_labels"],
        answers_from=row["answers_from"],
        **{name: row[name] for name in ("inhabitants", "distances") if name in row},
    )


def _interval(row: Mapping[str, Any]) -> Interval:
    return Interval(
        region=Span(**row["region"]),
        by_municipality={code: Span(**span) for code, span in row["by_municipality"].items()},
    )


def _figure(row: Mapping[str, Any]) -> Figure:
    source_on = date.fromisoformat(row["source_on"]) if row["source_on"] else None
    return Figure(**{**row, "value": Decimal(row["value"]), "source_on": source_on})


def _chosen(row: Mapping[str, Any]) -> Chosen:
    return Chosen(
        **{
            **row,
            "subregions": {name: tuple(codes) for name, codes in row["subregions"]},
            "choices": tuple(_choice(choice) for choice in row["choices"]),
        }
    )


def _choice(row: Mapping[str, Any]) -> ComponentChoice:
    return ComponentChoice(
        **{
            **row,
            "component": Component(row["component"]),
            "scale": Scale(row["scale"]),
            "instrument": Instrument(row["instrument"]),
            "own_locations": frozenset(row["own_locations"]),
            "groups": tuple(
                JointGroup(one["label"], tuple(one["codes"]), Scale(one["scale"])) for one in row.get("groups", ())
            ),
            "payment": Payment(row.get("payment", Payment.TRAJECT)),
            "key": DivisionKey(row.get("key", DivisionKey.DEELNEMERS)),
            "shares": {code: Decimal(share) for code, share in row.get("shares", {}).items()},
        }
    )
