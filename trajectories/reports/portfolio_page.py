"""The portfolio on its page: items per leefgebied, and what is shared with whom until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import count, date_long, date_short
from trajectories.models import PortfolioItem, PortfolioShare, Trajectory
from trajectories.reports import portfolio_secret
from trajectories.reports.intake_page import Said
from trajectories.reports.portfolio_file import items_of
from trajectories.rules import life_areas

HEADER = ["Leefgebied", "Titel", "Eigen woorden", "Wanneer", "Bewijs", "Mag mee bij verhuizing"]


@dataclass(frozen=True, slots=True)
class ItemRow:
    pk: int
    title: str
    own_words: str
    day: str
    evidence: str
    may_go_along: bool


@dataclass(frozen=True, slots=True)
class AreaRows:
    label: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class ShareRow:
    """`address` is "" for a share that does not work anymore."""

    pk: int
    what: str
    shared_with: str
    until: str
    asked: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    finding: tuple[Said, ...]
    areas: tuple[AreaRows, ...]
    empty_areas: str
    shares: tuple[ShareRow, ...]


def build(trajectory: Trajectory, *, on: date) -> PortfolioPage:
    """Return the page, in three queries."""
    items = items_of(trajectory)
    shares = [_share(one, on) for one in trajectory.portfolio_shares.select_related("item").order_by("-made_at")]
    areas = _areas(items)
    filled = {area.label for area in areas}
    return PortfolioPage(
        finding=_finding(len(items), len(areas), sum(bool(one.address) for one in shares)),
        areas=tuple(areas),
        empty_areas=", ".join(area.label.lower() for area in life_areas.LIFE_AREAS if area.label not in filled),
        shares=tuple(shares),
    )


def _finding(items: int, areas: int, shared: int) -> tuple[Said, ...]:
    if not items:
        return (Said("Het portfolio is "), Said("nog leeg", strong=True), Said("."))
    said = [
        Said(f"{count(items, 'onderdeel', 'onderdelen')}", strong=True),
        Said(f" in {count(areas, 'leefgebied', 'leefgebieden')}. "),
    ]
    if not shared:
        return (*said, Said("Er is nu niets gedeeld."))
    return (*said, Said(f"Nu {count(shared, 'keer', 'keer')} gedeeld", strong=True), Said("."))


def _areas(items: list[PortfolioItem]) -> list[AreaRows]:
    grouped: dict[str, list[ItemRow]] = {}
    for one in items:
        grouped.setdefault(life_areas.label(one.life_area), []).append(_row(one))
    return [AreaRows(label, tuple(rows)) for label, rows in grouped.items()]


def _row(item: PortfolioItem) -> ItemRow:
    day = date_long(item.happened_on) if item.happened_on else ""
    return ItemRow(item.pk, item.title, item.own_words, day, _evidence(item), item.may_go_along)


def _evidence(item: PortfolioItem) -> str:
    if not item.evidence:
        return ""
    kind = "foto" if item.evidence.media_type.startswith("image/") else "PDF"
    return f"{kind}, {max(1, round(item.evidence.size / 1024))} kB"


def _share(share: PortfolioShare, on: date) -> ShareRow:
    works = share.withdrawn_at is None and share.until_on >= on
    state = "werkt" if works else "ingetrokken" if share.withdrawn_at else "verlopen"
    return ShareRow(
        share.pk,
        share.item.title if share.item else "het hele portfolio",
        share.shared_with,
        date_long(share.until_on),
        date_short(share.asked_on),
        state,
        portfolio_secret.address(share) if works else "",
    )


def rows(trajectory: Trajectory) -> list[list[str | date | None]]:
    """Return a row per item for Excel."""
    return [
        [life_areas.label(one.life_area), one.title, one.own_words, one.happened_on, _evidence(one),
         "ja" if one.may_go_along else "nee"]
        for one in items_of(trajectory)
    ]  # fmt: skip
