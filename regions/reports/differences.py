"""Where the municipalities of a session differ: the finding first, then every answer in one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify

from inburgering import notation
from regions.models import SubregionProposal, WorkSession
from regions.reports import answers
from regions.reports.answers import AskedStatement, Participant, SharedAnswers
from regions.reports.difference_columns import Column, GroupHead, columns_for
from regions.rules.divergence import FEWEST_FOR_AN_INDEX, Label, StatementDistribution, by_divergence
from regions.rules.finding import Likeness, Part, session_finding, statement_finding
from regions.rules.similarity import most_alike

WIDEST = Decimal(2)  # the largest possible standard deviation on this scale
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
class Choice:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: the municipality to look for and the theme, by slug; empty is all of them."""

    municipality: str = ""
    theme: str = ""


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


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything the page and the Excel file print. `chosen_code` is the municipality that is looked for."""

    finding: tuple[Part, ...]
    notices: tuple[str, ...]
    municipality_choices: tuple[Choice, ...]
    theme_choices: tuple[Choice, ...]
    chosen_slug: str
    theme_slug: str
    groups: tuple[GroupHead, ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    source: str
    is_thin: bool
    widest: Decimal = WIDEST

    @property
    def open_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if not section.starts_closed)

    @property
    def closed_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.starts_closed)

    def header(self) -> list[str]:
        return ["Nummer", "Stelling", "Thema", "Indeling", *(column.name for column in self.columns), "Verschil"]

    def table(self) -> list[list[str | int | Decimal | None]]:
        """Return the rows of the Excel file: the answers as numbers, and in words where there is none."""
        return [
            [row.number, row.label, row.theme, section.title,
             *(cell.text if cell.value is None else cell.value for cell in row.cells),
             None if row.spread is None else round(row.spread, 2)]
            for section in self.sections
            for row in section.rows
        ]  # fmt: skip

    @property
    def width(self) -> int:
        return len(self.columns) + 2


def build(session: WorkSession, *, for_code: str | None, proposal: SubregionProposal | None = None) -> Differences:
    """Return the differences over all themes, looked at for one municipality by its CBS code or for nobody."""
    slugs = {one.code: one.slug for one in _everyone(answers.shared_answers(session))}
    return for_page(session, Wish(slugs.get(for_code or "", "")), proposal)


def for_page(session: WorkSession, wish: Wish, proposal: SubregionProposal | None) -> Differences:
    """Return the differences as the address asks for them; a wish that does not exist is told, not obeyed."""
    shared = answers.shared_answers(session)
    chosen = next((one for one in _everyone(shared) if one.slug == wish.municipality), None)
    themes = {slugify(statement.theme): statement.theme for statement in shared.statements}
    theme = themes.get(wish.theme, "")
    groups, columns = columns_for(shared, proposal, chosen.code if chosen else None)
    asked = [one for one in shared.statements if not theme or one.theme == theme]
    return Differences(
        finding=_finding(shared, asked, chosen),
        notices=tuple(_notices(shared, wish, chosen, theme)),
        municipality_choices=(Choice("", "alle gemeenten"), *(Choice(one.slug, one.name) for one in _everyone(shared))),
        theme_choices=(Choice("", "Alle"), *(Choice(slug, name) for slug, name in themes.items())),
        chosen_slug=chosen.slug if chosen else "",
        theme_slug=wish.theme if theme else "",
        groups=groups,
        columns=columns,
        sections=tuple(_sections(shared, asked, columns)) if columns else (),
        source=_source(session, shared),
        is_thin=len(columns) < FEWEST_FOR_AN_INDEX,
    )


def _everyone(shared: SharedAnswers) -> list[Participant]:
    return sorted((*shared.municipalities, *shared.waiting), key=lambda one: notation.sort_key(one.name))


def _finding(shared: SharedAnswers, asked: Sequence[AskedStatement], chosen: Participant | None) -> tuple[Part, ...]:
    keys = [statement.key for statement in asked]
    given = shared.by_municipality()
    likeness = None
    if chosen and chosen.code in given and (found := most_alike(chosen.code, given, keys)):
        names = {one.code: one.name for one in shared.municipalities}
        likeness = Likeness(chosen.name, tuple(names[code] for code in found.codes), found.share)
    distributions = [shared.distribution(key) for key in keys]
    return session_finding(distributions, [one.name for one in shared.municipalities], likeness).parts


def _sections(shared: SharedAnswers, asked: Sequence[AskedStatement], columns: Sequence[Column]) -> Iterator[Section]:
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


def _notices(shared: SharedAnswers, wish: Wish, chosen: Participant | None, theme: str) -> Iterator[str]:
    if wish.municipality and chosen is None:
        yield f"'{wish.municipality}' is geen gemeente van deze regio. Kies een gemeente uit de lijst."
    if wish.theme and not theme:
        yield f"'{wish.theme}' is geen thema van deze werksessie. Je ziet nu alle thema's."
    if chosen and chosen in shared.waiting:
        yield f"{chosen.name} deelde nog geen antwoorden en staat daarom niet in de tabel."
    if 0 < len(shared.municipalities) < FEWEST_FOR_AN_INDEX:
        count = notation.count(len(shared.municipalities), "gemeente", "gemeenten")
        yield f"Dit zijn de antwoorden van {count}. Zo weinig antwoorden zeggen nog niets over de regio."


def _source(session: WorkSession, shared: SharedAnswers) -> str:
    """Say where the numbers come from, up to when, and how the difference is computed."""
    moments = [one.shared_at for one in shared.municipalities if one.shared_at]
    settled = sum(one.status != "PROVISIONAL" for one in shared.municipalities)
    count = notation.count(len(shared.municipalities), "gemeente", "gemeenten")
    stand = ""
    if moments:
        latest = timezone.localtime(max(moments))
        stand = f", stand van {notation.date_long(latest.date())}, {notation.time_of_day(latest.time())}"
    firm = f" Bij {settled} daarvan is het antwoord vastgesteld." if settled else " Alle antwoorden zijn voorlopig."
    missing = [one.name for one in shared.waiting]
    waiting = f" Nog niet gedeeld: {notation.listing(missing)}." if missing else ""
    return (
        f"Bron: werksessie {session.number}, gedeelde antwoorden van {count}{stand}.{firm}{waiting} "
        "Verschil = standaardafwijking van de antwoorden, van 0 (gelijk) tot 2 (tegenover elkaar)."
    )
