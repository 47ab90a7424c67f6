"""How alike municipalities answer, in a share that everybody can recompute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

Values = Mapping[str, int | None]  # statement key to -2..2, None is missing
WIDEST = 4  # helemaal oneens against helemaal eens
MINIMUM_SHARED = 0.6  # a pair that shares fewer of the statements is not compared


@dataclass(frozen=True, slots=True)
class Alike:
    """The municipalities that answer most like one other; more than one when they are equally alike."""

    codes: tuple[str, ...]
    share: float


def similarity(one: Values, other: Values, statements: Iterable[str] | None = None) -> float | None:
    """Return 1 - (mean distance of the answers)/4 over the statements both answered: 1 = the same everywhere.

    Every statement counts the same and every step counts the same, so it can be checked by hand; the subregions use
    importance and squared distances instead. None when both answered fewer than 60% of the statements (by default those
    that occur in either).
    """
    asked = set(statements) if statements is not None else {*one, *other}
    gaps = [
        abs(mine - yours)
        for key in asked
        if (mine := one.get(key)) is not None and (yours := other.get(key)) is not None
    ]
    if not gaps or len(gaps) < MINIMUM_SHARED * len(asked):
        return None
    return 1 - fmean(gaps) / WIDEST


@dataclass(frozen=True, slots=True)
class Pair:
    """Two municipalities by CBS code, and how alike they answer (0 to 1); None when they share too few answers."""

    one: str
    other: str
    share: float | None


def pairs(answers: Mapping[str, Values], statements: Iterable[str] | None = None) -> tuple[Pair, ...]:
    """Return every pair, by code."""
    asked = list(statements) if statements is not None else None
    found = combinations(sorted(answers), 2)
    return tuple(Pair(one, other, similarity(answers[one], answers[other], asked)) for one, other in found)


@dataclass(frozen=True, slots=True)
class Apart:
    """The statement on which a municipality lies furthest from the mean of the others; `gap` in steps, with its sign.

    Positive: it agrees more than the others do.
    """

    key: str
    gap: float


def furthest_from_others(code: str, answers: Mapping[str, Values], statements: Iterable[str]) -> Apart | None:
    """Return where this municipality differs most from all others, the first of equals.

    None when it or all others gave no answer anywhere, or when it answers everywhere as the others do.
    """
    best: Apart | None = None
    for key in statements:
        mine = answers.get(code, {}).get(key)
        others = [value for other, row in answers.items() if other != code and (value := row.get(key)) is not None]
        if mine is None or not others:
            continue
        gap = mine - fmean(others)
        if abs(gap) > (abs(best.gap) if best else 0.0) + 1e-9:
            best = Apart(key, gap)
    return best


def nearest_to_others(code: str, answers: Mapping[str, Values], statements: Iterable[str]) -> Apart | None:
    """Return where this municipality agrees most with all others: the smallest gap, the most outspoken of equals.

    None when it or all others gave no answer anywhere.
    """
    found: list[tuple[float, int, int, Apart]] = []
    for key in statements:
        mine = answers.get(code, {}).get(key)
        others = [value for other, row in answers.items() if other != code and (value := row.get(key)) is not None]
        if mine is not None and others:
            gap = mine - fmean(others)
            found.append((round(abs(gap), 9), -abs(mine), len(found), Apart(key, gap)))
    return min(found)[-1] if found else None


def most_alike(code: str, answers: Mapping[str, Values], statements: Iterable[str] | None = None) -> Alike | None:
    """Return who answers most like this municipality; None when there is nobody to compare with."""
    asked = list(statements) if statements is not None else None
    found = {
        other: share
        for other, values in sorted(answers.items())
        if other != code and (share := similarity(answers[code], values, asked)) is not None
    }
    if not found:
        return None
    best = max(found.values())
    return Alike(tuple(other for other, share in found.items() if share > best - 1e-9), best)


def mutual(
    codes: Iterable[str], answers: Mapping[str, Values], statements: Iterable[str] | None = None
) -> float | None:
    """Return the mean similarity of all pairs in a group; None for one municipality or when no pair can be compared."""
    asked = list(statements) if statements is not None else None
    shares = [similarity(answers[a], answers[b], asked) for a, b in combinations(sorted(codes), 2)]
    known = [share for share in shares if share is not None]
    return fmean(known) if known else None
