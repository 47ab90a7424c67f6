"""The workbook of a report: formulas that come to the same euros as the product, computed by another engine."""

import copy
import json
import warnings
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from procurement.reports import report_workbook
from procurement.reports.dataset import Dataset, thaw
from procurement.rules.choices import DivisionKey, Instrument

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its source compares with `is` in places
    import formulas

FROZEN = json.loads((Path(__file__).parent / "frozen_by_0_2_0.json").read_text())


@pytest.fixture
def ground() -> Dataset:
    return thaw(copy.deepcopy(FROZEN["dataset"]))


def recomputed(ground: Dataset, directory: Path) -> dict[str, openpyxl.worksheet.worksheet.Worksheet]:
    """Return the sheets by name, every cell as computed from the formulas of the file alone."""
    file = directory / "rapport.xlsx"
    report_workbook.build(ground, sha256=FROZEN["sha256"]).save(file)
    return computed(file)


def computed(file: Path) -> dict[str, openpyxl.worksheet.worksheet.Worksheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = formulas.ExcelModel().loads(str(file)).finish()
        model.calculate()
        [made] = model.write().values()
    return {sheet.title.upper(): sheet for sheet in made[formulas.excel.BOOK].worksheets}


def totals(sheet) -> dict[int, dict[str, tuple[int, ...]]]:
    """Return per scenario what each municipality and the region pay with few, the expected and many, and the SPUK."""
    found: dict[int, dict[str, tuple[int, ...]]] = {}
    for row in sheet.iter_rows(values_only=True):
        if str(row[0]).startswith("Scenario "):
            number = int(str(row[0]).split(":")[0].removeprefix("Scenario "))
        elif isinstance(row[1], int | float) and row[2] is not None:
            found.setdefault(number, {})[row[0]] = tuple(round(value) for value in row[1:5])
    return found


def said(ground: Dataset) -> dict[int, dict[str, tuple[int, ...]]]:
    """Return the same totals as the product computes them."""
    found = {}
    for scenario in ground.scenarios:
        outcome = ground.basis.outcome(scenario)
        trio = (outcome.cost.low, outcome.cost.mid, outcome.cost.high)
        rows = {
            name: (*(cost.of(code) for cost in trio), outcome.spuk[code]) for code, name in ground.basis.names.items()
        }
        found[scenario.number] = rows | {
            "Hele regio": (*(cost.total for cost in trio), sum(outcome.spuk.values())),
        }
    return found


def test_every_total_comes_out_of_the_formulas(ground, tmp_path):
    sheets = recomputed(ground, tmp_path)

    assert totals(sheets["TOTALEN"]) == said(ground)
    assert sheets["LEESWIJZER"]["B6"].value == report_workbook.AGREES


def test_other_keys_and_equal_remainders_come_out_too(ground, tmp_path):
    """Eight equal municipalities, of which each remainder is the same: only the order of the codes decides."""
    inflow = {code: replace(one, per_year=Decimal("12.5")) for code, one in ground.basis.inflow.items()}
    shares = dict(zip(ground.basis.names, map(Decimal, (40, 10, 10, 10, 10, 10, 5, 5)), strict=True))
    equal, fixed = ground.scenarios[0], ground.scenarios[1]
    b1, education, z_route = equal.choices
    equal = replace(
        equal,
        choices=(b1, replace(education, key=DivisionKey.GELIJK), replace(z_route, instrument=Instrument.OPEN_HOUSE)),
    )
    b1, education, z_route = fixed.choices
    fixed = replace(fixed, choices=(b1, replace(education, key=DivisionKey.AANDELEN, shares=shares), z_route))
    management = replace(ground.basis.figures["contract_management"], value=Decimal(15_003))
    figures = {**ground.basis.figures, "contract_management": management}
    basis = replace(ground.basis, inflow=inflow, figures=figures)
    changed = replace(ground, basis=basis, scenarios=(equal, fixed))

    found = totals(recomputed(changed, tmp_path)["TOTALEN"])

    assert found == said(changed)
    assert len({amounts[1] for name, amounts in found[1].items() if name != "Hele regio"}) > 1


def test_a_changed_figure_is_told_on_the_first_sheet(ground, tmp_path):
    file = tmp_path / "gewijzigd.xlsx"
    report_workbook.build(replace(ground, scenarios=ground.scenarios[:1]), sha256="").save(file)
    book = openpyxl.load_workbook(file)
    book["Aannames"]["B4"].value = 20_000
    book.save(file)

    assert computed(file)["LEESWIJZER"]["B6"].value == report_workbook.DIFFERS


def test_no_text_is_a_formula_and_nothing_points_outside(ground, tmp_path):
    evil = replace(ground.scenarios[0], name='=HYPERLINK("http://x.example")', summary="+1")
    figures = {key: replace(one, source="@SUM(A1)", note="-2") for key, one in ground.basis.figures.items()}
    file = tmp_path / "veilig.xlsx"
    ground = replace(ground, scenarios=(evil,), basis=replace(ground.basis, figures=figures))
    report_workbook.build(ground, sha256="").save(file)

    with zipfile.ZipFile(file) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "externalLink" in name]
    book = openpyxl.load_workbook(file)
    starts = [
        str(cell.value)[:5] for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(starts) > 100
    assert not [start for start in starts if start in ("=HYPE", "+1", "@SUM(", "-2")]
    assert book["Aannames"]["E4"].value == "'@SUM(A1)"
    formula_texts = " ".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    )
    assert "http" not in formula_texts
    assert "[" not in formula_texts
