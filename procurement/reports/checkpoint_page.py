"""A checkpoint as people read it: what was agreed, what is open, who may deviate, and what it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from inburgering.notation import count, date_long
from procurement.models import Checkpoint, Scenario
from procurement.reports import checkpoint as report
from procurement.reports.checkpoint import Deviation, Freshness, Frozen
from procurement.reports.checkpoint_grounds import Row, details, grounds
from regions.rules.components import Component, component_name
from regions.rules.finding import Part

HEADER = ["Soort", "Waarover", "Wat", "Bron", "Stand van"]
LIST_HEADER = ["Piketpaaltje", "Naam", "Geslagen op", "Door", "Afgesproken", "Nog open", "Mag afwijken", "Stand"]
WHOLE, OUTDATED, BROKEN = "Heel en actueel", "Verouderd", "Gewijzigd na het slaan"


@dataclass(frozen=True, slots=True)
class MayDeviate:
    name: str
    component: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stance:
    name: str
    stance: str
    reason: str
    level: str


@dataclass(frozen=True, slots=True)
class Hanging:
    number: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class CheckpointPage:
    """`grounds` are the few lines of the page, `details` everything behind them."""

    number: int
    name: str
    made: str
    finding: tuple[Part, ...]
    is_intact: bool
    freshness: Freshness
    agreed: tuple[str, ...]
    still_open: tuple[str, ...]
    may_deviate: tuple[MayDeviate, ...]
    stances: tuple[Stance, ...]
    grounds: tuple[Row, ...]
    details: tuple[Row, ...]
    scenarios: tuple[Hanging, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Listed:
    number: int
    name: str
    url: str
    made_on: date
    made_by: str
    agreed: int
    still_open: int
    may_deviate: int
    stand: str

    def row(self) -> list[object]:
        return [
            self.number, self.name, self.made_on, self.made_by, self.agreed, self.still_open, self.may_deviate,
            self.stand,
        ]  # fmt: skip


def build(checkpoint: Checkpoint) -> CheckpointPage:
    """Return the page. Of one that was changed by force only what stands there now: its grounds cannot be trusted."""
    freshness = report.freshness(checkpoint)
    whole = freshness.sentences != (report.BROKEN,)
    frozen = report.thaw(checkpoint.frozen) if whole else None
    return CheckpointPage(
        number=checkpoint.number,
        name=checkpoint.name,
        made=f"Geslagen op {date_long(_day(checkpoint.made_at))} door {_person(checkpoint)}",
        finding=_finding(checkpoint, freshness, whole),
        is_intact=whole,
        freshness=freshness,
        agreed=tuple(checkpoint.agreed),
        still_open=tuple(checkpoint.still_open),
        may_deviate=may_deviate(frozen.may_deviate, frozen.names) if frozen else (),
        stances=_stances(frozen) if frozen else (),
        grounds=tuple(grounds(frozen)) if frozen else (),
        details=tuple(details(frozen)) if frozen else (),
        scenarios=_scenarios(checkpoint),
        sha256=checkpoint.sha256,
    )


def listed(checkpoints: Sequence[Checkpoint]) -> list[Listed]:
    """Return the rows of the list, the newest first: that one counts, and alone is asked whether it still holds."""
    trail = report.hashes(checkpoints[0].organisation_id) if checkpoints else []
    return [
        Listed(
            one.number, one.name, one.get_absolute_url(), _day(one.made_at), _person(one), len(one.agreed),
            len(one.still_open), len({row["code"] for row in one.may_deviate}), _stand(one, checkpoints[0], trail),
        )
        for one in checkpoints
    ]  # fmt: skip


def listing_finding(rows: list[Listed]) -> tuple[Part, ...]:
    newest = rows[0]
    told = "" if newest.stand == WHOLE else f" Het is {newest.stand[:1].lower()}{newest.stand[1:]}."
    return (
        Part("Het laatste piketpaaltje is van "),
        Part(date_long(newest.made_on), strong=True),
        Part(f": {newest.name}.{told}"),
    )


def table(page: CheckpointPage) -> list[list[object]]:
    """Return everything as rows under HEADER, for Excel."""
    said = [
        *(Row("Afgesproken", "", one, "", None) for one in page.agreed),
        *(Row("Nog open", "", one, "", None) for one in page.still_open),
        *(Row("Mag afwijken", one.name, f"{one.component}: {one.reason}", "", None) for one in page.may_deviate),
        *(Row("Standpunt", one.name, f"{one.stance} {one.reason}".strip(), one.level, None) for one in page.stances),
    ]
    return [[row.kind, row.about, row.told, row.source, row.as_of] for row in (*said, *page.details)]


def _finding(checkpoint: Checkpoint, freshness: Freshness, whole: bool) -> tuple[Part, ...]:
    if not whole:
        return (
            Part(f"Piketpaaltje {checkpoint.number} is "),
            Part("na het slaan gewijzigd", strong=True),
            Part(". Wat er nu staat, is niet wat is afgesproken."),
        )
    open_ones = count(len(checkpoint.still_open), "punt is nog open", "punten zijn nog open")
    said = (
        Part(f"Op {date_long(_day(checkpoint.made_at))} sprak regio {checkpoint.region.name} "),
        Part(count(len(checkpoint.agreed), "ding", "dingen"), strong=True),
        Part(f" af; {open_ones}. "),
    )
    if freshness.is_current:
        return (*said, Part("De gegevens erachter zijn "), Part("niet veranderd", strong=True), Part("."))
    changed = count(len(freshness.sentences), "ding veranderde", "dingen veranderden")
    return (*said, Part(f"Daarna {changed}: het is "), Part("verouderd", strong=True), Part("."))


def may_deviate(rows: Iterable[Deviation], names: Mapping[str, str]) -> tuple[MayDeviate, ...]:
    """Return who may deviate in words; `names` are those of the municipalities by CBS code."""
    return tuple(MayDeviate(names.get(one.code, one.code), _part(one), one.reason) for one in rows)


def _part(one: Deviation) -> str:
    return component_name(Component(one.component)) if one.component else "Alle onderdelen"


def _stances(frozen: Frozen) -> tuple[Stance, ...]:
    codes = {"AGREED": "AGREE", "AGREED_IF": "AGREE_IF", "NOT_AGREED": "DISAGREE", "": "NONE"}
    return tuple(
        Stance(row["name"], codes[row["stance"]], row["reason"], row["level_label"])
        for row in frozen.plan["standpunten"]
    )


def _scenarios(checkpoint: Checkpoint) -> tuple[Hanging, ...]:
    """Return the scenarios on this checkpoint that whoever asks may see."""
    found = Scenario.objects.filter(checkpoint=checkpoint).select_related("region").order_by("number")
    return tuple(Hanging(one.number, one.name, one.get_absolute_url()) for one in found)


def _stand(checkpoint: Checkpoint, newest: Checkpoint, trail: report.Trail) -> str:
    if not report.intact(checkpoint, trail):
        return BROKEN
    if checkpoint is not newest:
        return f"Opgevolgd door piketpaaltje {newest.number}"
    return WHOLE if report.freshness(checkpoint).is_current else OUTDATED


def _person(checkpoint: Checkpoint) -> str:
    return checkpoint.made_by.partition(" <")[0]


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
