"""Who buys one component together: explicit groups, or what the scale says."""

from collections.abc import Iterable

from inburgering.notation import listing
from procurement.rules.choices import Area, CannotCalculate, ComponentChoice, JointGroup, Scale
from procurement.rules.cost_assumptions import the


def purchase_groups(choice: ComponentChoice, area: Area) -> dict[str, tuple[str, ...]]:
    """Return the joint purchases of one component: their names, and their municipalities by CBS code.

    Groups may leave municipalities out: these buy nothing and pay nothing. Raises CannotCalculate for a municipality
    that is in two groups or not in the region, and for a group without municipalities.
    """
    return {group.label: group.codes for group in joint_groups(choice, area)}


def joint_groups(choice: ComponentChoice, area: Area) -> tuple[JointGroup, ...]:
    """Return the same with the scale of each purchase, every name once."""
    if choice.groups:
        _refuse_doubles(choice, area)
        return _named_apart(one for group in choice.groups for one in _apart(group, area))
    codes = tuple(sorted(area.names))
    if choice.scale == Scale.LOKAAL:
        return _apart(JointGroup("", codes, Scale.LOKAAL), area)
    if choice.scale == Scale.SUBREGIONAAL:
        if not area.subregions:
            raise CannotCalculate("Maak eerst een voorstel voor subregio’s, of kies een andere schaal.")
        return tuple(
            JointGroup(name, tuple(sorted(group)), Scale.SUBREGIONAAL) for name, group in area.subregions.items()
        )
    return (JointGroup("hele regio", codes, choice.scale),)


def _apart(group: JointGroup, area: Area) -> tuple[JointGroup, ...]:
    """Return the group, or its municipalities one by one when each does it by itself."""
    if group.scale != Scale.LOKAAL:
        return (JointGroup(group.label, tuple(sorted(group.codes)), group.scale),)
    return tuple(JointGroup(area.names[code], (code,), Scale.LOKAAL) for code in sorted(group.codes))


def _refuse_doubles(choice: ComponentChoice, area: Area) -> None:
    codes = [code for group in choice.groups for code in group.codes]
    strangers = sorted(set(codes) - set(area.names))
    twice = sorted({area.names[code] for code in codes if codes.count(code) > 1 and code in area.names})
    if strangers:
        raise CannotCalculate(f"Voor {the(choice.component)} hoort {listing(strangers)} niet bij deze regio.")
    if twice:
        raise CannotCalculate(
            f"Voor {the(choice.component)} {'staat' if len(twice) == 1 else 'staan'} {listing(twice)} in meer dan één "
            "groep. Zet elke gemeente hooguit één keer neer."
        )
    if not all(group.codes for group in choice.groups):
        raise CannotCalculate(f"Voor {the(choice.component)} is een groep zonder gemeenten. Haal die groep weg.")


def _named_apart(groups: Iterable[JointGroup]) -> tuple[JointGroup, ...]:
    """Number names that occur more than once: a purchase is found by its name, and none may vanish."""
    found: list[JointGroup] = []
    for group in groups:
        taken = [one.label for one in found]
        label, number = group.label, 1
        while label in taken:
            number += 1
            label = f"{group.label} ({number})"
        found.append(JointGroup(label, group.codes, group.scale))
    return tuple(found)
