"""How a list of statements is put together: keys, opposites, one statement per leerroute, and its place in the list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

# Code as stored, ending of the key, and the words on the screen.
LEERROUTES = (("B1", "B1", "B1-route"), ("ONDERWIJS", "OND", "onderwijsroute"), ("ZELFREDZAAMHEID", "ZRT", "Z-route"))
LEERROUTE_NAMES = {code: name for code, _, name in LEERROUTES}
LEERROUTE_OF_ENDING = {ending: code for code, ending, _ in LEERROUTES}
LONGEST_TEXT, LONGEST_LABEL = 300, 60


@dataclass(frozen=True, slots=True)
class RouteCopy:
    """A statement as it is asked for one leerroute."""

    key: str
    leerroute: str
    text: str
    short_label: str


def base_key(key: str) -> str:
    """Return the key without the ending of a leerroute: S05.B1 and S05 have the same base."""
    return key.partition(".")[0]


def leerroute_of(key: str) -> str:
    """Return the code of the leerroute that a key stands for, empty when it stands for all."""
    return LEERROUTE_OF_ENDING.get(key.partition(".")[2], "")


def is_own(key: str) -> bool:
    """Whether the statement is the region's own and not from the library."""
    return key[:1] == "E" and base_key(key)[1:].isdigit()


def next_own_key(keys: Collection[str]) -> str:
    """Return the first free key for a statement that the region writes itself: E01, E02 and so on."""
    highest = max((int(base_key(key)[1:]) for key in keys if is_own(key)), default=0)
    return f"E{highest + 1:02d}"


def per_leerroute(key: str, text: str, short_label: str) -> list[RouteCopy]:
    """Return the three statements that ask one statement for each leerroute."""
    return [
        RouteCopy(f"{key}.{ending}", code, f"Voor de {name}: {_inside(text)}", _labelled(short_label, name))
        for code, ending, name in LEERROUTES
    ]


def partner(key: str, opposite: str, keys: Collection[str]) -> str:
    """Return which key of the list asks the opposite of `key`; the library's opposite when none of them does."""
    if not opposite:
        return ""
    ending = key.partition(".")[2]
    same_route = f"{base_key(opposite)}.{ending}"
    return same_route if ending and same_route in keys else base_key(opposite)


def place_for(theme: str, themes: Sequence[str]) -> int:
    """Return before which position (from 0) a new statement goes: after the last of its theme, else at the end."""
    places = [place for place, one in enumerate(themes) if one == theme]
    return places[-1] + 1 if places else len(themes)


def _inside(text: str) -> str:
    """Return a sentence as it stands after a colon; a word in capitals, such as PIP, keeps them."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _labelled(label: str, name: str) -> str:
    ending = f" ({name})"
    return label[: LONGEST_LABEL - len(ending)].rstrip() + ending
