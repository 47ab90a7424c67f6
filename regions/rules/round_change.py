"""What changed between two rounds: who moved, and whether municipalities came closer on a statement.

An answer that is missing in one of the rounds (weet niet, intern verdeeld, no answer) is no movement: nobody knows from
where or to where. The difference before and after is taken over the same municipalities, those with a value both times;
otherwise a newcomer would look like a change of mind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from inburgering.notation import count, listing
from regions.rules.divergence import distribution
from regions.rules.finding import Part
from regions.rules.questionnaire import is_own

Values = Mapping[str, int | None]  # CBS code to -2..2; None is missing
TENTH = Decimal("0.1")
FEW = 3  # so many statements are named in the sentence; of more the number is given


class Direction(Enum):
    """Whether municipalities stand closer on a statement; the value is the Dutch word."""

    CLOSER = "dichter bij elkaar"
    FARTHER = "verder uit elkaar"
    EQUAL = "even ver uit elkaar"
    UNKNOWN = "niet te vergelijken"


@dataclass(frozen=True, slots=True)
class Shift:
    """The answer of one municipality in both rounds."""

    code: str
    before: int | None
    after: int | None

    @property
    def movement(self) -> int | None:
        """Return the steps towards helemaal eens (negative: towards helemaal oneens); None when one is missing."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def has_moved(self) -> bool:
        return bool(self.movement)


@dataclass(frozen=True, slots=True)
class StatementChange:
    """One statement in both rounds. `before` and `after` are the differences (standard deviation, 0 to 2).

    They are None with fewer than 2 municipalities that answered both times, and rounded once, to the decimal that is
    shown: what looks the same is called the same.
    """

    key: str
    shifts: tuple[Shift, ...]
    before: Decimal | None
    after: Decimal | None

    @property
    def compared(self) -> int:
        """Return how many municipalities had a value both times."""
        return sum(shift.movement is not None for shift in self.shifts)

    @property
    def moved(self) -> tuple[str, ...]:
        return tuple(shift.code for shift in self.shifts if shift.has_moved)

    @property
    def direction(self) -> Direction:
        if self.before is None or self.after is None:
            return Direction.UNKNOWN
        if self.after == self.before:
            return Direction.EQUAL
        return Direction.CLOSER if self.after < self.before else Direction.FARTHER


def is_same(key: str, before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Return whether two statements with this key ask the same; `before` and `after` are text and short label.

    A key of the library stands for one statement in whatever words. The keys of a region's own statements are counted
    within a session, so there the text or its short label has to be the same as well.
    """
    return not is_own(key) or before[0] == after[0] or before[1] == after[1]


def statement_change(key: str, before: Values, after: Values) -> StatementChange:
    """Return the change on one statement, the municipalities in order of their code."""
    shifts = tuple(Shift(code, before.get(code), after.get(code)) for code in sorted({*before, *after}))
    both = [shift for shift in shifts if shift.movement is not None]
    return StatementChange(
        key,
        shifts,
        _difference(key, [shift.before for shift in both]),
        _difference(key, [shift.after for shift in both]),
    )


def _difference(key: str, values: Sequence[int | None]) -> Decimal | None:
    spread = distribution(key, values).spread
    return None if spread is None else Decimal(str(round(spread, 9))).quantize(TENTH, ROUND_HALF_UP)


def by_convergence(changes: Iterable[StatementChange]) -> list[StatementChange]:
    """Return what came closest first, what grew apart last; what cannot be compared after everything else."""

    def order(one: StatementChange) -> tuple[bool, Decimal]:
        if one.before is None or one.after is None:
            return True, Decimal(0)
        return False, one.after - one.before

    return sorted(changes, key=order)


def finding(
    changes: Sequence[StatementChange], numbers: Mapping[str, int], rounds: tuple[int, int]
) -> tuple[Part, ...]:
    """Return the sentences above the page. `numbers` gives the number of each statement in the later round."""
    if not any(one.compared for one in changes):
        return (Part(f"Tussen ronde {rounds[0]} en {rounds[1]} is "), Part("nog niets te vergelijken", strong=True),
                Part(". Geen gemeente gaf twee keer een antwoord op dezelfde stelling."))  # fmt: skip
    who = {code for one in changes for code in one.moved}
    where = [one for one in changes if one.moved]
    start = Part(f"Tussen ronde {rounds[0]} en {rounds[1]} ")
    if not who:
        return start, Part("schoof geen gemeente op", strong=True), Part(".")
    verb = "schoof" if len(who) == 1 else "schoven"
    core = f"{count(len(who), 'gemeente', 'gemeenten')} op bij {count(len(where), 'stelling', 'stellingen')}"
    return start, Part(f"{verb} "), Part(core, strong=True), Part("."), *_directions(changes, numbers)


def _directions(changes: Sequence[StatementChange], numbers: Mapping[str, int]) -> list[Part]:
    parts: list[Part] = []
    for direction in (Direction.CLOSER, Direction.FARTHER):
        found = sorted(numbers[one.key] for one in changes if one.direction is direction)
        if not found:
            continue
        named = f"stelling {listing([str(number) for number in found])}"
        which = named if len(found) <= FEW else f"{len(found)} van de {count(len(changes), 'stelling', 'stellingen')}"
        parts += [Part(f" Bij {which} staan zij nu "), Part(direction.value, strong=True), Part(".")]
    return parts
