"""The rows of the table of differences: every answer of every municipality, the largest difference first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from regions.reports.answers import AskedStatement, SharedAnswers
from regions.reports.difference_columns import Column
from regions.rules.divergence import FEWEST_FOR_AN_INDEX, Label, StatementDistribution, by_divergence
from regions.rules.finding import statement_finding

CLOSED = Label.AGREED  # what everybody agrees on stays folded until somebody asks
WORDS = {-2: "Helemaal oneens", -1: "Oneens", 0: "Neutraal", 1: "Eens", 2: "Helemaal eens"}
CSS = {-2: "m2", -1: "m1", 0: "0", 1: "p1", 2: "p2"}


MEANING = {
    Label.STRONGLY_DIVIDED: "minstens een derde is het eens en minstens een derde oneens",
    Label.PARTLY_DIVIDED: "de meningen lopen uiteen, zonder twee kampen",
    Label.AGREED: "niemand staat aan de andere kant",
    Label.TOO_FEW: "minder dan 2 antwoorden",
}


@dataclass(frozen=True, slots=True)
class Cell:
    value: int | None
    text: str
    css: str
    is_limit: bool
    is_mine: bool
    starts_gap: bool
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One answer with the cells of the municipalities that gave it; without a value those that gave none."""

    value: int | None
    word: str
    municipalities: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    key: str
    label: str
    theme: str
    sentence: str
    spread: Decimal | None
    cells: tuple[Cell, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the same answers the other way round: who gave which."""
        given = [
            Step(value, word, tuple(cell for cell in self.cells if cell.value == value))
            for value, word in WORDS.items()
        ]
        missing = tuple(cell for cell in self.cells if cell.value is None)
        return (*given, Step(None, "Geen antwoord", missing)) if missing else tuple(given)


@dataclass(frozen=True, slots=True)
class Section:
    """Statements of one kind. `note` says how many, and what makes them that kind; the last kind starts closed."""

    title: str
    note: str
    rows: tuple[Row, ...]
    starts_closed: bool


def sections_of(shared: SharedAnswers, asked: Sequence[AskedStatement], columns: Sequence[Column]) -> Iterator[Section]:
    """Yield the statements by how divided they are, the largest difference first."""
    by_key = {statement.key: statement for statement in asked}
    found = by_divergence([shared.distribution(statement.key) for statement in asked])
    for label in Label:
        ranked = [one for one in found if one.label is label]
        rows = tuple(_row(shared, by_key[one.key], one, columns) for one in ranked)
        if rows:
            count = notation.count(len(rows), "stelling", "stellingen")
            yield Section(label.value, f"{count}: {MEANING[label]}", rows, label is CLOSED)


def _row(
    shared: SharedAnswers, statement: AskedStatement, found: StatementDistribution, columns: Sequence[Column]
) -> Row:
    # Below 4 answers a measure of spread is mostly chance: the sentence says who says what.
    spread = found.spread if found.given >= FEWEST_FOR_AN_INDEX else None
    return Row(
        statement.number,
        statement.key,
        statement.label,
        statement.theme,
        statement_finding(found).text,
        None if spread is None else Decimal(str(spread)),
        tuple(_cell(shared, statement.key, column) for column in columns),
    )


def _cell(shared: SharedAnswers, key: str, column: Column) -> Cell:
    answer = shared.of(column.code, key)
    text = answer.missing_words or signed(answer.value)
    css = "none" if answer.value is None else CSS[answer.value]
    return Cell(answer.value, text, css, answer.is_limit, column.is_mine, column.starts_gap, column.name)


def signed(value: int | None) -> str:
    """Return "+2", "0" or "−2", with a true minus sign."""
    return "" if value is None else f"{'+' if value > 0 else notation.MINUS if value < 0 else ''}{abs(value)}"
