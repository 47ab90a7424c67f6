"""PVT, MAP and the norms of hours of one trajectory, as they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from inburgering.notation import date_long
from trajectories.models import Trajectory
from trajectories.rules.hour_norms import Progress

BLAMED = {None: "nog niet beoordeeld", True: "ja", False: "nee"}


@dataclass(frozen=True, slots=True)
class NormRow:
    """`done` says that it is settled whatever the hours, such as a PVT that was signed in the former gemeente."""

    label: str
    followed: int
    hours: int
    is_threshold: bool
    explanation: str
    article: str
    done: str


def settled(trajectory: Trajectory, one: Progress) -> str:
    day = {"PVT": trajectory.pvt_signed_on, "MAP": trajectory.map_ended_on}.get(one.norm.key)
    if day is None:
        return ""
    return f"{'ondertekend' if one.norm.key == 'PVT' else 'afgerond'} op {date_long(day)}"


def norm_row(trajectory: Trajectory, one: Progress) -> NormRow:
    norm = one.norm
    return NormRow(
        norm.label, one.followed, norm.hours, norm.is_threshold, norm.explanation, norm.article,
        settled(trajectory, one),
    )  # fmt: skip


def pvt_facts(trajectory: Trajectory) -> tuple[tuple[str, str], ...]:
    row = getattr(trajectory, "participatieverklaring", None)
    did = row and row.activity and row.activity_on
    activity = f"{row.activity}, {date_long(row.activity_on)}" if did else "nog niet"
    signed = trajectory.pvt_signed_on or (row.signed_on if row else None)
    told = [("Activiteit", activity), ("Ondertekend", date_long(signed) if signed else "nog niet")]
    if row and row.not_signed_because:
        told += [("Niet ondertekend", row.not_signed_because), ("Verwijtbaar, voor DUO", BLAMED[row.blamed])]
    return tuple(told)


def map_facts(trajectory: Trajectory) -> tuple[tuple[str, str], ...]:
    row = getattr(trajectory, "module_map", None)
    ended = trajectory.map_ended_on or (row.ended_on if row else None)
    told = [("Waar", row.places if row and row.places else "nog niet bekend")]
    told.append(("Eindgesprek", date_long(ended) if ended else "nog niet"))
    if row and row.not_completed_because:
        told += [("Niet afgerond", row.not_completed_because), ("Verwijtbaar, voor DUO", BLAMED[row.blamed])]
    return tuple(told)
