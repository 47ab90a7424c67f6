"""The library of statements: what can be asked, where it was asked, and how far the municipalities stood apart then."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from inburgering.notation import count
from regions.models import LibraryStatement, WorkSession
from regions.reports import answers, library
from regions.rules.divergence import Label
from regions.rules.finding import Part
from regions.rules.questionnaire import LEERROUTE_NAMES, base_key

HEADER = (
    "Sleutel", "Versie", "Thema", "Stelling", "Uitleg", "Korte naam", "Eens betekent", "Oneens betekent",
    "Tegenhanger", "Per leerroute", "Gevraagd in",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """One session that asked the statement; `outcome` is empty until the leader showed the answers."""

    session: WorkSession
    leerroute: str
    outcome: str

    @property
    def words(self) -> str:
        where = f"werksessie {self.session.number}{f', {self.leerroute}' if self.leerroute else ''}"
        return f"{where}: {self.outcome.lower()}" if self.outcome else where


@dataclass(frozen=True, slots=True)
class LibraryRow:
    statement: LibraryStatement
    opposite: LibraryStatement | None
    is_per_leerroute: bool
    uses: Sequence[Use]

    def cells(self) -> list[str | int]:
        one = self.statement
        return [
            one.key, one.version, one.theme, one.text, one.hint, one.short_label, one.agree_pole, one.disagree_pole,
            one.opposite_key, "ja" if self.is_per_leerroute else "nee", "; ".join(use.words for use in self.uses),
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionLibrary:
    finding: tuple[Part, ...]
    themes: Sequence[tuple[str, Sequence[LibraryRow]]]
    source: str

    def table(self) -> list[list[str | int]]:
        return [row.cells() for _, rows in self.themes for row in rows]


def build(sessions: QuerySet[WorkSession]) -> QuestionLibrary:
    """Return the library with what these sessions asked of it: the sessions that whoever looks may see."""
    shelf = library.newest_rows()
    uses = _uses(sessions)
    by_key = {one.key: one for one in shelf}
    themes: dict[str, list[LibraryRow]] = {}
    for one in shelf:
        row = LibraryRow(
            one, by_key.get(one.opposite_key), one.key in library.suited_per_leerroute(), uses.get(one.key, ())
        )
        themes.setdefault(one.theme, []).append(row)
    return QuestionLibrary(
        _finding(len(shelf), len(themes), uses), list(themes.items()), shelf[0].source if shelf else ""
    )


def _uses(sessions: QuerySet[WorkSession]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for session in sessions.order_by("number").prefetch_related("statements"):
        shared = answers.shared_answers(session) if session.is_revealed else None
        for one in session.statements.all():
            outcome = shared.distribution(one.key).label if shared else Label.TOO_FEW
            told = "" if outcome is Label.TOO_FEW else outcome.value
            use = Use(session, LEERROUTE_NAMES.get(one.leerroute, ""), told)
            found.setdefault(base_key(one.key), []).append(use)
    return found


def _finding(total: int, themes: int, uses: dict[str, list[Use]]) -> tuple[Part, ...]:
    asked = sum(1 for key in uses if key.startswith("S"))
    divided = sum(1 for one in uses.values() if any(use.outcome == Label.STRONGLY_DIVIDED.value for use in one))
    parts = [
        Part(count(total, "stelling", "stellingen"), strong=True),
        Part(f" in {count(themes, 'thema', 'thema’s')}. "),
        Part(f"De regio vroeg er al {asked}." if asked else "De regio vroeg er nog geen."),
    ]
    if divided:
        parts.append(Part(f" Bij {divided} daarvan waren de gemeenten sterk verdeeld."))
    return tuple(parts)
