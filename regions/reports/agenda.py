"""What the group should talk about next, and why: importance × difference, and limits that collide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from inburgering.charts import bars
from inburgering.charts.svg import Svg
from regions.models import WorkSession
from regions.reports.answers import AskedStatement, SharedAnswers, shared_answers
from regions.reports.figure import Figure
from regions.reports.limits import LimitRow, limits_of
from regions.reports.looking import Choice, Looking, looking, slug_of, source
from regions.rules import agenda as rule
from regions.rules.agenda import HEAVIEST, WIDEST, Item, Voice
from regions.rules.divergence import FEWEST_TO_COMPARE
from regions.rules.finding import Part, statement_finding

PHONE = 343
FIRST = 5  # a group does not get through more in one conversation
FORMULA = (
    "Voorrang = belang × verschil. Belang is het gemiddelde van minder (½), gewoon (1) en zwaar (2). Verschil is de "
    "standaardafwijking van de antwoorden, van 0 tot 2. Stellingen waarbij grenzen botsen, staan altijd bovenaan."
)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One statement to talk about. `reasons` are Dutch sentences, the weightiest first; `is_mine` says that the
    municipality that is looked for has its limit here or finds this weighty."""

    place: int
    number: int
    key: str
    label: str
    text: str
    kind: str
    reasons: tuple[str, ...]
    weight: Decimal
    spread: Decimal
    score: Decimal
    collides: bool
    faces_majority: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    finding: tuple[Part, ...]
    rows: tuple[AgendaRow, ...]
    limits: tuple[LimitRow, ...]
    looking: Looking
    source: str
    svg: Svg | None
    svg_narrow: Svg | None

    @property
    def first(self) -> tuple[AgendaRow, ...]:
        return self.rows[:FIRST]

    @property
    def later(self) -> tuple[AgendaRow, ...]:
        return self.rows[FIRST:]

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.looking.choices

    def header(self) -> list[str]:
        return ["Volgorde", "Nummer", "Stelling", "Indeling", "Belang", "Verschil", "Voorrang", "Waarom"]

    def table(self) -> list[list[str | int | Decimal]]:
        return [
            [row.place, row.number, row.label, row.kind, row.weight, row.spread, row.score, " ".join(row.reasons)]
            for row in self.rows
        ]


def build(session: WorkSession, *, for_code: str | None = None) -> Agenda:
    """Return the agenda for the next conversation, looked at for one municipality by its CBS code or for nobody."""
    return for_page(session, slug_of(shared_answers(session), for_code))


def for_page(session: WorkSession, slug: str) -> Agenda:
    """Return the agenda as the address asks for it: `slug` of a municipality, or empty."""
    shared = shared_answers(session)
    seen = looking(shared, slug)
    asked = {one.key: one for one in shared.statements}
    items = rule.agenda({key: _voices(shared, key) for key in asked})
    rows = tuple(_row(shared, asked[item.key], item, place, seen) for place, item in enumerate(items, start=1))
    return Agenda(
        finding=tuple(_finding(shared, rows, items, seen)),
        rows=rows,
        limits=limits_of(shared, seen),
        looking=seen,
        source=source(session, shared, FORMULA),
        svg=_svg(rows) if rows else None,
        svg_narrow=_svg(rows, PHONE) if rows else None,
    )


def figure(session: WorkSession, for_code: str | None = None) -> Figure | None:
    """Return the agenda as bars; None when there is nothing left to talk about."""
    found = build(session, for_code=for_code)
    if found.svg is None:
        return None
    text = "".join(part.text for part in found.finding)
    return Figure("Waarover praten we verder?", text, found.svg, found.header(), found.table(), found.source)


def _voices(shared: SharedAnswers, key: str) -> list[Voice]:
    answers = [(one.code, shared.of(one.code, key)) for one in shared.municipalities]
    return [Voice(code, answer.value, answer.importance, answer.is_limit) for code, answer in answers]


