"""What a municipality does with a report: for whom somebody may speak, and what its own people said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from inburgering.accounts.models import Membership, User
from inburgering.accounts.roles import Permission, roles_with
from inburgering.notation import sort_key
from procurement.models import BoardReport, BoardReportDocument
from procurement.models.reaction import Reaction
from procurement.reports import readers_besluit, readers_finding
from procurement.reports.readers_besluit import Decided
from regions.models import Municipality
from regions.rules.finding import Part


@dataclass(frozen=True, slots=True)
class Said:
    """A reaction of somebody of one's own municipality, and the name of who gave it, or the address behind a link."""

    reaction: Reaction
    by: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The part of the report page about besluiten and one's own reactions. `finding` is there once all decided."""

    finding: tuple[Part, ...]
    all_decided: bool
    besluiten: tuple[Decided, ...]
    mine: frozenset[int]  # numbers of the besluiten that this reader may take back
    reactions: tuple[Said, ...]
    may_react: bool
    may_record: bool


def municipalities(report: BoardReport, user: User, *, to: Permission) -> list[Municipality]:
    """Return the municipalities of the report for which this user may do something, by name.

    Who works for the region acts for each of them, who works for a municipality for that one.
    """
    return _among(_members(report), _held(user), report, to)


def document_for(shared: QuerySet[BoardReportDocument], own: Sequence[Municipality]) -> BoardReportDocument | None:
    """Return the document that a municipality reacts to: its own, or else that of the region."""
    if not own:
        return None
    ready = list(shared.exclude(document=None).select_related("report", "municipality"))
    ready = [one for one in ready if one.municipality_id in {None, own[0].pk}]
    return min(ready, key=lambda one: one.municipality_id is None, default=None)


def build(
    report: BoardReport, user: User, besluiten: Sequence[Decided], given: QuerySet[Reaction],
    shared: QuerySet[BoardReportDocument],
) -> Reading:  # fmt: skip
    """Return what somebody of a municipality sees of reactions and besluiten: own reactions, everybody's besluiten."""
    members, held = _members(report), _held(user)
    by_name = {member.name: [one for one in besluiten if one.code == member.code] for member in members}
    may_record = _among(members, held, report, Permission.RECORD_BESLUIT)
    may_react = _among(members, held, report, Permission.REACT_TO_REPORT)
    is_done = readers_finding.all_decided(by_name)
    codes = {one.code for one in may_record}
    return Reading(
        finding=readers_finding.finding(dict.fromkeys(by_name, ()), by_name, readers=0, read=0) if is_done else (),
        all_decided=is_done,
        besluiten=tuple(besluiten),
        mine=frozenset(one.number for one in besluiten if one.code in codes and one.withdrawn_at is None),
        reactions=tuple(Said(one, one.given_by.split(" <")[0]) for one in readers_besluit.reactions(given)),
        may_react=bool(may_react) and document_for(shared, may_react) is not None,
        may_record=bool(may_record),
    )


def _members(report: BoardReport) -> list[Municipality]:
    return list(report.region.municipalities_on(timezone.localdate(report.made_at)))


def _held(user: User) -> list[tuple[int, str]]:
    """Return (organisation, role) for every role of this user."""
    return list(Membership.objects.filter(user_id=user.pk).values_list("organisation", "role"))


def _among(
    members: Sequence[Municipality], held: Sequence[tuple[int, str]], report: BoardReport, to: Permission
) -> list[Municipality]:
    roles = roles_with(to)
    mine = {organisation for organisation, role in held if role in roles}
    acts_for_all = report.organisation_id in mine
    found = [one for one in members if one.organisation_id and (acts_for_all or one.organisation_id in mine)]
    return sorted(found, key=lambda one: sort_key(one.name))
