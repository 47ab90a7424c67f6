"""The workbook of a report: every total of it, computed again by formulas that anybody can follow and change."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook

from inburgering.notation import date_long
from procurement.models import BoardReport
from procurement.reports import board_report
from procurement.reports import report_workbook_purchase as purchases
from procurement.reports.dataset import Dataset, thaw
from procurement.reports.report_workbook_purchase import VARIANTS, Links
from procurement.reports.report_workbook_sheet import EURO, PRECISE, SHARE, WHOLE, WHOLE_EURO, Formula, Sheet
from procurement.rules.choices import LEERROUTES, Component
from procurement.rules.comparison import Outcome
from procurement.rules.cost import ScenarioCost
from regions.rules.components import component_name

GUIDE, FIGURES, INFLOW, SPUK, TOTALS = "Leeswijzer", "Aannames", "Instroom", "SPUK", "Totalen"
AGREES, DIFFERS = "Alle totalen zijn gelijk aan het rapport.", "Een of meer totalen zijn anders dan in het rapport."
FACTORS = ("inflow_factor_low", "inflow_factor_mid", "inflow_factor_high")


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the figures and the people of each component stand."""

    figures: dict[str, str]
    values: dict[str, Decimal]
    people: dict[tuple[str, Component], str]
    inflow: dict[str, str]

    def figure(self, key: str) -> str | None:
        """Return the cell of a figure; with "key=value" only when the figure has that value."""
        name, _, value = key.partition("=")
        if value and self.values.get(name) != Decimal(value):
            return None
        return self.figures.get(name)


def content(report: BoardReport) -> bytes:
    """Return the workbook of a report as XLSX bytes, from its frozen dataset alone."""
    ground = thaw(report.dataset)
    out = io.BytesIO()
    book = build(ground, sha256=report.dataset_sha256)
    book.properties.created = book.properties.modified = report.made_at.replace(tzinfo=None, microsecond=0)
    book.save(out)
    return out.getvalue()


def filename(report: BoardReport) -> str:
    """Return "2026-12-08 Inkoop leerroutes Achterhoek - rekenblad v1.xlsx"."""
    return board_report.filename(thaw(report.dataset), "rekenblad").removesuffix(".pdf") + ".xlsx"


def build(ground: Dataset, *, sha256: str) -> Workbook:
    """Return the workbook: Leeswijzer, Aannames, Instroom, a sheet per scenario, SPUK and Totalen."""
    book = Workbook()
    book.properties.creator, book.properties.title = "Inburgering Regionaal", ground.heading.title
    guide = Sheet(book.worksheets[0], (26, 100))
    book.worksheets[0].title = GUIDE
    outcomes = [ground.basis.outcome(scenario) for scenario in ground.scenarios]
    figures, values = _figures(Sheet(book.create_sheet(FIGURES), (58, 14, 20, 10, 60, 14, 60)), ground)
    inflow, people = _inflow(Sheet(book.create_sheet(INFLOW), (24, 14, 16, 16, 16, 70, 14)), ground, figures)
    cells = _Cells(figures, values, people, inflow)
    links = [_scenario(book, ground, outcome, cells) for outcome in outcomes]
    spuk = _spuk(Sheet(book.create_sheet(SPUK), (24, 14, 18, 18, 14, 12, 14)), ground, outcomes[0], cells)
    check = _totals(Sheet(book.create_sheet(TOTALS), (34, *(18,) * 13)), ground, outcomes, links, spuk)
    _guide(guide, ground, sha256, check, [sheet.title for sheet in book.worksheets])
    for sheet in book.worksheets:
        sheet.sheet_view.showGridLines = False
    return book


