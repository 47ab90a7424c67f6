"""What the checkpoint under a report says: who stands where, who does what with whom, what is wished and still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from inburgering.notation import count, date_short, listing, sort_key
from procurement.reports import board_scale
from procurement.reports.dataset import Dataset
from procurement.rules.choices import COMPONENT_LABELS, Area, Component, JointGroup, Scale
from procurement.rules.cost_groups import joint_groups
from regions.rules.components import component_name
from regions.rules.finding import Part

# In the order of the answers, so that who is against is read as soon as who is for.
STANCES = {"AGREED": "akkoord", "AGREED_IF": "akkoord mits", "NOT_AGREED": "niet akkoord", "": "nog geen reactie"}


@dataclass(frozen=True, slots=True)
class StandpuntRow:
    name: str
    label: str
    reason: str
    who: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class StandpuntPage:
    """Page 4: every municipality with its reason, as large for who is against as for who agrees."""

    finding: tuple[Part, ...]
    rows: tuple[StandpuntRow, ...]
    agreed: tuple[str, ...]
    still_open: tuple[str, ...]
    may_deviate: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """Who does one component with whom. `groups` are sentences, `with_whom` is what it means for the reader."""

    component: str
    scale: str
    groups: tuple[str, ...]
    is_bought: bool


@dataclass(frozen=True, slots=True)
class WishRow:
    name: str
    wish: str
    verdict: str
    is_own: bool


def standpunt_page(ground: Dataset, code: str | None) -> StandpuntPage | None:
    """Return where every municipality stands; None for a report without a checkpoint."""
    if ground.checkpoint is None:
        return None
    frozen = ground.checkpoint["frozen"]
    said, plan = frozen["agreement"], frozen["plan"]
    names = {row["code"]: row["name"] for row in plan["municipalities"]}
    made = timezone.localtime(datetime.fromisoformat(said["made_at"]))
    return StandpuntPage(
        finding=tuple(_finding(plan["standpunten"])),
        rows=tuple(_standpunt(row, code) for row in plan["standpunten"]),
        agreed=tuple(said["agreed"]),
        still_open=tuple(said["still_open"]),
        may_deviate=tuple(_deviation(row, names) for row in said["may_deviate"]),
        source=(
            f"Bron: piketpaaltje {said['number']} ({said['name']}), vastgelegd op {date_short(made.date())}. "
            f"Controlegetal: {ground.checkpoint['sha256'][:16]}. "
            "Standpunten zijn ambtelijk, tenzij er bestuurlijk staat."
        ),
    )


def stances(checkpoint: Mapping[str, Any]) -> str:
    """Return "5 van 8 gemeenten zijn akkoord. Berkelland is niet akkoord." and so on."""
    return "".join(part.text for part in _finding(checkpoint["frozen"]["plan"]["standpunten"]))


def agreeing(checkpoint: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many municipalities agree without a condition, and how many were asked."""
    rows = checkpoint["frozen"]["plan"]["standpunten"]
    return sum(row["stance"] == "AGREED" for row in rows), len(rows)


def cooperation(ground: Dataset) -> tuple[JoinedRow, ...]:
    """Return per component who joins whom: what the advice buys, and what the checkpoint adds to it."""
    bought = {choice.component: choice for choice in ground.advised.choices}
    area = Area(ground.basis.names, ground.advised.subregions)
    agreed = {} if ground.checkpoint is None else _agreed_groups(ground.checkpoint["frozen"]["plan"])
    rows = []
    for component in Component:
        choice = bought.get(component)
        if choice is not None:
            joined = joint_groups(choice, area)
        elif component in agreed:
            joined = agreed[component]
        else:
            continue
        groups = {group.label: group.codes for group in joined}
        scale = board_scale.short(joined, area)
        rows.append(
            JoinedRow(component_name(component), scale, tuple(_groups(groups, ground.basis.names)), choice is not None)
        )
    return tuple(rows)


def wishes(ground: Dataset, code: str | None) -> tuple[WishRow, ...]:
    """Return what municipalities asked for, and whether the cooperation gives it to them."""
    if ground.checkpoint is None:
        return ()
    return tuple(
        WishRow(row["name"], row["sentence"], f"{row['verdict']}. {row['told']}".strip(), row["code"] == code)
        for row in ground.checkpoint["frozen"]["plan"]["wishes"]
    )


def _finding(rows: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    by_stance = {stance: [row["name"] for row in rows if row["stance"] == stance] for stance in STANCES}
    agreed = by_stance["AGREED"]
    yield Part(f"{len(agreed)} van {count(len(rows), 'gemeente', 'gemeenten')}", strong=True)
    yield Part(" " + ("is" if len(agreed) == 1 else "zijn") + " akkoord.")
    for stance in ("AGREED_IF", "NOT_AGREED", ""):
        names = by_stance[stance]
        if names:
            verb = "heeft" if stance == "" else "is"
            plural = "hebben" if stance == "" else "zijn"
            word = "nog niet gereageerd" if stance == "" else STANCES[stance]
            yield Part(f" {listing(names)} {verb if len(names) == 1 else plural} {word}.")


def _standpunt(row: Mapping[str, Any], code: str | None) -> StandpuntRow:
    who = []
    if row["given_at"]:
        day = timezone.localtime(datetime.fromisoformat(row["given_at"])).date()
        who.append(f"{row['level_label'].capitalize()}, {date_short(day)}")
    if row["is_noted"]:
        who.append("genoteerd door de projectleider")
    if row["is_outdated"]:
        who.append("over een eerdere versie")
    return StandpuntRow(row["name"], row["label"], row["reason"], "; ".join(who), row["code"] == code)


def _deviation(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    about = f"de {COMPONENT_LABELS[Component(row['component'])]}" if row["component"] else "elk onderdeel"
    return f"{names.get(row['code'], row['code'])}, bij {about}: {row['reason']}"


def _agreed_groups(plan: Mapping[str, Any]) -> dict[Component, tuple[JointGroup, ...]]:
    return {
        Component(row["component"]): tuple(
            JointGroup(group["label"], tuple(sorted(group["codes"])), Scale(group["scale"])) for group in row["groups"]
        )
        for row in plan["components"]
    }


def _groups(groups: Mapping[str, tuple[str, ...]], names: Mapping[str, str]) -> Iterator[str]:
    """Yield one sentence per group of several, and one for all who do it alone."""
    alone = sorted((names[codes[0]] for codes in groups.values() if len(codes) == 1), key=sort_key)
    if len(alone) == len(names):
        yield "Elke gemeente zelf"
        return
    for label, codes in groups.items():
        if len(codes) == len(names):
            yield "Alle gemeenten samen"
        elif len(codes) > 1:
            yield f"{label}: {listing(sorted((names[code] for code in codes), key=sort_key))}"
    if alone:
        yield f"{listing(alone)} {'doet' if len(alone) == 1 else 'doen'} het zelf"
