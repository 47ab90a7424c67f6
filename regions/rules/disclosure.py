"""What a room may see of answers before they are shown with names, so that no count tells what one municipality said.

The room knows who shared and when. Two counts ("stands") after each other therefore differ by what the municipalities
in between said; with one municipality in between the difference is its answer, with two each reads the other's.

The rule. A first stand needs 4 municipalities. Every next stand needs 3 municipalities whose content is *fresh*: it
stood in no stand shown before, not even in an older one. Why this holds against any arithmetic: take any combination
of stands (each times a number, added up) and look at the last stand in it. What is fresh there stands in no other stand
of the combination, so it cannot be cancelled out, and it belongs to at least 3 municipalities. Counting what is fresh,
and not what differs from the stand before, also stops a municipality that goes back to its former answer from helping
to isolate another.

A round that was revealed before is known name by name, and counts as a stand too: what a municipality said then is not
fresh when it says it again.

What no rule on counts prevents: when all say the same, a count tells what each of them said. Decision: nameless counts
from 4 municipalities, and names only by the reveal, which every participant knows of beforehand.
"""

from collections.abc import Mapping, Sequence

from inburgering.notation import count

FEWEST_MUNICIPALITIES = 4  # in a stand: whoever is among them is left with 3 others
FEWEST_FRESH = 3  # between stands: whoever is among them is left with 2 others

# Which municipalities a stand counts, and a mark of what each of them says: equal marks, equal answers.
Stand = Mapping[str, str]


def fresh(former: Sequence[Stand], now: Stand) -> frozenset[str]:
    """Return the municipalities whose present content was in none of the stands shown before."""
    return frozenset(key for key, mark in now.items() if all(stand.get(key) != mark for stand in former))


def needed(former: Sequence[Stand], now: Stand) -> int:
    """Return how many more municipalities must share, or share something else, before this stand may be shown."""
    short = FEWEST_MUNICIPALITIES - len(now)
    if former:
        short = max(short, FEWEST_FRESH - len(fresh(former, now)))
    return max(short, 0)


def refusal(former: Sequence[Stand], now: Stand, invited: int) -> str:
    """Return why this stand may not be shown yet and what is needed, or nothing when it may.

    `invited` is the number of municipalities in the session: when they cannot bring a next stand, the reveal is left.
    """
    short = needed(former, now)
    if not short:
        return ""
    more = f"Nog {count(short, 'gemeente', 'gemeenten')} nodig."
    if not former:
        return f"{more} De zaal ziet een telling vanaf {FEWEST_MUNICIPALITIES} gemeenten die hebben gedeeld."
    why = (
        f"Een volgende telling kan als minstens {FEWEST_FRESH} gemeenten nieuw of gewijzigd zijn sinds wat de zaal al "
        "zag. Anders verraadt het verschil wat 1 of 2 gemeenten antwoordden."
    )
    return f"{more} {why}{_way_out(former, invited)}"


def is_last(former: Sequence[Stand], now: Stand, invited: int) -> bool:
    """Return whether after showing this stand too few municipalities are left for a next one, unless some change."""
    return not needed(former, now) and 0 < invited - len(now) < FEWEST_FRESH


def exposed(former: Sequence[Stand], final: Stand) -> frozenset[str]:
    """Return the municipalities whose former answers can be worked out once the final answers stand with their names.

    Whoever remembers a stand subtracts all that is now named and did not change. What is left is what those who changed
    had said before; of 1 or 2 of them that is a former answer with a name.
    """
    changed = [frozenset(key for key, mark in stand.items() if final.get(key) != mark) for stand in former]
    return frozenset().union(*(keys for keys in changed if len(keys) < FEWEST_FRESH))


def _way_out(former: Sequence[Stand], invited: int) -> str:
    left = invited - len(set().union(*former))
    return " Toon anders de uitkomst met namen." if left < FEWEST_FRESH else ""