def _guide(sheet: Sheet, ground: Dataset, sha256: str, check: str, names: Sequence[str]) -> None:
    heading = ground.heading
    sheet.title(f"{heading.title} {heading.region}")
    if heading.is_demonstration:
        sheet.line("Let op", "Voorbeeldgegevens: de antwoorden zijn verzonnen.")
    sheet.line("Rapport", f"{heading.number}, versie {heading.version}, {date_long(heading.made_on)}")
    sheet.line("Controlegetal", f"SHA-256 {sha256}")
    sheet.write(1, "Klopt het?")
    sheet.write(2, Formula(f'IF({check}=0,"{AGREES}","{DIFFERS}")'))
    sheet.next(2)
    sheet.heading("Zo lees je dit bestand")
    for name, text in (
        ("Gele cellen", "Dit zijn de keuzes en aannames. Wijzig ze en kijk wat er met de totalen gebeurt."),
        ("Andere cellen", "Dit zijn formules. Klik erop om te zien hoe een bedrag tot stand komt."),
        (
            "Hele euro’s",
            "Elk bedrag gaat eerst naar beneden. Wat overblijft gaat per euro naar de grootste resten. "
            "Bij gelijke resten gaat de gemeente met de laagste CBS-code voor. Zo telt alles op.",
        ),
        ("Weinig en veel", "Dezelfde som met de lage en de hoge raming van de instroom."),
        ("Werkbladen", ", ".join(names)),
    ):
        sheet.line(name, text)


def _figures(sheet: Sheet, ground: Dataset) -> tuple[dict[str, str], dict[str, Decimal]]:
    sheet.title("Getallen waarmee het rapport rekent")
    sheet.heading("Getal", "Waarde", "Eenheid", "Soort", "Bron", "Datum", "Toelichting")
    cells, values = {}, {}
    for key, one in ground.basis.figures.items():
        for column, value in enumerate((one.unit, "aanname" if one.is_assumption else "feit", one.source), start=3):
            sheet.write(column, value)
        sheet.write(1, one.label)
        sheet.write(6, one.source_on, "d-m-yyyy")
        sheet.write(7, one.note)
        cells[key], values[key] = sheet.write(2, one.value, "#,##0.####", is_input=True), one.value
        sheet.next()
    return cells, values


def _inflow(
    sheet: Sheet, ground: Dataset, figures: dict[str, str]
) -> tuple[dict[str, str], dict[tuple[str, Component], str]]:
    """Write who is expected where; a component that is no share of the inflow keeps its own number."""
    participants = ground.basis.participants()
    components = list(participants)
    sheet.title("Nieuwe inburgeraars per jaar")
    sheet.heading("Gemeente", "Per jaar", *(component_name(one) for one in components), "Bron", "Datum")
    inflow, people = {}, {}
    for code, name in ground.basis.names.items():
        if code not in ground.basis.inflow:
            continue
        found = ground.basis.inflow[code]
        sheet.write(1, name)
        inflow[code] = sheet.write(2, found.per_year, PRECISE, is_input=True)
        for column, component in enumerate(components, start=3):
            share = figures.get(f"route_share_{component.value.lower()}")
            number = participants[component].get(code, Decimal(0))
            live = Formula(f"{sheet.local(2)}*{share}") if component in LEERROUTES and share else number
            people[code, component] = sheet.write(column, live, PRECISE, is_input=not isinstance(live, Formula))
        sheet.write(len(components) + 3, found.source)
        sheet.write(len(components) + 4, found.source_on, "d-m-yyyy")
        sheet.next()
    return inflow, people


def _scenario(book: Workbook, ground: Dataset, outcome: Outcome, cells: _Cells) -> Links:
    sheet = Sheet(book.create_sheet(f"Scenario {outcome.number}"), (44, *(15,) * 24))
    sheet.title(f"Scenario {outcome.number}: {outcome.name}")
    low, mid, high = (cells.figures[key] for key in FACTORS)
    links = Links(cells.figure, lambda code, component: cells.people.get((code, component)), (low, mid, high))
    cost = outcome.cost
    for trio in zip(cost.low.purchases, cost.mid.purchases, cost.high.purchases, strict=True):
        purchases.write(sheet, trio, ground.basis.names, links)
    return links


