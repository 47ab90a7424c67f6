"""The sentence above a result: what stands out, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import count, listing, percent
from regions.rules.divergence import Label, StatementDistribution

A_PAIR = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a finding: `strong` is the core, `mark` is one's own municipality."""

    text: str
    strong: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One or more sentences in parts that follow each other without a space between."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The municipality the reader looks for, and the names of those that answer most like it; share is 0..1."""

    name: str
    others: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Furthest:
    """The municipality the reader looks for, and the statement on which it lies furthest from the others."""

    name: str
    label: str


def session_finding(
    distributions: Sequence[StatementDistribution],
    answered: Sequence[str],
    likeness: Likeness | None = None,
    furthest: Furthest | None = None,
) -> Finding:
    """Return what a work session shows. `answered` holds the names of the municipalities whose answers these are.

    Whoever looks for one municipality reads about that one first.
    """
    parts = _too_early(distributions, answered)
    if not parts:
        own = _own(likeness, furthest)
        parts = [*own, *([Part(" ")] if own else []), *_agreed(distributions, len(answered)), *_opposed(distributions)]
    return Finding(tuple(parts))


def _own(likeness: Likeness | None, furthest: Furthest | None) -> list[Part]:
    """Say where one municipality differs most and whom it resembles, as far as either is known."""
    alike = []
    if likeness and likeness.others:
        share = percent(Decimal(str(likeness.share)))
        alike = [Part(f" lijkt het meest op {listing(likeness.others)} ({share} gelijk).")]
    if furthest:
        start = [
            Part(furthest.name, strong=True, mark=True),
            Part(" verschilt het meest bij "),
            Part(f"‘{furthest.label}’", strong=True),
        ]
        return [*start, Part(" en"), *alike] if alike else [*start, Part(".")]
    if likeness and alike:
        return [Part(likeness.name, strong=True, mark=True), *alike]
    return []


def _too_early(distributions: Sequence[StatementDistribution], answered: Sequence[str]) -> list[Part]:
    if not answered or not any(one.given for one in distributions):
        return [Part("Er zijn "), Part("nog geen antwoorden", strong=True), Part(" om te vergelijken.")]
    if len(answered) == 1:
        start = [Part("Alleen "), Part(answered[0], strong=True), Part(" heeft antwoorden gedeeld.")]
        return [*start, Part(" Vergelijken kan vanaf 2 gemeenten.")]
    if all(one.label is Label.TOO_FEW for one in distributions):
        return [Part("Er zijn nog "), Part("te weinig antwoorden", strong=True), Part(" om te vergelijken.")]
    return []


def _agreed(distributions: Sequence[StatementDistribution], municipalities: int) -> list[Part]:
    total = len(distributions)
    agreed = sum(one.label is Label.AGREED for one in distributions)
    who = "beide gemeenten" if municipalities == A_PAIR else "alle gemeenten"
    if total == 1:
        verdict = f"{who} het eens" if agreed else "de gemeenten het niet eens"
        return [Part("Over deze stelling zijn "), Part(verdict, strong=True), Part(".")]
    how_many = "geen" if agreed == 0 else f"alle {total}" if agreed == total else str(agreed)
    core = f"{how_many} stellingen" if agreed == total else f"{how_many} van de {total} stellingen"
    return [Part("Over "), Part(core, strong=True), Part(f" zijn {who} het eens.")]


def _opposed(distributions: Sequence[StatementDistribution]) -> list[Part]:
    labels = [one.label for one in distributions]
    opposed, thin = labels.count(Label.STRONGLY_DIVIDED), labels.count(Label.TOO_FEW)
    parts: list[Part] = []
    if opposed and len(labels) > 1:
        core = count(opposed, "stelling", "stellingen")
        parts += [Part(" Bij "), Part(core, strong=True), Part(" staan ze tegenover elkaar.")]
    elif Label.PARTLY_DIVIDED in labels and len(labels) > 1:
        parts += [Part(" Bij "), Part("geen enkele stelling", strong=True), Part(" zijn ze sterk verdeeld.")]
    if thin:
        parts.append(Part(f" Over {count(thin, 'stelling', 'stellingen')} is nog te weinig bekend."))
    return parts


def statement_finding(found: StatementDistribution) -> Finding:
    """Return what one statement shows: "Sterk verdeeld. 4 gemeenten eens, 3 oneens, 1 neutraal." """
    if found.given == 0:
        return Finding((Part("Nog geen antwoorden.", strong=True), *_others(found)))
    core = "Eensgezind" if found.label is Label.AGREED else found.label.value
    return Finding((Part(f"{core}.", strong=True), Part(f" {_who_says_what(found)}."), *_others(found)))


def _who_says_what(found: StatementDistribution) -> str:
    sides = [(found.agree, "eens"), (found.disagree, "oneens"), (found.neutral, "neutraal")]
    spoken = [(quantity, word) for quantity, word in sides if quantity]
    if len(spoken) == 1 and found.given > 1:
        which = "Beide" if found.given == A_PAIR else f"Alle {found.given}"
        start = which if found.given == _asked(found) else str(found.given)
        return f"{start} gemeenten zeggen {spoken[0][1]}"
    spoken.sort(key=lambda side: -side[0])
    (first, word), *rest = spoken
    start = f"{count(first, 'gemeente', 'gemeenten')} {word}"
    return ", ".join([start, *(f"{quantity} {word}" for quantity, word in rest)])


def _asked(found: StatementDistribution) -> int:
    return found.given + found.unknown + found.divided + found.missing


def _others(found: StatementDistribution) -> list[Part]:
    said = [
        (found.unknown, "weet het niet", "weten het niet"),
        (found.divided, "is intern verdeeld", "zijn intern verdeeld"),
        (found.missing, "heeft geen antwoord", "hebben geen antwoord"),
    ]
    words = [f"{quantity} {one if quantity == 1 else more}" for quantity, one, more in said if quantity]
    return [Part(f" {listing(words)}.")] if words else []
