"""The reasoning behind a choice of leerroute: the chosen one argued, the onderwijsroute investigated, the rest chosen.

Wi2021 art. 8 lid 1 and art. 15; RvS 24-12-2024, ECLI:NL:RVS:2024:5413: whether the onderwijsroute fits is looked into
before a route is fixed, whatever route it becomes.
"""

from __future__ import annotations

from trajectories.rules.pip_changes import B1, NAMES, ZELFREDZAAMHEID

# For the route that is left: a choice, and a sentence for who wants to say more. The code never leaves the form.
CHOICES = {
    "LATER": "kan later alsnog, bij een andere voortgang",
    "TOO_HIGH": "is nu niet haalbaar binnen de termijn",
    "TOO_LOW": "is te licht voor deze inburgeraar",
    "NOT_WANTED": "past niet bij wat de inburgeraar wil",
}
_BETWEEN = ". "
COUNCIL_OF_STATE = "RvS 24-12-2024, ECLI:NL:RVS:2024:5413"


def remaining(leerroute: str) -> tuple[str, ...]:
    """Return the routes that are neither chosen nor the onderwijsroute, which is always looked into."""
    return tuple(route for route in (B1, ZELFREDZAAMHEID) if route != leerroute) if leerroute else ()


def remaining_names(leerroute: str) -> str:
    """Return "Z-route", or "B1-route en Z-route" when the onderwijsroute is chosen; "" while nothing is."""
    return " en ".join(NAMES[route] for route in remaining(leerroute))


def written(choice: str, sentence: str) -> str:
    """Return choice and sentence as one text, as it is kept and printed in the letter."""
    said = CHOICES.get(choice, "")
    return _BETWEEN.join(part for part in (said[:1].upper() + said[1:], sentence.strip()) if part)


def read(text: str) -> tuple[str, str]:
    """Return the choice and the sentence of such a text; a text of somebody's own is all sentence."""
    for code, said in CHOICES.items():
        first = said[:1].upper() + said[1:]
        if text == first or text.startswith(first + _BETWEEN):
            return code, text[len(first) :].removeprefix(_BETWEEN)
    return "", text


def unexplained(leerroute: str, argument: str, wish: str, level: str, chance: str) -> tuple[tuple[str, str], ...]:
    """Return field and sentence of whatever is missing in the reasoning; nothing when somebody else can follow it."""
    if not leerroute:
        return ()
    asked = [
        ("route_argument", argument, f"Leg uit waarom je voor de {NAMES[leerroute]} kiest"),
        ("onderwijs_wish", wish, "Noteer of de inburgeraar de onderwijsroute wil"),
        ("onderwijs_level", level, "Noteer welk niveau van onderwijs de inburgeraar aankan"),
        ("onderwijs_chance", chance, "Noteer hoe groot de kans op een diploma is"),
    ]
    return tuple((field, sentence) for field, text, sentence in asked if not text.strip())