def _spuk(sheet: Sheet, ground: Dataset, outcome: Outcome, cells: _Cells) -> dict[str, str]:
    """Write the SPUK per municipality, rounded like the costs; return the cell of each."""
    amounts = ground.basis.spuk_amounts()
    keys = [f"spuk_{amounts.year}_asielstatushouder_{part}" for part in ("year_t", "year_t1", "year_t2")]
    sheet.title("SPUK, indicatief")
    sheet.line(amounts.label)
    sheet.write(1, "Per asielstatushouder, drie jaren")
    sheet.write(2, Formula("+".join(cells.figures[key] for key in keys)), EURO)
    cohort = sheet.local(2)
    sheet.next(2)
    sheet.heading("Gemeente", "Per jaar", "Precies bedrag", "Naar beneden", "Rest", "Volgorde", "Euro’s")
    first, codes = sheet.row, sorted(outcome.spuk)
    last = first + len(codes) - 1
    exact, floor, rest = (f"{sheet.local(c, first)}:{sheet.local(c, last)}" for c in (3, 4, 5))
    found = {}
    for code in codes:
        here = sheet.local
        before = f"{here(5, first)}:{here(5)}"
        sheet.write(1, ground.basis.names[code])
        sheet.write(2, Formula(cells.inflow[code]), PRECISE)
        sheet.write(3, Formula(f"{here(2)}*{cohort}"), EURO)
        sheet.write(4, Formula(f"INT(ROUND({here(3)},{purchases.SMALL}))"), WHOLE_EURO)
        sheet.write(5, Formula(f"ROUND({here(3)}-{here(4)},{purchases.SMALL})"), SHARE)
        sheet.write(6, Formula(f"RANK({here(5)},{rest})+COUNTIF({before},{here(5)})-1"), WHOLE)
        found[code] = sheet.write(
            7,
            Formula(f"{here(4)}+IF({here(6)}<=ROUND(ROUND(SUM({exact}),{purchases.SMALL}),0)-SUM({floor}),1,0)"),
            WHOLE_EURO,
        )
        sheet.next()
    return found


def _totals(
    sheet: Sheet, ground: Dataset, outcomes: Sequence[Outcome], links: Sequence[Links], spuk: dict[str, str]
) -> str:
    """Write what each municipality and the region pay, beside what the report says; return the cell of the check."""
    sheet.title("Totalen per jaar, in hele euro’s")
    checks = []
    for outcome, found in zip(outcomes, links, strict=True):
        sheet.heading(f"Scenario {outcome.number}: {outcome.name}")
        sheet.heading(
            "Gemeente", *VARIANTS, "SPUK", "kosten min SPUK",
            *(f"rapport: {one}" for one in (*VARIANTS, "SPUK")), *(f"verschil: {one}" for one in (*VARIANTS, "SPUK")),
        )  # fmt: skip
        first = sheet.row
        said = [(outcome.cost.low, outcome.cost.mid, outcome.cost.high)] * len(ground.basis.names)
        for (code, name), costs in zip(ground.basis.names.items(), said, strict=True):
            _total_line(sheet, name, [found.euros.get((code, variant), []) for variant in range(3)], spuk.get(code))
            checks.append(_against(sheet, [cost.of(code) for cost in costs], outcome.spuk.get(code, 0)))
        checks.append(_region_line(sheet, first, outcome))
        sheet.next()
    sheet.write(1, "Samen verschil met het rapport")
    check = sheet.write(2, Formula("+".join(f"SUMPRODUCT(ABS({one}))" for one in checks)), WHOLE)
    sheet.next()
    return check


def _total_line(sheet: Sheet, name: str, parts: Sequence[Sequence[str]], spuk: str | None) -> None:
    sheet.write(1, name)
    for variant, addresses in enumerate(parts):
        sheet.write(2 + variant, Formula("+".join(addresses)) if addresses else 0, WHOLE_EURO)
    sheet.write(5, Formula(spuk) if spuk else 0, WHOLE_EURO)
    sheet.write(6, Formula(f"{sheet.local(3)}-{sheet.local(5)}"), WHOLE_EURO)


def _against(sheet: Sheet, costs: Sequence[int], spuk: int) -> str:
    """Write what the report says beside what was computed, and the difference; return the cells of the difference."""
    for place, amount in enumerate((*costs, spuk)):
        sheet.write(7 + place, amount, WHOLE_EURO)
        sheet.write(11 + place, Formula(f"{sheet.local(2 + place)}-{sheet.local(7 + place)}"), WHOLE_EURO)
    cells = f"{sheet.local(11)}:{sheet.local(14)}"
    sheet.next()
    return cells


def _region_line(sheet: Sheet, first: int, outcome: Outcome) -> str:
    sheet.write(1, "Hele regio")
    for column in range(2, 7):
        rows = f"{sheet.local(column, first)}:{sheet.local(column, sheet.row - 1)}"
        sheet.write(column, Formula(f"SUM({rows})"), WHOLE_EURO)
    costs: tuple[ScenarioCost, ...] = (outcome.cost.low, outcome.cost.mid, outcome.cost.high)
    return _against(sheet, [cost.total for cost in costs], sum(outcome.spuk.values()))
