"""How the answers of a municipality's people become one provisional municipal answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

ONE_STEP = 1  # colleagues further apart than this are "intern verdeeld"
IMPORTANCE_ORDER = ("MINDER", "GEWOON", "ZWAAR")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one seat says to one statement. `value` is -2..2 or None; `is_unknown` is "weet niet".

    A guest's opinion counts once the seat was admitted by a known member of the municipality or the facilitator.
    """

    value: int | None
    is_unknown: bool = False
    importance: str = "GEWOON"
    is_limit: bool = False
    note: str = ""
    author: str = ""
    is_admitted: bool = True
    would_move: str = ""
    wording: int = 1


@dataclass(frozen=True, slots=True)
class MunicipalPosition:
    """The provisional answer of a municipality. Without a value it counts as missing: never as neutral.

    `is_divided` = intern verdeeld, `is_unknown` = everybody who answered said "weet niet".
    """

    value: int | None
    is_unknown: bool
    is_divided: bool
    importance: str
    is_limit: bool
    note: str
    would_move: str = ""
    wording: int = 1


def consolidate(opinions: Iterable[Opinion]) -> MunicipalPosition:
    """Return the municipal answer that these opinions on one statement add up to.

    - Values at most one step apart: the one most chosen; of equally often chosen ones the nearest to neutral, because a
      municipality does not speak more firmly than its people do together. "Weet niet" beside a value does not count.
    - Values further apart: intern verdeeld, no value, until somebody settles it.
    - Importance: the highest chosen by those who gave a value, since a default weighs "gewoon" and "zwaar" is a choice.
    - A limit that one person sees is a limit. Notes are kept, with their author when there are more people than one; so
      is what would make people move.
    - Wording: the oldest that anyone answered, because the municipality knows a new text only when all its people do.
    """
    counted = [opinion for opinion in opinions if opinion.is_admitted]
    valued = [opinion for opinion in counted if opinion.value is not None]
    values = [opinion.value for opinion in valued if opinion.value is not None]
    divided = bool(values) and max(values) - min(values) > ONE_STEP
    return MunicipalPosition(
        value=None if divided or not values else _most_chosen(values),
        is_unknown=not values and any(opinion.is_unknown for opinion in counted),
        is_divided=divided,
        importance=_highest(valued or counted),
        is_limit=any(opinion.is_limit for opinion in counted),
        note=_joined([(opinion.author, opinion.note) for opinion in counted]),
        would_move=_joined([(opinion.author, opinion.would_move) for opinion in counted]),
        wording=min((opinion.wording for opinion in counted), default=1),
    )


def _most_chosen(values: list[int]) -> int:
    often = Counter(values)
    return min(often, key=lambda value: (-often[value], abs(value)))


def _highest(opinions: list[Opinion]) -> str:
    return max((opinion.importance for opinion in opinions), key=IMPORTANCE_ORDER.index, default="GEWOON")


def _joined(said: list[tuple[str, str]]) -> str:
    """Return the texts, one per line. Who sat alone for the municipality needs no name beside the text."""
    alone = len(said) == 1
    return "\n".join(
        text.strip() if alone or not author else f"{author}: {text.strip()}" for author, text in said if text.strip()
    )
