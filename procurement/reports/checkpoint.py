"""What a checkpoint holds: one JSON in one fixed spelling, its hash, whether it is whole and whether it still holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from inburgering.audit.models import AuditEvent
from procurement.models import Assumption, Checkpoint
from procurement.reports import checkpoint_changes, dataset
from procurement.reports.basis import Figure, figure_of
from procurement.rules.choices import Component, JointGroup, Scale
from regions.models import CooperationPlan
from regions.reports import cooperation, subregion_inflow
from regions.reports.answers import shared_answers
from regions.reports.subregion_inflow import Inflow
from regions.reports.subregion_question import Question
from regions.reports.subregion_question import thaw as thaw_question

__all__ = ["Deviation", "Freshness", "Frozen", "fingerprint", "freeze", "freshness", "intact", "notices", "thaw"]

Trail = list[tuple[int, str]]
MADE = "checkpoint.made"
BROKEN = "Dit piketpaaltje is na het slaan gewijzigd. Wat er nu staat, is niet wat is afgesproken."
fingerprint = dataset.fingerprint


@dataclass(frozen=True, slots=True)
class Deviation:
    """A municipality that may deviate. `component` is empty when that goes for every component."""

    code: str
    component: str
    reason: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """What stood there when the checkpoint was made. Codes are CBS codes; moments are local to Amsterdam when shown."""

    number: int
    name: str
    made_at: datetime
    agreed: tuple[str, ...]
    still_open: tuple[str, ...]
    may_deviate: tuple[Deviation, ...]
    region: str
    names: Mapping[str, str]
    plan: Mapping[str, Any]
    groups: Mapping[Component, tuple[JointGroup, ...]]
    proposal: Mapping[str, Any]
    statuses: Mapping[str, str]
    inflow: Mapping[str, Inflow]
    figures: tuple[Figure, ...]

    @property
    def question(self) -> Question:
        return thaw_question(self.proposal["question"])

    def may(self, code: str, component: Component) -> bool:
        """Whether this municipality may do this component otherwise than was agreed."""
        return any(one.code == code and one.component in ("", component.value) for one in self.may_deviate)


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether everything a checkpoint stands on is as it was, and in Dutch what is not, the oldest change first."""

    is_current: bool
    sentences: tuple[str, ...]


def freeze(plan: CooperationPlan) -> dict[str, Any]:
    """Return as plain JSON everything that an agreement on this plan stands on, as it is now."""
    region = plan.region
    shared = shared_answers(plan.proposal.session)
    figures = Assumption.objects.filter(organisation=region.organisation_id).order_by("position", "key")
    grounds = {
        "region": {"code": region.code, "name": region.name},
        "plan": cooperation.freeze(plan),
        "proposal": dataset.proposal_of(plan.proposal),
        "statuses": {one.code: one.status_label for one in shared.municipalities},
        "inflow": subregion_inflow.freeze(subregion_inflow.expected(region)),
        "figures": [asdict(figure_of(row)) for row in figures],
    }
    plain: dict[str, Any] = _as_stored(json.loads(json.dumps(grounds, default=_plain)))
    return plain


def agreement(
    *,
    number: int,
    name: str,
    agreed: Sequence[str],
    still_open: Sequence[str],
    may_deviate: Sequence[Deviation],
    made_at: datetime,
    made_by: str,
) -> dict[str, Any]:
    """Return what was agreed, to freeze beside its grounds: so the hash covers the sentences too."""
    return {
        "number": number,
        "name": name,
        "agreed": list(agreed),
        "still_open": list(still_open),
        "may_deviate": [asdict(one) for one in may_deviate],
        "made_at": made_at.astimezone(UTC).isoformat(),
        "made_by": _person(made_by),
    }


def thaw(frozen: Mapping[str, Any]) -> Frozen:
    said, plan = frozen["agreement"], frozen["plan"]
    return Frozen(
        number=said["number"],
        name=said["name"],
        made_at=datetime.fromisoformat(said["made_at"]),
        agreed=tuple(said["agreed"]),
        still_open=tuple(said["still_open"]),
        may_deviate=tuple(Deviation(**row) for row in said["may_deviate"]),
        region=frozen["region"]["name"],
        names={row["code"]: row["name"] for row in plan["municipalities"]},
        plan=plan,
        groups={Component(row["component"]): tuple(map(_group, row["groups"])) for row in plan["components"]},
        proposal=frozen["proposal"],
        statuses=frozen["statuses"],
        inflow=subregion_inflow.thaw(frozen["inflow"]),
        figures=tuple(_figure(row) for row in frozen["figures"]),
    )


def intact(checkpoint: Checkpoint, trail: Trail | None = None) -> bool:
    """Return whether nothing was changed since it was made: hash, columns, and the trail for who may read that.

    `trail` is what `hashes` gives, for who asks about several at once.
    """
    if fingerprint(checkpoint.frozen) != checkpoint.sha256:
        return False
    said = checkpoint.frozen.get("agreement", {})
    now = {name: getattr(checkpoint, name) for name in ("number", "name", "agreed", "still_open", "may_deviate")}
    now["made_by"] = _person(checkpoint.made_by)
    now["made_at"] = checkpoint.made_at.astimezone(UTC).isoformat()
    if now != said:
        return False
    # Whoever can change the row can also compute its hash anew; the trail still holds the first one.
    kept = hashes(checkpoint.organisation_id) if trail is None else trail
    return all(sha256 == checkpoint.sha256 for number, sha256 in kept if number == checkpoint.number)


def hashes(organisation_id: int) -> Trail:
    """Return (number, hash) of every checkpoint as the trail has it; nothing for who may not read the trail."""
    events = AuditEvent.objects.filter(organisation_id=organisation_id, verb=MADE)
    return list(events.values_list("details__checkpoint", "details__sha256"))


def freshness(checkpoint: Checkpoint) -> Freshness:
    """Return what changed since of what whoever asks may see, each with the day it began to differ."""
    if not intact(checkpoint):
        return Freshness(False, (BROKEN,))
    frozen = thaw(checkpoint.frozen)
    found = checkpoint_changes.since(checkpoint, frozen)
    sentences = tuple(checkpoint_changes.sentence(one) for one in checkpoint_changes.in_order(found))
    return Freshness(not sentences, sentences)


def notices(checkpoint: Checkpoint) -> tuple[str, ...]:
    """Return what everything that hangs on this checkpoint must say about it; nothing while it is whole and current."""
    return tuple(f"Piketpaaltje {checkpoint.number}. {one}" for one in freshness(checkpoint).sentences)


def _person(audit_name: str) -> str:
    """Return the name alone: what is frozen is also downloaded, and needs no address."""
    return audit_name.partition(" <")[0]


def _group(row: Mapping[str, Any]) -> JointGroup:
    return JointGroup(row["label"], tuple(row["codes"]), Scale(row["scale"]))


def _figure(row: Mapping[str, Any]) -> Figure:
    source_on = date.fromisoformat(row["source_on"]) if row["source_on"] else None
    return Figure(**{**row, "value": Decimal(row["value"]), "source_on": source_on})


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value)} is not part of a checkpoint")


def _as_stored(value: Any) -> Any:
    """Return the JSON as PostgreSQL gives it back: it keeps no minus before zero, and the hash must not notice."""
    if isinstance(value, dict):
        return {key: _as_stored(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_stored(one) for one in value]
    return value + 0.0 if isinstance(value, float) else value
