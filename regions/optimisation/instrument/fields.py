"""One field of a problem file: read, or refused in Dutch with the name of the field and how to mend it."""

from collections.abc import Mapping
from difflib import get_close_matches
from math import isfinite

LARGEST_NUMBER = 1e9
LONGEST_TEXT = 200


class WrongInput(ValueError):
    """The file cannot be read as a problem. str() is a Dutch sentence that names the field and how to mend it."""


def known_fields(value: object, where: str, allowed: tuple[str, ...]) -> Mapping[str, object]:
    """Return the object, which holds no other fields than these."""
    if not isinstance(value, dict):
        raise WrongInput(f"{where} is geen object. Schrijf het tussen accolades, met de velden {', '.join(allowed)}.")
    for name in value:
        if name not in allowed:
            near = get_close_matches(name, allowed, n=1)
            hint = f"Bedoel je ‘{near[0]}’?" if near else f"Mogelijk zijn: {', '.join(allowed)}."
            raise WrongInput(f"{where} heeft een onbekend veld ‘{shown(name)}’. {hint}")
    return value


def items(value: object, where: str, example: str) -> list[object]:
    if not isinstance(value, list):
        raise WrongInput(f"‘{where}’ is geen lijst. Schrijf bijvoorbeeld {example}.")
    return value


def number(value: object, where: str, lowest: float = -LARGEST_NUMBER) -> float:
    """Return a finite number from `lowest` up to a billion."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongInput(f"‘{where}’ is geen getal. Schrijf een getal zonder aanhalingstekens, met een punt: 2.5.")
    if not lowest <= value <= LARGEST_NUMBER or not isfinite(value):
        least = "-1 miljard" if lowest < 0 else f"{lowest:g}"
        raise WrongInput(f"‘{where}’ valt buiten de grenzen. Kies een getal van {least} tot 1 miljard.")
    return float(value)


def whole(value: object, where: str, lowest: int, highest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise WrongInput(f"‘{where}’ moet een heel getal van {lowest} tot en met {highest} zijn.")
    return value


def truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise WrongInput(f"‘{where}’ moet true of false zijn, zonder aanhalingstekens.")
    return value


def text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > LONGEST_TEXT:
        raise WrongInput(f"‘{where}’ moet leesbare tekst zijn tussen aanhalingstekens, hooguit {LONGEST_TEXT} tekens.")
    return value


def shown(value: object) -> str:
    """Return what was written, short enough for a sentence."""
    said, longest = str(value), 60
    return said if len(said) <= longest else f"{said[:longest]}…"
