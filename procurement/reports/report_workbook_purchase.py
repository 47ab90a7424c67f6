"""One joint purchase on a sheet: its choices, its sum with formulas, and whole euros per municipality that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from inburgering.notation import listing
from procurement.reports.report_workbook_sheet import EURO, PRECISE, SHARE, WHOLE, WHOLE_EURO, Formula, Sheet
from procurement.rules.choices import KEY_LABELS, SCALE_LABELS, Component, DivisionKey
from procurement.rules.cost import PriceUnit, PurchaseCost
from regions.rules.components import component_name

VARIANTS = ("weinig", "verwacht", "veel")
# Per municipality, each three columns wide: with few, the expected and many inburgeraars.
PARTS = ("Deelnemers", "Gewicht", "Eigen kosten", "Precies bedrag", "Naar beneden", "Rest", "Volgorde", "Euro’s")
PEOPLE, WEIGHT, OWN, EXACT, FLOOR, REST, ORDER, EUROS = (2 + 3 * place for place in range(len(PARTS)))
SMALL = 6  # decimals: a spreadsheet computes with about 15 digits, and a tie must stay a tie


@dataclass
class Links:
    """Where the figures stand on the other sheets. `people` gives the cell of a component in one municipality."""

    figure: Callable[[str], str | None]
    people: Callable[[str, Component], str | None]
    factors: tuple[str, str, str]
    euros: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def add(self, code: str, variant: int, address: str) -> None:
        self.euros.setdefault((code, variant), []).append(address)


def write(sheet: Sheet, trio: Sequence[PurchaseCost], names: Mapping[str, str], links: Links) -> None:
    """Write a purchase with few, the expected and many inburgeraars (`trio`), and remember where its euros stand."""
    purchase = trio[1]
    who = listing([names[code] for code in purchase.participants])
    sheet.heading(f"{component_name(purchase.choice.component)}, {purchase.label}")
    sheet.line(f"{SCALE_LABELS[purchase.scale]}: {who}. Verdeelsleutel: {KEY_LABELS[purchase.choice.key]}.")
    fixed = _fixed(sheet, purchase, links)
    first = sheet.row + _SUM_LINES + 3
    lines = range(first, first + len(purchase.participants))
    sums = _sums(sheet, trio, fixed, lines)
    sheet.next()
    _municipalities(sheet, trio, names, links, sums)
    sheet.next(2)


def _fixed(sheet: Sheet, purchase: PurchaseCost, links: Links) -> dict[str, str]:
    """Write what is the same however many people come; return the cells by name."""
    cells: dict[str, str] = {}

    def put(key: str, label: str, value: Decimal | int | Formula, form: str = PRECISE) -> None:
        sheet.write(1, label)
        sheet.write(2, value, form, is_input=not isinstance(value, Formula))
        cells[key] = sheet.local(2)
        sheet.next()

    choice = purchase.choice
    put("lots", "Percelen", choice.lots, WHOLE)
    put("starts", "Startmomenten per perceel per jaar", choice.start_moments, WHOLE)
    put("minimum", "Kleinste groep", choice.minimum_group, WHOLE)
    product = choice.lots * choice.start_moments * choice.minimum_group
    promised = Formula(f"{cells['lots']}*{cells['starts']}*{cells['minimum']}")
    guaranteed = promised if purchase.guaranteed_places == product else purchase.guaranteed_places
    put("guaranteed", "Plaatsen die het contract garandeert", guaranteed, WHOLE)
    put("price", "Prijs", _linked(links, f"price_{choice.component.value.lower()}", purchase.price), EURO)
    put("paid", "Deel van de prijs dat wordt betaald", purchase.paid_share, SHARE)
    put("outside", "Deelnemers van andere regio’s", purchase.outside)
    management = links.figure("contract_management")
    per_lot = purchase.contract_cost / choice.lots
    live = Formula(f"{management}*{cells['lots']}") if management and per_lot else purchase.contract_cost
    put("contract", "Contractbeheer per jaar", live, EURO)
    put("overhead", "Opslag op wat aanbieders krijgen", purchase.overhead_share, SHARE)
    put("fixed", "Afstemming en procedure per jaar", purchase.coordination_cost + purchase.procedure_cost, EURO)
    return cells


def _linked(links: Links, key: str, value: Decimal) -> Decimal | Formula:
    """Return a link to the figure, unless the purchase computes with another amount, such as a price per hour."""
    cell = links.figure(key)
    return Formula(cell) if cell and links.figure(f"{key}={value.normalize()}") else value


_SUM_LINES = 9
_PEOPLE_LINES = 3  # the first of them count people, the others euros


def _sums(sheet: Sheet, trio: Sequence[PurchaseCost], fixed: Mapping[str, str], lines: range) -> list[str]:
    """Write the sum of the whole purchase for each variant; return the cells with the whole euros to divide."""
    sheet.heading("Som van de inkoop", *(f"Instroom: {variant}" for variant in VARIANTS))
    top = sheet.row
    labels = (
        "Deelnemers uit deze regio", "Deelnemers samen", "Betaalde plaatsen", "Naar de aanbieders", "Extra uren",
        "Samen te delen", "Deel van deze regio", "Eigen kosten", "Geheel, in hele euro’s",
    )  # fmt: skip
    is_per_year = trio[1].unit == PriceUnit.JAAR
    for place, label in enumerate(labels):
        sheet.write(1, label)
        for variant in range(3):
            value = _sum(sheet, place, variant, top, fixed, lines, is_per_year)
            form = PRECISE if place < _PEOPLE_LINES else EURO
            sheet.write(2 + variant, trio[variant].extra.client if value is None else value, form)
        sheet.next()
    return [sheet.local(2 + variant, top + _SUM_LINES - 1) for variant in range(3)]


def _sum(
    sheet: Sheet, place: int, variant: int, top: int, fixed: Mapping[str, str], lines: range, is_per_year: bool
) -> Formula | None:
    """Return one step of the sum; None for the extra hours, which the rules compute."""

    def above(other: int) -> str:
        return sheet.local(2 + variant, top + other)

    def column(first: int) -> str:
        return f"{sheet.local(first + variant, lines[0])}:{sheet.local(first + variant, lines[-1])}"

    course = fixed["price"] if is_per_year else f"({above(1)}*{fixed['paid']}+{above(2)}-{above(1)})*{fixed['price']}"
    steps = (
        f"SUM({column(PEOPLE)})",
        f"{above(0)}+{fixed['outside']}",
        f"MAX({above(1)},{fixed['guaranteed']})",
        course,
        None,
        f"{above(3)}*(1+{fixed['overhead']})+{fixed['contract']}+{fixed['fixed']}+{above(4)}",
        f"{above(5)}*{above(0)}/{above(1)}",
        f"SUM({column(OWN)})",
        f"ROUND(ROUND({above(6)}+{above(7)},{SMALL}),0)",
    )
    step = steps[place]
    return None if step is None else Formula(step)


def _municipalities(
    sheet: Sheet, trio: Sequence[PurchaseCost], names: Mapping[str, str], links: Links, sums: Sequence[str]
) -> None:
    """Write a line per municipality by CBS code: the order that decides between equal remainders."""
    heads = [f"{part}, {variant}" for part in PARTS for variant in VARIANTS]
    sheet.heading("Gemeente", *heads)
    codes = sorted(trio[1].participants)
    first, last = sheet.row, sheet.row + len(codes) - 1
    for code in codes:
        sheet.write(1, names[code])
        for variant in range(3):
            _cells(sheet, trio, code, variant, links, sums[variant], (first, last))
        sheet.next()


def _cells(
    sheet: Sheet, trio: Sequence[PurchaseCost], code: str, variant: int, links: Links, total: str, rows: tuple[int, int]
) -> None:
    purchase = trio[variant]

    def here(part: int) -> str:
        return sheet.local(part + variant)

    def column(part: int, last: int | None = None) -> str:
        return f"{sheet.local(part + variant, rows[0])}:{sheet.local(part + variant, last or rows[1])}"

    people = links.people(code, purchase.choice.component)
    live = Formula(f"{people}*{links.factors[variant]}") if people else purchase.participants[code]
    sheet.write(PEOPLE + variant, live, PRECISE)
    by_people = purchase.choice.key == DivisionKey.DEELNEMERS
    sheet.write(WEIGHT + variant, Formula(here(PEOPLE)) if by_people else purchase.weights[code], PRECISE)
    sheet.write(OWN + variant, _own(purchase, code, links), EURO)
    shared = sheet.local(2 + variant, _row_of(total) - 2)
    exact = f"{shared}*{here(WEIGHT)}/SUM({column(WEIGHT)})+{here(OWN)}"
    sheet.write(EXACT + variant, Formula(exact), EURO)
    sheet.write(FLOOR + variant, Formula(f"INT(ROUND({here(EXACT)},{SMALL}))"), WHOLE_EURO)
    sheet.write(REST + variant, Formula(f"ROUND({here(EXACT)}-{here(FLOOR)},{SMALL})"), SHARE)
    before = column(REST, sheet.row)
    sheet.write(ORDER + variant, Formula(f"RANK({here(REST)},{column(REST)})+COUNTIF({before},{here(REST)})-1"), WHOLE)
    left = f"{total}-SUM({column(FLOOR)})"
    sheet.write(EUROS + variant, Formula(f"{here(FLOOR)}+IF({here(ORDER)}<={left},1,0)"), WHOLE_EURO)
    links.add(code, variant, sheet.address(EUROS + variant))


def _own(purchase: PurchaseCost, code: str, links: Links) -> Decimal | Formula:
    place, travel = purchase.location_cost.get(code, Decimal(0)), purchase.travel_cost.get(code, Decimal(0))
    surcharge = links.figure("own_location_surcharge")
    if place and surcharge:
        return Formula(f"{surcharge}+{travel}" if travel else surcharge)
    return place + travel


def _row_of(address: str) -> int:
    return int(address.rsplit("$", 1)[1])
