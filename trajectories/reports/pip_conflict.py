"""Two people wrote in one PIP: who was first, and which texts stand against each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from inburgering.audit.models import AuditEvent
from inburgering.notation import time_of_day
from trajectories.models import Pip
from trajectories.reports.pip_facts import columns
from trajectories.reports.pip_words import LABELS, words

# Two fields of the form make one column.
_FIELDS = {"other_routes_argument": {"other_choice", "other_sentence"}}


@dataclass(frozen=True, slots=True)
class Clash:
    """`mine` and `theirs` are the two texts of one point, as people read them."""

    name: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Conflict:
    sentence: str
    clashes: tuple[Clash, ...]


def build(current: Pip, typed: Mapping[str, Any], touched: Collection[str]) -> Conflict:
    """Return what both changed. What only one of them touched is no clash: that one's text stays."""
    theirs = columns(current)
    mine = [name for name in theirs if _FIELDS.get(name, {name}) & set(touched)]
    clashes = [
        Clash(name, LABELS[name], words(name, typed[name]), words(name, theirs[name]))
        for name in mine
        if typed[name] != theirs[name]
    ]
    return Conflict(_who(current), tuple(clashes))


def _who(pip: Pip) -> str:
    last = (
        AuditEvent.objects.filter(organisation_id=pip.organisation_id, verb="trajectory.pip_saved",
                                  about__startswith=f"{pip._meta.label}:{pip.pk} ")
        .order_by("-happened_at")
        .first()
    )  # fmt: skip
    if last is None:
        return "Een collega heeft dit intussen gewijzigd."
    who, at = last.actor.split(" <")[0], time_of_day(timezone.localtime(last.happened_at).time())
    return f"{who} heeft dit om {at} gewijzigd."
