"""What a part of the brede intake consists of: a conversation guide, a few fixed fields, and plain words for both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Choices = tuple[tuple[str, str], ...]
YES_NO: Choices = (("JA", "ja"), ("NEE", "nee"))


class Period(StrEnum):
    """When a part usually comes. Parts may be done in any order all the same."""

    AZC = "In het AZC"
    MUNICIPALITY = "In de gemeente"
    TRYING = "Proberen"
    CHOOSING = "Kiezen"


class Kind(StrEnum):
    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to know. Its key exists once over all parts: nothing is asked twice.

    `plain` is the label for the inburgeraar, in "Kijk samen mee". `known` names the fact that may fill it in
    beforehand. `stays_inside` keeps it out of print and Excel (Wi2021 art. 37 lid 2 b).
    """

    key: str
    label: str
    plain: str
    kind: Kind = Kind.TEXT
    choices: Choices = ()
    hint: str = ""
    known: str = ""
    is_needed: bool = False  # the PIP cannot do without
    stays_inside: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """`because` says what the law asks it for, `after` which part must be finished first."""

    key: str
    label: str
    period: Period
    because: str
    article: str
    guide: tuple[str, ...]
    fields: tuple[Field, ...]
    plain_label: str
    plain_words: str
    shows: tuple[str, ...] = ()  # fields of other parts that help here, shown and not asked again
    after: str = ""
    is_needed: bool = False
    asylum_only: bool = False
