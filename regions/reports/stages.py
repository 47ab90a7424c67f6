"""How firmly the answers of one municipality stand, in three steps with who and when, and who can take the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.notation import date_long
from regions.models import AnswerSheet
from regions.reports.mandate import plain_name, who_can

Status = AnswerSheet.Status
ORDER = [Status.PROVISIONAL, Status.OFFICIAL, Status.ADOPTED]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. `state` is done, now or open; `told` says who and when; `how` names the act when one may take it.

    `reason` says who can when one may not oneself.
    """

    label: str
    state: str
    told: str
    how: str = ""
    act: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stages:
    """The steps; `may_reopen` when one may make it concept again, else `reopen_reason` says who can."""

    steps: Sequence[Stage]
    may_reopen: bool
    reopen_reason: str


def build(sheet: AnswerSheet | None, organisation_id: int, is_shared: bool, user: User) -> Stages:
    """Return the steps of a sheet, which is None before there is one, as they are for this member."""
    may = {to: _may(user, organisation_id, to) for to in (Permission.SETTLE_ANSWERS, Permission.ADOPT_ANSWERS)}
    status = Status(sheet.status) if sheet else Status.PROVISIONAL
    steps = [
        Stage("Concept", _state(Status.PROVISIONAL, status), _shared(sheet, is_shared)),
        _step(sheet, status, Status.OFFICIAL, may, is_shared, organisation_id),
        _step(sheet, status, Status.ADOPTED, may, is_shared, organisation_id),
    ]
    if status == Status.PROVISIONAL:
        return Stages(steps, False, "")
    to = Permission.ADOPT_ANSWERS if status == Status.ADOPTED else Permission.SETTLE_ANSWERS
    reason = "" if may[to] else who_can(organisation_id, to, "Terugzetten naar concept")
    return Stages(steps, may[to], reason)


ACTS = {
    Status.OFFICIAL: ("ambtelijk", "Leg ambtelijke afstemming vast", Permission.SETTLE_ANSWERS),
    Status.ADOPTED: ("bestuurlijk", "Leg besluit van het bestuur vast", Permission.ADOPT_ANSWERS),
}


def _step(
    sheet: AnswerSheet | None, status: Status, step: Status, may: dict[Permission, bool], is_shared: bool,
    organisation_id: int,
) -> Stage:  # fmt: skip
    how, act, to = ACTS[step]
    state, told = _state(step, status), _told(sheet, step)
    if state != "open":
        return Stage(step.label, state, told)
    if not is_shared:
        return Stage(step.label, state, "Kan na het delen.")
    if may[to]:
        return Stage(step.label, state, "Nog niet.", how, act)
    return Stage(step.label, state, "Nog niet.", reason=who_can(organisation_id, to))


def _state(step: Status, status: Status) -> str:
    if step == status:
        return "now"
    return "done" if ORDER.index(step) < ORDER.index(status) else "open"


def _told(sheet: AnswerSheet | None, step: Status) -> str:
    """Say who took this step and when. The board may adopt at once; then the official step says so."""
    if sheet is None or _state(step, Status(sheet.status)) == "open":
        return ""
    if step == Status.OFFICIAL:
        if sheet.aligned_on is None:
            return "Niet apart vastgelegd."
        return f"{date_long(sheet.aligned_on)}, {plain_name(sheet.aligned_by or '')}"
    body = f"{sheet.body}, " if sheet.body else ""
    day = f"{date_long(sheet.settled_on)}, " if sheet.settled_on else ""
    return f"{day}{body}vastgelegd door {plain_name(sheet.settled_by or '')}"


def _shared(sheet: AnswerSheet | None, is_shared: bool) -> str:
    if sheet is None or not is_shared or sheet.shared_at is None:
        return "Nog niet gedeeld met de regio."
    day = date_long(timezone.localdate(sheet.shared_at))
    return f"Gedeeld op {day} door {plain_name(sheet.shared_by or '')}"


def _may(user: User, organisation_id: int, to: Permission) -> bool:
    return Organisation.objects.where(user, to).filter(pk=organisation_id).exists()
