"""Whether a scenario says of every component and every municipality once who does it. Sentences, no numbers."""

from collections.abc import Sequence

from procurement.rules.choices import LEERROUTES, Area, ComponentChoice
from regions.rules import cooperation
from regions.rules.cooperation_coverage import misplaced, not_placed, with_article


def gaps(choices: Sequence[ComponentChoice], area: Area) -> tuple[str, ...]:
    """Return in Dutch what is missing or double; empty when the scenario is complete.

    The leerroutes always belong in a scenario; another component only when the scenario holds it, and then for every
    municipality. Without groups of its own a component covers everybody by its scale.
    """
    held = {choice.component for choice in choices}
    missing = [f"Over {with_article(route)} zegt dit scenario niets." for route in LEERROUTES if route not in held]
    uncovered = [one for choice in choices if choice.groups for one in _of_choice(choice, area)]
    return (*missing, *uncovered)


def _of_choice(choice: ComponentChoice, area: Area) -> list[str]:
    groups = [cooperation.Group(group.label, group.codes, group.scale) for group in choice.groups]
    region = cooperation.Area((), area.names)
    return [*not_placed(choice.component, groups, region), *misplaced(choice.component, groups, region)]
