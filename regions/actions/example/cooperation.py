"""The plan of the example region: two subregions go on together, the third joins on parts, and not everybody agrees."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from regions.actions import cooperation, standpunt, wish
from regions.models import CooperationPlan, Municipality, Region, SubregionProposal
from regions.reports.cooperation import area_of
from regions.reports.example import DATA
from regions.rules.components import Component, Scale
from regions.rules.cooperation import group_of
from regions.rules.wishes import Kind

if TYPE_CHECKING:
    from regions.actions.example import ExampleRegion

NAME = "Samen waar het kan"


def add(example: ExampleRegion) -> None:
    seed(region=example.region, people=example.users, by=example.leader)


def seed(*, region: Region, people: Mapping[str, User], by: User) -> CooperationPlan:
    """Make the plan on the newest proposal that the municipalities discuss, and let each say what it wants and thinks.

    A municipality whose adviser is among the people (key adviseur-<slug>) speaks for itself; for the others the
    projectleider notes it, as in a meeting.
    """
    members = {one.code: one for one in Municipality.objects.filter(memberships__region=region)}
    with as_user(by.pk):
        plan = _plan(region, by)
        plan = cooperation.discuss(plan=plan, by=by)
    for row in _rows("demonstration_cooperation_wishes.csv", region):
        speaker = people.get(f"adviseur-{members[row['municipality_code']].slug}") or by
        with as_user(speaker.pk):
            _give(row, region, members, speaker)
    for row in _rows("demonstration_cooperation_standpunten.csv", region):
        municipality = members[row["municipality_code"]]
        own = people.get(f"adviseur-{municipality.slug}")
        speaker = own or by
        with as_user(speaker.pk):
            standpunt.take(plan=plan, municipality=municipality, stance=row["stance"], reason=row["reason"],
                           level=row["level"], is_noted=own is None, by=speaker)  # fmt: skip
    return plan


def _plan(region: Region, by: User) -> CooperationPlan:
    discussed = SubregionProposal.objects.filter(region=region, status=SubregionProposal.Status.UNDER_DISCUSSION)
    plan = cooperation.make(proposal=discussed.order_by("-number")[0], name=NAME, by=by)
    area = area_of(plan)
    groups: dict[Component, list[tuple[list[str], Scale | None]]] = {}
    for row in _rows("demonstration_cooperation.csv", region):
        wider = Scale(row["wider"]) if row["wider"] else None
        groups.setdefault(Component(row["component"]), []).append((row["municipality_codes"].split(), wider))
    for component, found in groups.items():
        made = [group_of(codes, area, wider) for codes, wider in found]
        plan = cooperation.place(plan=plan, component=component, groups=made, expected_version=plan.version, by=by)
    return plan


def _give(row: Mapping[str, str], region: Region, members: Mapping[str, Municipality], by: User) -> None:
    wish.give(
        municipality=members[row["municipality_code"]],
        host=region.organisation,
        kind=Kind(row["kind"]),
        component=Component(row["component"]) if row["component"] else None,
        other=members[row["other_code"]] if row["other_code"] else None,
        text=row["text"],
        is_hard=row["is_hard"] == "1",
        by=by,
    )


def _rows(name: str, region: Region) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["region_code"] == region.code)
