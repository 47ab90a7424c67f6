"""A proposal as people read it: drawn from what was frozen with it, so later answers change nothing on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone

from inburgering import notation
from inburgering.charts import hexmap
from inburgering.charts.svg import Svg
from regions.models import SubregionProposal
from regions.reports import (
    subregion_freshness,
    subregion_inflow,
    subregion_outcome,
    subregion_question,
    subregion_wishes,
)
from regions.reports.subregion_agreement import CrossedLimit, agreement_within, crossed_limits
from regions.reports.subregion_inflow import Inflow
from regions.reports.subregion_outcome import Group, Outcome
from regions.reports.subregion_proof import Proof, proof_of
from regions.reports.subregion_question import Question
from regions.reports.subregion_reasons import Reasons, explanation_of, reasons_for
from regions.reports.subregion_seats import Seat, seats_of
from regions.reports.subregion_wishes import PricedWish
from regions.rules.finding import Part

WIDTH, TELEPHONE = 524, 343  # px; drawn twice, so that the names stay readable
AGREEMENT = (
    "Onderling eens = 1 min het gemiddelde verschil tussen de antwoorden, gedeeld door 4 stappen: "
    "100% is overal hetzelfde antwoord."
)
LIMITS = (
    "Grens geraakt = stellingen waar een gemeente een grens aangaf en een andere in dezelfde subregio aan de andere "
    "kant staat."
)
NUMBERS = {1: "Eén", 2: "Twee", 3: "Drie", 4: "Vier", 5: "Vijf"}


@dataclass(frozen=True, slots=True)
class Name:
    """A municipality in a list; the mark is for one's own."""

    text: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One subregion in numbers; `agreement` is 0 to 1, None for one municipality; `per_year` None if one is unknown."""

    number: int
    name: str
    municipalities: tuple[Name, ...]
    per_year: Decimal | None
    agreement: Decimal | None
    crossed: tuple[CrossedLimit, ...]
    connected: bool
    is_mine: bool

    @property
    def plain_names(self) -> str:
        return notation.listing([name.text for name in self.municipalities])


@dataclass(frozen=True, slots=True)
class Choice:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class SubregionReport:
    """Everything the page, the report and the Excel file print about one proposal."""

    number: int
    title: str
    status: str
    status_label: str
    made: str
    former: int | None
    finding: tuple[Part, ...]
    notices: tuple[str, ...]
    map: Svg | None
    map_small: Svg | None
    groups: tuple[GroupRow, ...]
    seats: tuple[Seat, ...]
    reasons: Reasons
    proof: Proof
    wishes: tuple[PricedWish, ...]
    municipality_choices: tuple[Choice, ...]
    chosen_slug: str
    source: str
    map_source: str

    def header(self) -> list[str]:
        return ["Gemeente", "Subregio", "Inburgeraars per jaar (aanname)", "Past ook bij", "Dat kost (%)"]

    def table(self) -> list[list[str | Decimal | None]]:
        """Return the rows of the Excel file: one municipality each."""
        return [
            [seat.name, seat.group_name, seat.per_year, seat.second_name or None,
             None if seat.price is None else round(seat.price * 100, 1)]
            for seat in self.seats
        ]  # fmt: skip


def for_page(proposal: SubregionProposal, slug: str) -> SubregionReport:
    """Return the proposal as the address asks for it, with what changed since; an unknown municipality is told."""
    question = subregion_question.thaw(proposal.question)
    everyone = (*question.shared.municipalities, *question.shared.waiting)
    code = next((one.code for one in everyone if one.slug == slug), None)
    report = build(proposal, for_code=code)
    notices = list(subregion_freshness.notices(question, proposal))
    if slug and code is None:
        notices.append(f"'{slug}' is geen gemeente van deze regio. Kies een gemeente uit de lijst.")
    return replace(report, notices=(*notices, *report.notices))


def build(proposal: SubregionProposal, *, for_code: str | None) -> SubregionReport:
    """Return the proposal, looked at for one municipality by its CBS code or for nobody."""
    question, outcome = subregion_question.thaw(proposal.question), subregion_outcome.thaw(proposal.outcome)
    inflow = subregion_inflow.thaw(proposal.outcome["inflow"])
    explanation = explanation_of(question, outcome)
    made = timezone.localtime(proposal.made_at)
    former = proposal.based_on.number if proposal.based_on else None
    everyone = sorted((*question.shared.municipalities, *question.shared.waiting),
                      key=lambda one: notation.sort_key(one.name))  # fmt: skip
    return SubregionReport(
        number=proposal.number,
        title=str(proposal),
        status=proposal.status,
        status_label=proposal.get_status_display(),
        made=f"{proposal.get_origin_display()} op {notation.date_long(made.date())}"
        + (f", op basis van voorstel {former}" if former else ""),
        former=former,
        finding=tuple(_finding(question, outcome, for_code)),
        notices=tuple(_notices(question, outcome)),
        map=_map(question, outcome, inflow, for_code),
        map_small=_map(question, outcome, inflow, for_code, TELEPHONE),
        groups=tuple(_group_row(question, inflow, group, for_code) for group in outcome.groups),
        seats=seats_of(question, outcome, explanation, inflow, for_code),
        reasons=reasons_for(question, outcome, explanation),
        proof=proof_of(question, outcome),
        wishes=subregion_wishes.said(question),
        municipality_choices=(Choice("", "alle gemeenten"), *(Choice(one.slug, one.name) for one in everyone)),
        chosen_slug=next((one.slug for one in everyone if one.code == for_code), ""),
        source=_source(proposal, question),
        map_source=_map_source(inflow),
    )


def _finding(question: Question, outcome: Outcome, for_code: str | None) -> Iterator[Part]:
    count = len(outcome.groups)
    plural = "subregio" if count == 1 else "subregio’s"
    yield Part(f"{NUMBERS.get(count, str(count))} {plural}. ")
    own = next((group for group in outcome.groups if for_code in group.codes), None)
    if own is None:
        said = [f"{group.name} met {notation.listing(question.names_of(group.codes))}"
                for group in outcome.groups]  # fmt: skip
        yield Part("; ".join(said), strong=count == 1)
        yield Part(".")
        return
    others = question.names_of(code for code in own.codes if code != for_code)
    yield Part(question.names[for_code or ""], strong=True, mark=True)
    yield Part(" hoort bij ")
    yield Part(own.name, strong=True)
    yield Part(f", met {notation.listing(others)}." if others else ", als enige gemeente.")


def _notices(question: Question, outcome: Outcome) -> Iterator[str]:
    missing = [one.name for one in question.shared.waiting]
    if missing:
        start = f"{notation.listing(missing)} {'had' if len(missing) == 1 else 'hadden'} nog geen antwoorden gedeeld"
        yield f"{start} en {'staat' if len(missing) == 1 else 'staan'} niet in een subregio."
    yield from outcome.objections
    if not outcome.proven:
        yield "De rekentijd was op voordat alle indelingen waren vergeleken. Dit is de beste die is gevonden."


def _map(
    question: Question, outcome: Outcome, inflow: dict[str, Inflow], for_code: str | None, width: float = WIDTH
) -> Svg | None:
    """Draw the region; nothing when not every municipality has a place on the hexagon map."""
    if not question.places or any(place.cell is None for place in question.places.values()):
        return None
    groups = {code: group for group in outcome.groups for code in group.codes}
    tiles = [
        hexmap.Tile(
            code,
            place.cell or (0, 0),
            question.names[code],
            f"{notation.number(inflow[code].per_year)} per jaar" if code in inflow else "",
            groups[code].number if code in groups else None,
            code == for_code,
        )
        for code, place in question.places.items()
    ]
    said = [f"{group.name}: {notation.listing(question.names_of(group.codes))}."
            for group in outcome.groups]  # fmt: skip
    return hexmap.draw(tiles, label=f"Kaart van de subregio’s. {' '.join(said)}", width=width)


def _group_row(question: Question, inflow: dict[str, Inflow], group: Group, for_code: str | None) -> GroupRow:
    names = sorted(group.codes, key=lambda code: notation.sort_key(question.names[code]))
    return GroupRow(
        group.number,
        group.name,
        tuple(Name(question.names[code], code == for_code) for code in names),
        subregion_inflow.total(inflow, group.codes),
        agreement_within(question, group.codes),
        crossed_limits(question, group.codes),
        group.connected,
        for_code in group.codes,
    )


def _source(proposal: SubregionProposal, question: Question) -> str:
    made = timezone.localtime(proposal.made_at)
    count = notation.count(len(question.shared.municipalities), "gemeente", "gemeenten")
    return (
        f"Bron: werksessie {question.session_number}, antwoorden van {count}, stand van "
        f"{notation.date_long(made.date())}, {notation.time_of_day(made.time())}. {AGREEMENT} {LIMITS}"
    )


def _map_source(inflow: dict[str, Inflow]) -> str:
    tile = "Elke tegel is één gemeente, even groot."
    if not inflow:
        return f"{tile} De regio vulde nog geen verwachte aantallen inburgeraars in."
    newest = max(one.source_on for one in inflow.values())
    sources = sorted({one.source for one in inflow.values()})
    return (
        f"{tile} Aantal = verwachte nieuwe inburgeraars per jaar (aanname, {notation.date_long(newest)}). "
        f"Bron: {'; '.join(sources)}."
    )
