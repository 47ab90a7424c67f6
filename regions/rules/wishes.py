"""What municipalities want of the cooperation, whether a grouping gives it to them, and which wishes clash.

A hard wish must be met; a soft one counts as a preference and never clashes.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inburgering.notation import count, listing
from regions.rules.components import Component
from regions.rules.cooperation import Group
from regions.rules.cooperation_coverage import with_article


class Kind(StrEnum):
    """The same codes as regions.models.MunicipalWish.Kind."""

    KEEP_LOCAL = "KEEP_LOCAL"
    OWN_LOCATION = "OWN_LOCATION"
    TOGETHER = "TOGETHER"
    APART = "APART"


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish of the municipality with CBS code `code`; `component` None is every component.

    `other` is the code of the municipality it is about, empty for a wish about the municipality alone.
    """

    number: int
    kind: Kind
    code: str
    name: str
    component: Component | None = None
    other: str = ""
    other_name: str = ""
    text: str = ""
    is_hard: bool = True


class Standing(StrEnum):
    """The values are words for the screen."""

    MET = "Past"
    BROKEN = "Past niet"
    NOT_SHOWN = "Hangt niet van de indeling af"
    OPEN = "Nog niets gekozen"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a wish is met, and in Dutch why; `components` are those in which it is not."""

    standing: Standing
    told: str
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """The smallest set of hard wishes that cannot be met together; `component` None when they clash in every one."""

    wishes: tuple[Wish, ...]
    component: Component | None
    sentence: str


def sentence(wish: Wish) -> str:
    """Return the wish in one sentence: "Aalten wil bij de B1-route samen met Winterswijk." """
    return f"{_clause(wish)}."


def _clause(wish: Wish) -> str:
    want = "wil" if wish.is_hard else "wil liever"
    at = f" bij {with_article(wish.component)}" if wish.component else ""
    if wish.kind is Kind.KEEP_LOCAL:
        return f"{wish.name} {want} {with_article(wish.component) if wish.component else 'alles'} lokaal houden"
    if wish.kind is Kind.OWN_LOCATION:
        return f"{wish.name} {want}{at} de eigen leslocatie houden"
    if wish.kind is Kind.TOGETHER:
        return f"{wish.name} {want}{at} samen met {wish.other_name}"
    return f"{wish.name} {want}{at} niet samen met {wish.other_name}"


def judged(wish: Wish, groups: Mapping[Component, Sequence[Group]]) -> Verdict:
    """Return whether this grouping meets the wish.

    A wish for every component to be together is not asked of components that every municipality does alone.
    """
    if wish.kind is Kind.OWN_LOCATION:
        return Verdict(Standing.NOT_SHOWN, "Neem deze wens mee als voorwaarde bij de inkoop.")
    asked = [wish.component] if wish.component else list(groups)
    held = {component: _is_met(wish, groups.get(component, ())) for component in asked}
    broken = tuple(component for component, met in held.items() if met is False)
    if broken:
        at = listing([with_article(component) for component in broken])
        return Verdict(Standing.BROKEN, f"Bij {at}.", broken)
    if not any(held.values()):
        return Verdict(Standing.OPEN, "Over dit onderdeel is nog niets gekozen.")
    return Verdict(Standing.MET, "De indeling geeft wat de gemeente vraagt.")


def _is_met(wish: Wish, groups: Sequence[Group]) -> bool | None:
    """Return None when this component says nothing about the wish."""
    own = next((group for group in groups if wish.code in group.codes), None)
    if own is None:
        return None
    if wish.kind is Kind.KEEP_LOCAL:
        return len(own.codes) == 1
    if wish.kind is Kind.APART:
        return wish.other not in own.codes
    if wish.component is None and all(len(group.codes) == 1 for group in groups):
        return None
    return wish.other in own.codes


def clashes(wishes: Iterable[Wish]) -> list[Clash]:
    """Return every smallest set of hard wishes that exclude each other, the smallest sets first."""
    hard = [wish for wish in wishes if wish.is_hard and wish.kind is not Kind.OWN_LOCATION]
    found: dict[tuple[int, ...], list[Component]] = {}
    for component in Component:
        asked = [wish for wish in hard if wish.component in (None, component)]
        for numbers in _clashing(asked):
            found.setdefault(numbers, []).append(component)
    by_number = {wish.number: wish for wish in hard}
    made = [
        _clash(tuple(by_number[number] for number in numbers), None if len(at) == len(Component) else at[0])
        for numbers, at in found.items()
    ]
    return sorted(made, key=lambda clash: (len(clash.wishes), [wish.number for wish in clash.wishes]))


def _clashing(asked: Sequence[Wish]) -> set[tuple[int, ...]]:
    """Return the sets of wish numbers that clash in one component.

    Being together passes on, so a wish to be apart clashes with the shortest chain of wishes between the two; who
    stays alone clashes with every wish to be together with it.
    """
    together = [wish for wish in asked if wish.kind is Kind.TOGETHER]
    found = set()
    for wish in asked:
        if wish.kind is Kind.KEEP_LOCAL:
            partners = [one for one in together if wish.code in (one.code, one.other)]
            found |= {tuple(sorted((wish.number, one.number))) for one in partners}
        elif wish.kind is Kind.APART and (chain := _chain(together, wish.code, wish.other)):
            found.add(tuple(sorted((wish.number, *chain))))
    return found


def _chain(together: Sequence[Wish], start: str, end: str) -> tuple[int, ...]:
    """Return the numbers of the fewest wishes that bring these two together; empty when none do."""
    reached: dict[str, tuple[int, ...]] = {start: ()}
    border = deque([start])
    while border:
        code = border.popleft()
        for wish in together:
            if code in (wish.code, wish.other):
                beyond = wish.other if code == wish.code else wish.code
                if beyond not in reached:
                    reached[beyond] = (*reached[code], wish.number)
                    border.append(beyond)
    return reached.get(end, ())


def _clash(wishes: tuple[Wish, ...], component: Component | None) -> Clash:
    said = listing([_clause(wish) for wish in wishes])
    kept = f"Deze {count(len(wishes), 'wens', 'wensen')} kunnen niet samen. Kies welke blijft."
    return Clash(wishes, component, f"{said}. {kept}")
