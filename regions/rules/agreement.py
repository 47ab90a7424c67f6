"""Published measures of agreement on an ordered scale.

Each takes a frequency vector: how many chose each category, lowest first. Missing answers are not in it, so "weet niet"
is never neutral. For fewer than 25 answers no index replaces looking at the answers themselves.
"""

from collections.abc import Sequence
from itertools import combinations
from math import log2, sqrt

Counts = Sequence[int]
ESTEBAN_RAY_ALPHA = 1.3


def van_der_eijk(counts: Counts) -> float:
    """Return agreement A: 1 = one category, 0 = evenly over all, -1 = half at each end.

    C. van der Eijk, Measuring agreement in ordered rating scales, Quality & Quantity 35 (2001), 325-341. Biased upward
    for few answers, and it calls two polite camps agreement: for comparison with literature, never for a label. Raises
    ValueError without answers or below 3 categories, as all measures here do.
    """
    _check(counts)
    left, agreement = list(counts), 0.0
    while any(left):
        layer = min(count for count in left if count)
        pattern = [1 if count else 0 for count in left]
        agreement += layer * sum(pattern) / sum(counts) * _agreement_of_layer(pattern)
        left = [count - layer * one for count, one in zip(left, pattern, strict=True)]
    return agreement


def _agreement_of_layer(pattern: Sequence[int]) -> float:
    categories, filled = len(pattern), sum(pattern)
    triples = list(combinations(pattern, 3))
    unimodal = triples.count((1, 1, 0)) + triples.count((0, 1, 1))
    hollow = triples.count((1, 0, 1))
    if unimodal + hollow == 0:
        shape = 1.0
    else:
        shape = ((categories - 2) * unimodal - (categories - 1) * hollow) / ((categories - 2) * (unimodal + hollow))
    return shape * (1 - (filled - 1) / (categories - 1))


def leik(counts: Counts) -> float:
    """Return ordinal consensus 1 - 2 Σ min(F_k, 1 - F_k)/(K - 1): 1 = one category, 0 = half at each end.

    F is the cumulative share. R.K. Leik, A measure of ordinal consensus, Pacific Sociological Review 9 (1966), 85-90.
    """
    total = _check(counts)
    reached, apart = 0, 0.0
    for count in counts[:-1]:
        reached += count
        apart += min(reached, total - reached) / total
    return 1 - 2 * apart / (len(counts) - 1)


def tastle_wierman(counts: Counts) -> float:
    """Return consensus 1 + Σ p_k log2(1 - |k - μ|/(K - 1)): 1 = one category, 0 = half at each end.

    W.J. Tastle and M.J. Wierman, Consensus and dissention, International Journal of Approximate Reasoning 45 (2007),
    531-545.
    """
    total, last = _check(counts), len(counts) - 1
    mean = sum(k * count for k, count in enumerate(counts)) / total
    return 1 + sum(count / total * log2(1 - abs(k - mean) / last) for k, count in enumerate(counts) if count)


def esteban_ray(counts: Counts) -> float:
    """Return polarisation Σ p_i^(1+α) p_j |y_i - y_j|, y over 0..1, made 1 for half at each end; α = 1.3.

    J.-M. Esteban and D. Ray, On the measurement of polarization, Econometrica 62 (1994), 819-851.
    """
    total, last = _check(counts), len(counts) - 1
    shares = [count / total for count in counts]
    raw = sum(
        p ** (1 + ESTEBAN_RAY_ALPHA) * q * abs(i - j) / last for i, p in enumerate(shares) for j, q in enumerate(shares)
    )
    return float(raw / 0.5 ** (1 + ESTEBAN_RAY_ALPHA))


def standard_deviation(counts: Counts) -> float:
    """Return the population standard deviation in steps: 0 = one category, (K - 1)/2 = half at each end."""
    total = _check(counts)
    mean = sum(k * count for k, count in enumerate(counts)) / total
    return sqrt(sum(count * (k - mean) ** 2 for k, count in enumerate(counts)) / total)


def three_sides(counts: Counts) -> tuple[int, int, int]:
    """Return how many of a scale of five are on the side of oneens, neutraal and eens."""
    return counts[0] + counts[1], counts[2], counts[3] + counts[4]


def _check(counts: Counts) -> int:
    """Return how many answers there are."""
    total = sum(counts)
    if len(counts) < 3 or total <= 0 or min(counts) < 0:  # noqa: PLR2004 - two categories have no middle to leave
        raise ValueError("a measure of agreement needs at least one answer on at least three categories")
    return total