def _row(shared: SharedAnswers, statement: AskedStatement, item: Item, place: int, seen: Looking) -> AgendaRow:
    mine = {*item.heavy, *item.limits_for, *item.limits_against}
    return AgendaRow(
        place=place,
        number=statement.number,
        key=statement.key,
        label=statement.label,
        text=statement.text,
        kind=item.found.label.value,
        reasons=tuple(_reasons(shared, item)),
        weight=round(Decimal(str(item.weight)), 2),
        spread=round(Decimal(str(item.spread)), 2),
        score=round(Decimal(str(item.score)), 2),
        collides=item.collides,
        faces_majority=bool(item.facing_majority),
        is_mine=seen.code in mine,
    )


def _reasons(shared: SharedAnswers, item: Item) -> Iterator[str]:
    names = {one.code: one.name for one in shared.municipalities}

    def named(codes: Sequence[str]) -> str:
        return notation.listing(sorted((names[code] for code in codes), key=notation.sort_key))

    if item.collides:
        yield f"Grenzen botsen: {named(item.limits_for)} (eens) tegenover {named(item.limits_against)} (oneens)."
    elif item.facing_majority:
        side, others = ("eens", item.found.disagree) if item.limits_for else ("oneens", item.found.agree)
        other = "oneens" if item.limits_for else "eens"
        verb = "heeft" if len(item.facing_majority) == 1 else "hebben"
        yield (
            f"Let op: {named(item.facing_majority)} {verb} hier een grens ({side}), "
            f"en {others} van de {item.found.given} gemeenten zeggen {other}."
        )
    yield _who_says_what(item)
    if item.heavy:
        verb = "vindt" if len(item.heavy) == 1 else "vinden"
        yield f"{named(item.heavy)} {verb} dit zwaar."


def _who_says_what(item: Item) -> str:
    return "".join(part.text for part in statement_finding(item.found).parts)


def _finding(shared: SharedAnswers, rows: Sequence[AgendaRow], items: Sequence[Item], seen: Looking) -> Iterator[Part]:
    if len(shared.municipalities) < FEWEST_TO_COMPARE:
        yield Part("Er zijn ")
        yield Part("nog te weinig antwoorden", strong=True)
        yield Part(" voor een agenda.")
        return
    if not rows:
        yield Part("Er is ")
        yield Part("niets meer uit te praten", strong=True)
        yield Part(": bij geen enkele stelling lopen de antwoorden uiteen.")
        return
    yield Part("Praat eerst over ")
    yield Part(f"‘{rows[0].label}’", strong=True)
    yield Part(f" (stelling {rows[0].number}).")
    clashes = sum(item.collides for item in items)
    if clashes:
        yield Part(" Bij ")
        yield Part(notation.count(clashes, "stelling", "stellingen"), strong=True)
        yield Part(" botsen grenzen van gemeenten.")
    elif len(rows) > 1:
        yield Part(f" Daarna volgen nog {notation.count(len(rows) - 1, 'stelling', 'stellingen')}.")
    yield from _own(rows, seen)


def _own(rows: Sequence[AgendaRow], seen: Looking) -> Iterator[Part]:
    if seen.chosen and seen.chosen.shared_at:
        mine = sum(row.is_mine for row in rows)
        yield Part(" ")
        yield Part(seen.chosen.name, strong=True, mark=True)
        yield Part(f" vindt {mine or 'geen'} van deze {len(rows)} stellingen zwaar, of heeft daar een grens.")


def _svg(rows: Sequence[AgendaRow], width: float = 620) -> Svg:
    drawn = [
        bars.Bar(
            f"{row.number}  {row.label}",
            float(row.score),
            f"{notation.number(row.score, 1)}{' · grenzen botsen' if row.collides else ''}",
            strong=row.place <= FIRST,
        )
        for row in rows
    ]
    highest = f"Voorrang per stelling, van 0 tot {WIDEST * HEAVIEST:.0f}. Hoogste: {rows[0].label}."
    return bars.bars(drawn, maximum=max(float(row.score) for row in rows) or 1.0, label=highest, width=width)
