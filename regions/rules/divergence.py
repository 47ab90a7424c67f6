"""How far municipalities stand apart on one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from math import ceil

from regions.rules.agreement import esteban_ray, standard_deviation, tastle_wierman, three_sides

VALUES = (-2, -1, 0, 1, 2)  # helemaal oneens … helemaal eens
FEWEST_TO_COMPARE = 2
FEWEST_FOR_AN_INDEX = 4  # below this an index of agreement is mostly chance
BOTH_SIDES = 3  # sterk verdeeld: on both sides at least 1 in 3 of those who answered
MOSTLY_NEUTRAL = 2  # eens: less than 1 in 2 neutral
TWO_CAMPS = 0.7  # polarisation from which a strongly divided statement has two camps and hardly a middle


class Label(Enum):
    """How divided a statement is; the value is the Dutch label, the order is that of the page."""

    STRONGLY_DIVIDED = "Sterk verdeeld"
    PARTLY_DIVIDED = "Deels verdeeld"
    AGREED = "Eens"
    TOO_FEW = "Te weinig antwoorden"


@dataclass(frozen=True, slots=True)
class StatementDistribution:
    """What the municipalities say to one statement.

    `counts` follows VALUES. Those without a value are split in `unknown` (weet niet), `divided` (intern verdeeld) and
    `missing` (no answer).
    """

    key: str
    counts: tuple[int, int, int, int, int]
    unknown: int = 0
    divided: int = 0
    missing: int = 0

    @property
    def given(self) -> int:
        return sum(self.counts)

    @property
    def disagree(self) -> int:
        return self.counts[0] + self.counts[1]

    @property
    def neutral(self) -> int:
        return self.counts[2]

    @property
    def agree(self) -> int:
        return self.counts[3] + self.counts[4]

    @property
    def label(self) -> Label:
        """Return how divided the municipalities are, for any number of them.

        Sterk verdeeld: at least a third of those who answered agrees and at least a third disagrees (of 8: 3 and 3).
        Eens: nobody on the other side, and less than half neutral, or all answers within one step of each other.
        Deels verdeeld: the rest. Te weinig antwoorden: fewer than 2 answers. So with one eens and one oneens it is
        never Eens, however polite both are; several published indexes do call that agreement.
        """
        if self.given < FEWEST_TO_COMPARE:
            return Label.TOO_FEW
        smaller_side = min(self.agree, self.disagree)
        if smaller_side >= ceil(self.given / BOTH_SIDES):
            return Label.STRONGLY_DIVIDED
        chosen = [value for value, count in zip(VALUES, self.counts, strict=True) if count]
        one_step = max(chosen) - min(chosen) <= 1
        if one_step or (smaller_side == 0 and self.neutral * MOSTLY_NEUTRAL < self.given):
            return Label.AGREED
        return Label.PARTLY_DIVIDED

    @property
    def spread(self) -> float | None:
        """Return the population standard deviation, 0 (the same) to 2 (opposite); None below 2 answers."""
        if self.given < FEWEST_TO_COMPARE:
            return None
        return standard_deviation(self.counts)

    @property
    def agreement(self) -> float | None:
        """Return the agreement of Tastle and Wierman, 0..1; None below 4 answers."""
        return tastle_wierman(self.counts) if self.given >= FEWEST_FOR_AN_INDEX else None

    @property
    def polarisation(self) -> float | None:
        """Return Esteban and Ray's polarisation over oneens, neutraal and eens, 0..1; None below 4 answers."""
        return esteban_ray(three_sides(self.counts)) if self.given >= FEWEST_FOR_AN_INDEX else None

    @property
    def two_camps(self) -> bool:
        """Return whether two camps face each other with hardly anybody between them; never below 4 answers."""
        return self.label is Label.STRONGLY_DIVIDED and (self.polarisation or 0.0) >= TWO_CAMPS


def distribution(
    key: str, values: Iterable[int | None], *, unknown: int = 0, divided: int = 0
) -> StatementDistribution:
    """Return the distribution of the municipal values on one statement.

    None stands for a municipality without a value; `unknown` and `divided` say how many of these said weet niet or are
    intern verdeeld. Raises ValueError for a value off the scale or more unknown and divided than there are None.
    """
    listed = list(values)
    given = [value for value in listed if value is not None]
    missing = len(listed) - len(given) - unknown - divided
    if missing < 0 or any(value not in VALUES for value in given):
        raise ValueError("a value is off the scale, or more are unknown and divided than have no value")
    lowest, low, middle, high, highest = (given.count(value) for value in VALUES)
    return StatementDistribution(key, (lowest, low, middle, high, highest), unknown, divided, missing)


def by_divergence(distributions: Iterable[StatementDistribution]) -> list[StatementDistribution]:
    """Return the most divided statement first: by label, then by spread, then in the order given."""
    order = list(Label)
    return sorted(distributions, key=lambda one: (order.index(one.label), -round(one.spread or 0.0, 9)))
