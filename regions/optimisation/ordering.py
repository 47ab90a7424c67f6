"""In which order municipalities stand beside each other so that alike stands beside alike."""

from collections.abc import Sequence

import numpy as np
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering  # type: ignore[import-untyped]
from scipy.spatial.distance import squareform  # type: ignore[import-untyped]  # scipy publishes no types

from regions.optimisation.distance import Distances

FEWEST_TO_ORDER = 3


def alike_together(found: Distances, groups: Sequence[Sequence[str]] | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the CBS codes in blocks: one block per group in the order given, or a single block without groups.

    Inside a block: average linkage on the distances, leaves ordered so that neighbours differ least (Bar-Joseph and
    others 2001), and of the two directions the one that starts at the lower code. Always the same for the same answers.
    """
    blocks = [sorted(group) for group in groups] if groups is not None else [list(found.codes)]
    return tuple(_ordered(found, block) for block in blocks)


def _ordered(found: Distances, codes: Sequence[str]) -> tuple[str, ...]:
    if len(codes) < FEWEST_TO_ORDER:
        return tuple(codes)
    at = [found.codes.index(code) for code in codes]
    apart = squareform(np.sqrt(found.d2[np.ix_(at, at)]), checks=False)
    leaves = leaves_list(optimal_leaf_ordering(linkage(apart, "average"), apart)).tolist()
    order = tuple(codes[leaf] for leaf in leaves)
    return order if order[0] <= order[-1] else order[::-1]
