"""Before and after: what the municipalities said in one round and in the next, statement by statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from inburgering import notation
from inburgering.charts import rounds as chart
from inburgering.components.scale import SCALE, signed
from regions.models import WorkSession
from regions.reports.answers import AskedStatement, GivenAnswer, Participant, SharedAnswers, shared_answers
from regions.reports.figure import Figure
from regions.rules import round_change as rule
from regions.rules.finding import Part
from regions.rules.round_change import Direction, StatementChange

MISSING = {"weet niet": "weet niet", "verdeeld": "intern verdeeld", "geen antw.": "geen antwoord"}
ARROWS = {Direction.CLOSER: "→←", Direction.FARTHER: "←→", Direction.EQUAL: "=", Direction.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One municipality on one statement: `words` such as "van neutraal naar eens", `moved` as "1 stap naar eens"."""

    name: str
    is_mine: bool
    before: str
    after: str
    words: str
    moved: str
    movement: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its number in the later round. `is_reworded`: the later round asked it in other words."""

    number: int
    former_number: int
    label: str
    theme: str
    cells: tuple[Cell, ...]
    before: Decimal | None
    after: Decimal | None
    direction: str
    arrows: str
    is_reworded: bool

    @property
    def moved(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.movement)

    @property
    def stayed(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.movement == 0)

    @property
    def unknown(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.movement is None)


@dataclass(frozen=True, slots=True)
class Mover:
    """On which statements one municipality moved, by their number in the later round."""

    name: str
    is_mine: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class RoundChange:
    """Everything the page and the Excel file print; `rounds` are the numbers of both rounds."""

    finding: tuple[Part, ...]
    own: str
    notices: tuple[str, ...]
    rounds: tuple[int, int]
    columns: tuple[Participant, ...]
    municipality_choices: tuple[Participant, ...]
    chosen_slug: str
    rows: tuple[Row, ...]
    movers: tuple[Mover, ...]
    figure: Figure
    source: str

    def header(self) -> list[str]:
        before, after = self.rounds
        both = [f"{one.name} ronde {number}" for one in self.columns for number in self.rounds]
        return ["Nummer", "Stelling", "Thema", *both, f"Verschil ronde {before}", f"Verschil ronde {after}", "Samen"]

    def table(self) -> list[list[str | int | Decimal | None]]:
        """Return the rows of the Excel file: the answers in words, the differences as numbers."""
        return [
            [row.number, row.label, row.theme, *(text for cell in row.cells for text in (cell.before, cell.after)),
             row.before, row.after, row.direction]
            for row in self.rows
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Both:
    """The answers of both rounds, and the statements asked twice in the order of the later round."""

    former: SharedAnswers
    later: SharedAnswers
    asked: tuple[AskedStatement, ...]
    changes: tuple[StatementChange, ...]


def build(former: WorkSession, later: WorkSession, slug: str = "") -> RoundChange:
    """Return what changed from `former` to `later`, looked at for the municipality with this slug."""
    both = _both(former, later)
    columns = tuple(sorted(_who(both), key=lambda one: notation.sort_key(one.name)))
    chosen = next((one for one in columns if one.slug == slug), None)
    numbers = {one.key: one.number for one in both.asked}
    rounds = (former.round, later.round)
    finding = rule.finding(both.changes, numbers, rounds)
    source = _source(former, later, both)
    return RoundChange(
        finding=finding,
        own=f"{chosen.name} {_moved(both.changes, numbers, chosen)}." if chosen else "",
        notices=tuple(_notices(both, slug, chosen)),
        rounds=rounds,
        columns=columns,
        municipality_choices=(Participant("", "alle gemeenten", ""), *columns),
        chosen_slug=chosen.slug if chosen else "",
        rows=tuple(_row(both, change, columns, chosen) for change in both.changes),
        movers=tuple(Mover(one.name, one == chosen, f"{_moved(both.changes, numbers, one)}.") for one in columns),
        figure=_figure(both, rounds, finding, source),
        source=source,
    )


def figure(former: WorkSession, later: WorkSession) -> Figure:
    """Return the picture of the differences in both rounds, to take along."""
    return build(former, later).figure


def _both(former: WorkSession, later: WorkSession) -> _Both:
    before, after = shared_answers(former), shared_answers(later)
    known = {one.key: (one.text, one.label) for one in before.statements}
    asked = tuple(
        one
        for one in after.statements
        if one.key in known and rule.is_same(one.key, known[one.key], (one.text, one.label))
    )
    changes = tuple(rule.statement_change(one.key, before.values(one.key), after.values(one.key)) for one in asked)
    return _Both(before, after, asked, changes)


def _who(both: _Both) -> list[Participant]:
    """Return the municipalities that shared in one of the rounds."""
    return list({one.code: one for one in (*both.former.municipalities, *both.later.municipalities)}.values())


def _row(both: _Both, change: StatementChange, columns: Sequence[Participant], chosen: Participant | None) -> Row:
    later = next(one for one in both.asked if one.key == change.key)
    former = next(one for one in both.former.statements if one.key == change.key)
    movements = {shift.code: shift.movement for shift in change.shifts}
    return Row(
        number=later.number,
        former_number=former.number,
        label=later.label,
        theme=later.theme,
        cells=tuple(_cell(both, change.key, one, movements.get(one.code), one == chosen) for one in columns),
        before=change.before,
        after=change.after,
        direction=change.direction.value,
        arrows=ARROWS[change.direction],
        is_reworded=later.text != former.text,
    )


def _cell(both: _Both, key: str, one: Participant, movement: int | None, is_mine: bool) -> Cell:
    before, after = both.former.of(one.code, key), both.later.of(one.code, key)
    said, says = _word(before), _word(after)
    if movement is None:
        moved = "niet te vergelijken"
    elif movement == 0:
        moved = "gelijk gebleven"
    else:
        side = "eens" if movement > 0 else "oneens"
        moved = f"{notation.count(abs(movement), 'stap', 'stappen')} naar {side}"
    change = says if said == says else f"van {said} naar {says}"
    return Cell(one.name, is_mine, _sign(before), _sign(after), change, moved, movement)


def _word(answer: GivenAnswer) -> str:
    return MISSING[answer.missing_words] if answer.value is None else SCALE[answer.value].lower()


def _sign(answer: GivenAnswer) -> str:
    return MISSING[answer.missing_words] if answer.value is None else signed(answer.value)


def _moved(changes: Sequence[StatementChange], numbers: Mapping[str, int], who: Participant) -> str:
    """Say on which statements a municipality moved, to be read after its name."""
    moved = sorted(numbers[one.key] for one in changes if who.code in one.moved)
    if moved:
        return f"schoof op bij stelling {notation.listing([str(number) for number in moved])}"
    both = any(shift.movement is not None for one in changes for shift in one.shifts if shift.code == who.code)
    return "schoof bij geen stelling op" if both else "antwoordde maar in één ronde"


def _notices(both: _Both, slug: str, chosen: Participant | None) -> Iterator[str]:
    if slug and chosen is None:
        yield f"'{slug}' deelde in geen van beide rondes antwoorden. Kies een gemeente uit de lijst."
    dropped = len(both.later.statements) - len(both.asked)
    if dropped:
        yield f"{notation.count(dropped, 'stelling is', 'stellingen zijn')} nieuw en hier niet te vergelijken."
    once = {one.name for one in both.former.municipalities} ^ {one.name for one in both.later.municipalities}
    if once:
        yield f"Maar één keer gedeeld, en dus niet in het verschil: {notation.listing(sorted(once))}."


def _figure(both: _Both, rounds: tuple[int, int], finding: Sequence[Part], source: str) -> Figure:
    asked = {one.key: one for one in both.asked}
    shown = [one for one in rule.by_convergence(both.changes) if one.before is not None and one.after is not None]
    pairs = [
        chart.Pair(f"{asked[one.key].number}. {asked[one.key].label}", float(one.before or 0), float(one.after or 0))
        for one in shown
    ]
    heads = (f"ronde {rounds[0]}", f"ronde {rounds[1]}")
    spoken = "; ".join(f"{pair.label} van {pair.before:.1f} naar {pair.after:.1f}".replace(".", ",") for pair in pairs)
    return Figure(
        name="Verschil voor en na",
        finding="".join(part.text for part in finding),
        svg=chart.dumbbells(pairs, heads, label=f"Verschil per stelling in {heads[0]} en {heads[1]}. {spoken}."),
        header=["Nummer", "Stelling", *(f"Verschil {head}" for head in heads), "Samen"],
        rows=[
            [asked[one.key].number, asked[one.key].label, one.before, one.after, one.direction.value] for one in shown
        ],
        source=source,
    )


def _source(former: WorkSession, later: WorkSession, both: _Both) -> str:
    moments = [one.shared_at for one in both.later.municipalities if one.shared_at]
    stand = ""
    if moments:
        latest = timezone.localtime(max(moments))
        stand = f", stand van {notation.date_long(latest.date())}, {notation.time_of_day(latest.time())}"
    return (
        f"Bron: werksessie {former.number} (ronde {former.round}) en {later.number} (ronde {later.round}), gedeelde "
        f"antwoorden{stand}. Verschil = standaardafwijking van 0 (gelijk) tot 2 (tegenover elkaar), over de gemeenten "
        "die beide keren een antwoord gaven. Weet niet telt niet mee."
    )
