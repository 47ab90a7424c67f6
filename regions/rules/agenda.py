"""What a group should talk about next: where much is at stake and much differs, and where limits collide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regions.rules.divergence import VALUES, Label, StatementDistribution, distribution

WEIGHTS: Mapping[str, float] = {"MINDER": 0.5, "GEWOON": 1.0, "ZWAAR": 2.0}
WIDEST = 2.0  # the largest possible standard deviation on this scale
HEAVIEST = 2.0


@dataclass(frozen=True, slots=True)
class Voice:
    """What one municipality says to a statement: value -2..2 or None, importance, and whether its limit lies here."""

    code: str
    value: int | None
    importance: str = "GEWOON"
    is_limit: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of the agenda.

    `weight` is the mean importance (0.5 to 2) of those with an answer, `spread` their standard deviation (0 to 2) and
    `score` = weight × spread (0 to 4). `limits_for` and `limits_against` have their limit on the side of eens and of
    oneens. `facing_majority` have it on one side while more than half of all answers lie on the other.
    """

    found: StatementDistribution
    weight: float
    spread: float
    heavy: tuple[str, ...]
    limits_for: tuple[str, ...]
    limits_against: tuple[str, ...]
    facing_majority: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.found.key

    @property
    def score(self) -> float:
        return self.weight * self.spread

    @property
    def collides(self) -> bool:
        return bool(self.limits_for and self.limits_against)


def agenda(statements: Mapping[str, Sequence[Voice]]) -> tuple[Item, ...]:
    """Return what is left to talk about, first things first: collisions of limits, then importance × difference.

    What all agree on is left out, and so is what fewer than 2 municipalities answered. Equal scores keep the order
    given. A limit of who has no answer, or is neutral, has no side and collides with nothing.
    """
    items = [_item(key, voices) for key, voices in statements.items()]
    left = [item for item in items if item.found.label in {Label.STRONGLY_DIVIDED, Label.PARTLY_DIVIDED}]
    return tuple(sorted(left, key=lambda item: (not item.collides, -round(item.score, 9))))


def _item(key: str, voices: Sequence[Voice]) -> Item:
    found = distribution(key, [voice.value for voice in voices])
    given = [voice for voice in voices if voice.value is not None]
    weight = sum(WEIGHTS[voice.importance] for voice in given) / len(given) if given else 0.0
    limits_for = tuple(voice.code for voice in given if voice.is_limit and (voice.value or 0) > 0)
    limits_against = tuple(voice.code for voice in given if voice.is_limit and (voice.value or 0) < 0)
    facing = (*(limits_for if found.disagree * 2 > found.given else ()),
              *(limits_against if found.agree * 2 > found.given else ()))  # fmt: skip
    return Item(
        found=found,
        weight=weight,
        spread=found.spread or 0.0,
        heavy=tuple(voice.code for voice in given if voice.importance == "ZWAAR"),
        limits_for=limits_for,
        limits_against=limits_against,
        facing_majority=facing,
    )


def side(value: int) -> str:
    """Return eens, neutraal or oneens. Raises ValueError off the scale."""
    if value not in VALUES:
        raise ValueError(f"{value} is off the scale")
    return "eens" if value > 0 else "oneens" if value < 0 else "neutraal"
