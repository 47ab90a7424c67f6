"""Which groups and divisions the wishes allow, and in Dutch why not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from inburgering.notation import listing
from regions.optimisation.distance import NotSolvable, Pair
from regions.optimisation.problem import Problem


def too_many(n: int) -> str:
    return f"{n} gemeenten zijn te veel om alle indelingen te vergelijken. Deel de regio eerst in tweeën."


def connected_parts(members: int, neighbours: list[int]) -> list[int]:
    """Return the bit masks of the parts in which these members fall apart, by their lowest member."""
    parts = []
    while members:
        part, border = 0, members & -members
        while border:
            part |= border
            border = _reach(border, neighbours) & members & ~part
        parts.append(part)
        members &= ~part
    return parts


def _reach(members: int, neighbours: list[int]) -> int:
    found = 0
    while members:
        lowest = members & -members
        found |= neighbours[lowest.bit_length() - 1]
        members ^= lowest
    return found


class LinkedTogether:
    """Municipalities that a wish keeps together, however long the chain of wishes."""

    __slots__ = ("units",)

    def __init__(self, problem: Problem) -> None:
        at = {code: i for i, code in enumerate(problem.codes)}
        links = [0] * len(problem.codes)
        for a, b in problem.must_together:
            links[at[a]] |= 1 << at[b]
            links[at[b]] |= 1 << at[a]
        everyone = (1 << len(problem.codes)) - 1
        self.units = [unit for unit in connected_parts(everyone, links) if unit & (unit - 1)]

    def unit_of(self, i: int) -> int:
        """Return the mask of all who must stay with municipality i, itself included."""
        return next((unit for unit in self.units if unit >> i & 1), 1 << i)


def apart_pairs(problem: Problem) -> list[int]:
    """Return per wish to stay apart the mask of the pair."""
    at = {code: i for i, code in enumerate(problem.codes)}
    return [1 << at[a] | 1 << at[b] for a, b in sorted(problem.must_apart)]


def names_of(problem: Problem, mask: int) -> list[str]:
    return [name for i, name in enumerate(problem.names) if mask >> i & 1]


def objections(problem: Problem, mask: int) -> list[str]:
    """Return in Dutch what the wishes have against this group; empty when it is allowed."""
    found = []
    if problem.contiguous and len(connected_parts(mask, problem.neighbour_masks())) > 1:
        found.append(f"{listing(names_of(problem, mask))} liggen niet aan elkaar.")
    for unit in LinkedTogether(problem).units:
        if mask & unit not in (0, unit):
            found.append(f"{listing(names_of(problem, unit))} moeten samen.")
    for pair in apart_pairs(problem):
        if mask & pair == pair:
            found.append(f"{listing(names_of(problem, pair))} mogen niet samen.")
    if weight_of(problem, mask) < problem.minimum_weight - 1e-9:
        found.append(f"{listing(names_of(problem, mask))}: te klein voor de gevraagde minimale omvang.")
    return found


def weight_of(problem: Problem, mask: int) -> float:
    return sum(problem.weights.get(code, 0.0) for i, code in enumerate(problem.codes) if mask >> i & 1)


def check(problem: Problem, k: int) -> None:
    """Raise NotSolvable with a Dutch sentence when k groups cannot exist for a reason that needs no search."""
    n = len(problem.codes)
    if k < 1:
        raise NotSolvable("Kies minstens 1 subregio.")
    if n == 1 and k > 1:
        raise NotSolvable("Een regio met 1 gemeente kan maar 1 subregio hebben.")
    if k > n:
        raise NotSolvable(f"Er zijn {n} gemeenten. Kies hooguit {n} subregio's.")
    _check_wishes(problem, k)
    _check_size(problem, k)
    if problem.contiguous:
        _check_connections(problem, k)


def _check_wishes(problem: Problem, k: int) -> None:
    together = LinkedTogether(problem)
    for pair in apart_pairs(problem):
        if any(unit & pair == pair for unit in together.units):
            who = listing(names_of(problem, pair))
            raise NotSolvable(f"De wensen spreken elkaar tegen: {who} moeten samen en mogen niet samen.")
    bound = sum(unit.bit_count() - 1 for unit in together.units)
    most = len(problem.codes) - bound
    if k > most:
        verb = "is" if most == 1 else "zijn"
        start = f"Met de wensen over wie samen moeten {verb} hooguit {counted(most)} mogelijk."
        raise NotSolvable(f"{start} Kies er minder of laat een wens los.")


def _check_size(problem: Problem, k: int) -> None:
    everyone = (1 << len(problem.codes)) - 1
    if k * problem.minimum_weight > weight_of(problem, everyone) + 1e-9:
        start = f"De regio is te klein voor {counted(k)} met de gevraagde minimale omvang."
        raise NotSolvable(f"{start} Kies minder subregio's of verlaag de omvang.")


def _check_connections(problem: Problem, k: int) -> None:
    neighbours = problem.neighbour_masks()
    parts = connected_parts((1 << len(problem.codes)) - 1, neighbours)
    if len(parts) > k:
        start = _loose_parts(problem, parts)
        raise NotSolvable(f"{start} Teken een verbinding of kies minstens {counted(len(parts))}.")
    for unit in LinkedTogether(problem).units:
        if not any(unit & part == unit for part in parts):
            who = listing(names_of(problem, unit))
            start = f"{who} moeten samen, maar er is geen verbinding tussen hen."
            raise NotSolvable(f"{start} Teken een verbinding of laat de wens los.")


def _loose_parts(problem: Problem, parts: list[int]) -> str:
    mainland = max(parts, key=int.bit_count)
    loose = [part for part in parts if part != mainland]
    if mainland.bit_count() == 1:
        return f"{listing(names_of(problem, sum(parts)))} liggen los van elkaar."
    if all(part.bit_count() == 1 for part in loose):
        loose = [sum(loose)]
    return " ".join(_lies_apart(names_of(problem, part)) for part in loose)


def _lies_apart(names: list[str]) -> str:
    return f"{listing(names)} {'ligt' if len(names) == 1 else 'liggen'} los van de rest van de regio."


def counted(k: int) -> str:
    return "1 subregio" if k == 1 else f"{k} subregio's"


@dataclass(frozen=True, slots=True)
class Wish:
    """One condition that can be let go: `text` says it in Dutch, `without` is the same problem without it."""

    kind: Literal["together", "apart", "size", "contiguous"]
    pair: Pair | None
    text: str

    def without(self, problem: Problem) -> Problem:
        if self.kind == "together":
            return replace(problem, must_together=problem.must_together - {self.pair})
        if self.kind == "apart":
            return replace(problem, must_apart=problem.must_apart - {self.pair})
        return replace(problem, minimum_weight=0.0) if self.kind == "size" else replace(problem, contiguous=False)


def wishes_of(problem: Problem) -> list[Wish]:
    """Return all conditions of this problem, the wishes about two municipalities first."""

    def who(pair: Pair) -> str:
        return listing([problem.name(code) for code in pair])

    found = [Wish("together", pair, f"{who(pair)} samen") for pair in sorted(problem.must_together)]
    found += [Wish("apart", pair, f"{who(pair)} niet samen") for pair in sorted(problem.must_apart)]
    if problem.minimum_weight > 0:
        found.append(Wish("size", None, "de minimale omvang"))
    if problem.contiguous:
        found.append(Wish("contiguous", None, "aansluitende subregio's"))
    return found


def blocked(k: int, let_go: Sequence[Wish]) -> str:
    """Return the sentence for a division that was proven impossible, with the smallest set of wishes to let go."""
    start = f"Met deze wensen is een indeling in {counted(k)} niet mogelijk."
    if not let_go:
        return f"{start} Laat een paar wensen los of kies een ander aantal."
    what = "deze wens" if len(let_go) == 1 else "deze wensen"
    return f"{start} Het kan wel als je {what} loslaat: {listing([wish.text for wish in let_go])}."
