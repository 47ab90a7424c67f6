"""Breaking the name of a municipality over the lines of a tile."""

# Widths in parts of the font size, rounded up from Source Sans 3 semibold (measured in the font itself).
_WIDTHS = {
    letter: width
    for width, letters in (
        (0.2, " "), (0.28, "ijl'’.,ï"), (0.32, "fI"), (0.36, "-/()"), (0.4, "rt"), (0.44, "s"), (0.48, "cz"),
        (0.52, "aegvxyFJLYâêë"), (0.56, "hkouAESTVXZöúü"), (0.6, "bdnpqBCKPR"), (0.64, "DG"), (0.68, "HNOQU"),
        (0.76, "wM"), (0.8, "W"), (0.88, "m"),
    )
    for letter in letters
}  # fmt: skip
_UNKNOWN_WIDTH = 0.68
_SOFT_HYPHEN = "\u00ad"
_FEWEST = 3  # letters before a break

# Second halves of place names: "Schiermonnik-oog" reads, "Schiermonni-koog" does not.
_TAILS = (
    "fryslân", "amstel", "drecht", "streek", "holland", "ambacht", "muiden", "huizen", "hoven", "kanaal", "waard",
    "woude", "kerken", "karspelen", "werf", "meer", "land", "burg", "berg", "dijk", "horst", "veen", "kerk", "wijk",
    "stein", "veld", "donk", "dam", "zijl", "diel", "oog",
)  # fmt: skip
_VOWELS = "aeiouyâêëéïöúü"
_ONSETS = (
    "schr", "str", "spr", "sch", "ch", "br", "bl", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "kn", "pl", "pr", "sj",
    "sl", "sm", "sp", "st", "tr", "tw", "vl", "wr", "zw", "kw", "th",
)  # fmt: skip


def text_width(text: str, size: float) -> float:
    """How wide a line of semibold text is, slightly on the safe side, in the unit of `size`."""
    return sum(_WIDTHS.get(letter, _UNKNOWN_WIDTH) for letter in text.replace(_SOFT_HYPHEN, "")) * size


def broken(text: str, size: float, room: float) -> list[str]:
    """The text in lines that fit in `room`; a word only breaks when it has to.

    A soft hyphen in the text says where a word may break. Otherwise it breaks before the second half of a place
    name, or else between syllables. A word that has no place to break is returned as it is.
    """
    lines: list[str] = []
    for word in _parts(text):
        glue = "" if lines and lines[-1].endswith(("-", "/")) else " "
        if lines and text_width(lines[-1] + glue + word, size) <= room:
            lines[-1] += glue + word
        else:
            lines.extend(_pieces(word, size, room))
    return [line.replace(_SOFT_HYPHEN, "") for line in lines]


def _parts(text: str) -> list[str]:
    """Words; a hyphen or slash stays at the end of its part."""
    return text.replace("-", "- ").replace("/", "/ ").split()


def _pieces(word: str, size: float, room: float) -> list[str]:
    if text_width(word, size) <= room:
        return [word]
    for places in (_soft_hyphens(word), _tails(word), _syllables(word)):
        fitting = [at for at in places if text_width(word[:at] + "-", size) <= room]
        if fitting:
            return [word[: fitting[-1]] + "-", *_pieces(word[fitting[-1] :], size, room)]
    return [word]


def _soft_hyphens(word: str) -> list[int]:
    return [at + 1 for at, letter in enumerate(word) if letter == _SOFT_HYPHEN]


def _tails(word: str) -> list[int]:
    return sorted({word.rfind(tail) for tail in _TAILS if word.rfind(tail) >= _FEWEST})


def _syllables(word: str) -> list[int]:
    """Where a syllable begins: before the last consonant between two vowels, or before a pair that begins words."""
    places, lower = [], word.lower()
    for at in range(_FEWEST, len(word) - 2):
        before = lower[:at]
        cluster = before[len(before.rstrip("".join(set(before) - set(_VOWELS)))) :]
        if cluster and lower[at] in _VOWELS and len(cluster) < at:
            onset = next((onset for onset in _ONSETS if cluster.endswith(onset)), cluster[-1])
            places.append(at - len(onset))
    return [place for place in places if place >= _FEWEST]
