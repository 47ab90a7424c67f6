"""Whether a text for colleagues of other municipalities names a person. Patterns only: it warns, it does not prove."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inburgering.notation import sort_key

_SHORTEST_NAME = 3  # shorter parts of a name are ordinary words too
_PATTERNS = (
    (re.compile(r"(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d)"), "een nummer dat een BSN of telefoonnummer kan zijn"),
    (re.compile(r"\b[vV]-?(?:nummer|nr\.?)?\s*\d{5,}|\b\d{10}\b"), "een V-nummer"),
    (re.compile(r"\b[TC]-[0-9A-Z]{6,}\b"), "een trajectnummer"),
    (re.compile(r"\S+@\S+\.\S+"), "een e-mailadres"),
    (re.compile(r"\b\d{4}\s?[A-Z]{2}\b"), "een postcode"),
    (re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}\b"), "een datum die een geboortedatum kan zijn"),
)
_TITLES = re.compile(r"\b(?i:meneer|mevrouw|mw\.?|dhr\.?)\s+[A-ZÀ-Ý]\S+")


def personal_words(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return in Dutch what in the text may say who somebody is; empty when nothing was found.

    `names` are names and numbers of the person it came from; every word of three letters or more counts.
    """
    found = [told for pattern, told in _PATTERNS if pattern.search(text)]
    words = set(sort_key(text)[0].split())
    parts = {word for name in names for word in sort_key(name)[0].split() if len(word) >= _SHORTEST_NAME}
    if words & parts or _TITLES.search(text):
        found.append("een naam")
    return tuple(dict.fromkeys(found))
