"""What the repeated divisions say together: who sits with whom, how often nothing changes, and the chance line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

import numpy as np

from regions.optimisation.distance import Floats

NOTHING_LEFT = 1e-6  # of a score that is zero no logarithm exists
TIED = 1e-12


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change.

    `identical` is the share of `solved` that gave the same division, `similarity` the mean adjusted Rand index (1: the
    same, 0: as alike as chance makes them; Hubert and Arabie 1985). Both None when nothing was solved. `impossible`
    counts how often no division was left.
    """

    kind: str
    solved: int
    impossible: int
    identical: float | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Chance:
    """Explained share of the answers against answers dealt again within each statement.

    `p` is (1 + how often chance explains as much) / (1 + how often it was dealt). None where nobody differs.
    """

    explained: float | None
    by_chance: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """`together` follows `codes`: the share of all changed divisions in which two sit together, None when never solved.

    `firmness` per municipality: how far the shares with all others are from a half, 0 (toss-up) to 1 (certain);
    `weakest` are the codes with the least of it. `suggested` is what the answers suggest as a number of groups, by the
    gap statistic with the rule of one standard error (Tibshirani and others 2001); it is never picked. None when one
    of the numbers cannot be divided.
    """

    k: int
    codes: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    together: tuple[tuple[float | None, ...], ...]
    firmness: tuple[float, ...]
    weakest: tuple[str, ...]
    kinds: tuple[Kind, ...]
    chance: Chance
    suggested: int | None


def report(codes: Sequence[str], k: int, results: Mapping[str, Sequence[Any]], special: tuple[str, str]) -> Report:
    """Return the report on results by kind; `special` names the kinds of the answers themselves and of chance."""
    own, dealt = results[special[0]][0], results[special[1]]
    groups = tuple(tuple(group) for group in own["groups"])
    changed = {kind: found for kind, found in results.items() if kind not in special}
    together = _together(codes, [one for found in changed.values() for one in found if one is not None])
    firmness = _firmness(together)
    return Report(
        k=k,
        codes=tuple(codes),
        groups=groups,
        together=tuple(tuple(None if np.isnan(x) else round(float(x), 6) for x in row) for row in together),
        firmness=tuple(round(float(one), 6) for one in firmness),
        weakest=tuple(code for code, one in zip(codes, firmness, strict=True) if one <= firmness.min() + TIED),
        kinds=tuple(_kind(kind, found, groups) for kind, found in changed.items()),
        chance=_chance(own, dealt),
        suggested=_suggested(own["scores"], [one["scores"] for one in dealt]),
    )


def _together(codes: Sequence[str], divisions: Sequence[Sequence[Sequence[str]]]) -> Floats:
    at = {code: i for i, code in enumerate(codes)}
    same, seen = np.zeros((len(codes), len(codes))), np.zeros((len(codes), len(codes)))
    for groups in divisions:
        present = [at[code] for group in groups for code in group]
        seen[np.ix_(present, present)] += 1
        for group in groups:
            members = [at[code] for code in group]
            same[np.ix_(members, members)] += 1
    return np.divide(same, seen, out=np.full_like(same, np.nan), where=seen > 0)


def _firmness(together: Floats) -> Floats:
    n = len(together)
    if n == 1:
        return np.ones(1)
    certain = np.where(np.isnan(together), 0.0, np.abs(2 * together - 1))
    return np.asarray((certain.sum(axis=1) - np.diag(certain)) / (n - 1))


def _kind(kind: str, found: Sequence[Any], groups: tuple[tuple[str, ...], ...]) -> Kind:
    solved = [one for one in found if one is not None]
    if not solved:
        return Kind(kind, 0, len(found), None, None)
    similar = [similarity(groups, one) for one in solved]
    same = sum(_limited(groups, one) == {frozenset(group) for group in one} for one in solved)
    return Kind(kind, len(solved), len(found) - len(solved), same / len(solved), round(float(np.mean(similar)), 6))


def _limited(groups: Sequence[Sequence[str]], to: Sequence[Sequence[str]]) -> set[frozenset[str]]:
    """Return the groups without those whom the other division does not hold."""
    present = {code for group in to for code in group}
    return {left for group in groups if (left := frozenset(group) & present)}


def similarity(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> float:
    """Return the adjusted Rand index of two divisions, over those whom both hold."""
    first, second = _limited(one, other), _limited(other, one)
    pairs = sum(comb(len(a & b), 2) for a in first for b in second)
    of_first, of_second = sum(comb(len(a), 2) for a in first), sum(comb(len(b), 2) for b in second)
    every = comb(sum(len(a) for a in first), 2)
    expected = of_first * of_second / every if every else 0.0
    most = (of_first + of_second) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def _chance(own: Mapping[str, Any], dealt: Sequence[Mapping[str, Any]]) -> Chance:
    explained = _explained(own)
    shares = [share for one in dealt if (share := _explained(one)) is not None]
    if explained is None or not shares:
        return Chance(explained, None, None)
    as_much = sum(share >= explained - TIED for share in shares)
    return Chance(explained, float(np.mean(shares)), (1 + as_much) / (1 + len(shares)))


def _explained(one: Mapping[str, Any]) -> float | None:
    whole, chosen = one["scores"][0], one["chosen"]
    return None if not whole or chosen is None else 1 - chosen / whole


def _suggested(own: Sequence[float | None], dealt: Sequence[Sequence[float | None]]) -> int | None:
    rows = [own, *dealt]
    if len(dealt) < 2 or any(score is None for row in rows for score in row):  # noqa: PLR2004 - a spread needs two
        return None
    logs = np.log(np.maximum(np.array(rows, dtype=float), NOTHING_LEFT))
    gaps = logs[1:].mean(axis=0) - logs[0]
    errors = logs[1:].std(axis=0) * np.sqrt(1 + 1 / len(dealt))
    for at in range(len(own) - 1):
        if gaps[at] >= gaps[at + 1] - errors[at + 1]:
            return at + 1
    return len(own)
