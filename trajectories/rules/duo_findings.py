"""What a check of DUO is made of: a row with a code, what it asks, what is wrong and how to fix it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, TypeVar

from inburgering.notation import date_long

DUO_READ = "stand van 11-06-2026"
UNKNOWN = "(onbekend)"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check. `sentence` is what the rule asks, or, when not passed, what is wrong and how to fix it.

    `field` is the name of the field of the facts that a person would change; `code` stays the same for ever.
    """

    code: str
    passed: bool
    sentence: str
    field: str
    source: str


@dataclass(frozen=True, slots=True)
class DuoRule(Generic[T]):
    """One row. `asks` and `wrong` may name fields of the facts in braces; dates are written out.

    `holds` says it is in order.
    """

    code: str
    field: str
    asks: str
    wrong: str
    source: str
    holds: Callable[[T], bool]

    def check(self, facts: T) -> Finding:
        passed = self.holds(facts)
        sentence = (self.asks if passed else self.wrong).format(**_words(facts))
        return Finding(self.code, passed, sentence, self.field, self.source)


def check_all(rules: Iterable[DuoRule[T]], facts: T) -> tuple[Finding, ...]:
    """Return one finding per rule, in the order of the rules."""
    return tuple(rule.check(facts) for rule in rules)


def not_before(day: date | None, first: date | None) -> bool:
    """Return whether `day` is not earlier than `first`; what is unknown cannot be wrong."""
    return day is None or first is None or day >= first


def not_after(day: date | None, last: date | None) -> bool:
    return day is None or last is None or day <= last


def _words(facts: Any) -> dict[str, str]:
    values = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return {
        name: date_long(value) if isinstance(value, date) else UNKNOWN if value in (None, "") else f"{value}"
        for name, value in values.items()
    }
