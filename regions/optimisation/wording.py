"""Dutch sentences about who answered what."""

from collections.abc import Mapping

from inburgering.notation import listing, sort_key
from regions.optimisation.decomposition import Answers
from regions.optimisation.distance import Statement

SIDES: Mapping[int, str] = {-2: "oneens", -1: "oneens", 0: "neutraal", 1: "eens", 2: "eens"}
STEPS: Mapping[int, str] = {-2: "helemaal oneens", -1: "oneens", 0: "neutraal", 1: "eens", 2: "helemaal eens"}


def municipality_sentence(statement: Statement, own: Answers, other: Answers, other_name: str) -> str:
    """Return "Op ‘Eigen leslocatie’ (stelling 7) zeggen Aalten en Winterswijk eens. In West zegt Doetinchem oneens."

    Everybody of both groups who answered is named once, with what they said.
    """
    words = _words(own, other)
    start = f"Op {quoted(statement)} {_who_says_what(own, words)}."
    if other_name:
        return f"{start} In {other_name} {_who_says_what(other, words)}."
    return f"{start} Aan de andere kant {_who_says_what(other, words)}."


def group_sentence(statement: Statement, own: Answers, other: Answers, name: str) -> str:
    """Return "Op ‘Eigen leslocatie’ (stelling 7) zeggen Aalten en Winterswijk eens.

    Buiten Oost: 3 oneens en 1 eens."
    """
    words = _words(own, other)
    order = sorted(set(other.values()), key=lambda value: (-_count(other, words, words[value]), value))
    counted = dict.fromkeys(f"{_count(other, words, words[value])} {words[value]}" for value in order)
    outside = f"Buiten {name}" if name else "Buiten deze subregio"
    return f"Op {quoted(statement)} {_who_says_what(own, words)}. {outside}: {listing(list(counted))}."


def quoted(statement: Statement) -> str:
    """Return "‘Eigen leslocatie’ (stelling 7)"."""
    label = f"‘{statement.label or statement.key}’"
    return f"{label} (stelling {statement.number})" if statement.number else label


def _words(own: Answers, other: Answers) -> Mapping[int, str]:
    """Return eens, neutraal, oneens when these tell the two apart, and all five steps when they do not."""
    overlap = {SIDES[value] for value in own.values()} & {SIDES[value] for value in other.values()}
    return STEPS if overlap else SIDES


def _count(answers: Answers, words: Mapping[int, str], word: str) -> int:
    return sum(words[value] == word for value in answers.values())


def _who_says_what(answers: Answers, words: Mapping[int, str]) -> str:
    """Return "zeggen Aalten en Winterswijk eens; Oost Gelre zegt neutraal": the most said first, names by alphabet."""
    by_word: dict[str, list[str]] = {}
    for who in sorted(answers, key=sort_key):
        by_word.setdefault(words[answers[who]], []).append(who)
    order = list(dict.fromkeys(words[value] for value in sorted(words, reverse=True)))
    (word, first), *rest = sorted(by_word.items(), key=lambda item: (-len(item[1]), order.index(item[0])))
    start = f"{_says(first)} {listing(first)} {word}"
    return "; ".join([start, *(f"{listing(names)} {_says(names)} {said}" for said, names in rest)])


def _says(names: list[str]) -> str:
    return "zegt" if len(names) == 1 else "zeggen"
