"""What still stands between a concept and the decision: the checks of DUO, of the law, and what is not filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inburgering.notation import count
from trajectories.reports import pip_facts
from trajectories.rules.duo_findings import Finding


@dataclass(frozen=True, slots=True)
class PipChecks:
    """`missing` is field and sentence. Everything passed and nothing missing: the concept may become the decision."""

    duo: tuple[Finding, ...]
    law: tuple[Finding, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What fails, without what is said among the missing already."""
        named = {field for field, _ in self.missing}
        return tuple(one for one in (*self.duo, *self.law) if not one.passed and one.field not in named)

    @property
    def is_ready(self) -> bool:
        return not self.wrong and not self.missing

    @property
    def todo(self) -> str:
        """Return "3 dingen" for what is still to be done."""
        return count(len(self.wrong) + len(self.missing), "ding", "dingen")


def build(stand: pip_facts.Stand, typed: Mapping[str, Any], *, on: date) -> PipChecks:
    """Return the checks of what is typed, which need not be stored."""
    duo, law = pip_facts.checks(stand, typed, on=on)
    return PipChecks(duo, law, pip_facts.missing(stand, typed))
