"""Courses that are alike and bought at the same time count together, also when each goes out by itself."""

from collections.abc import Sequence
from decimal import Decimal

from inburgering.notation import euro, euro_short, listing
from procurement.rules.choices import LEERROUTES, Component
from procurement.rules.cost_assumptions import the
from procurement.rules.thresholds import CAVEAT, Assessment

LANGUAGE_COURSES = (*LEERROUTES, Component.ALFABETISERING)


def alike_warning(assessments: Sequence[Assessment]) -> str:
    """Return a Dutch warning when language courses stay below the threshold by themselves and reach it together.

    Lots of one intended purchase of services count together (Aanbestedingswet 2012, art. 2.18). Whether courses are
    one purchase is a judgement, so this asks; splitting one course in parts has its own warning.
    """
    courses = [one for one in assessments if one.component in LANGUAGE_COURSES and one.reaches_threshold is not None]
    below = [one.component for one in courses if not one.reaches_threshold]
    together = sum((one.value for one in courses), Decimal(0))
    if len({one.component for one in courses}) <= 1 or not below or together < courses[0].threshold.amount:
        return ""
    parts = list(dict.fromkeys(below))
    names = listing([the(component) for component in parts])
    stay = "blijft" if len(parts) == 1 else "blijven"
    return (
        f"{names[:1].upper()}{names[1:]} {stay} los onder de drempel van {euro(courses[0].threshold.amount)}. Alle "
        f"taalcursussen samen zijn {euro_short(together)}. Is het één inkoop van gelijksoortige diensten, dan telt dat "
        f"bedrag voor elk perceel (Aw art. 2.18). {CAVEAT}"
    )
