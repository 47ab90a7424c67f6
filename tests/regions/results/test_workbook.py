"""A list as Excel file: no text becomes a formula, numbers stay numbers, dates stay dates."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from regions.resources import CONTENT_TYPE, safe_text, workbook_response


@pytest.mark.parametrize("typed", ["=1+1", "+31 6", "-5", "@naam", ' ="x"', "＝1", "\t=1", "\x00=1"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(typed: str) -> None:
    assert safe_text(typed).startswith("'")


@pytest.mark.parametrize("typed", ["Aalten", "", "−2", "a=b", "'s-Heerenberg"])
def test_other_texts_stay_as_they_are(typed: str) -> None:
    assert safe_text(typed) == typed


def test_values_keep_their_kind_and_the_source_stands_below() -> None:
    row = ["=gevaar", 3, Decimal("1.25"), date(2026, 11, 20), datetime(2026, 11, 20, 13, 5, tzinfo=UTC), None]
    response = workbook_response(name="Lijst / proef", header=["a"] * 6, rows=[row], source="Bron: proef.")

    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    cells = sheet[2]

    assert response["Content-Type"] == CONTENT_TYPE
    assert response["Content-Disposition"] == 'attachment; filename="Lijst - proef.xlsx"'
    assert (cells[0].value, cells[0].data_type) == ("'=gevaar", "s")
    assert [cells[1].value, cells[2].value] == [3, 1.25]
    assert cells[3].value.date() == date(2026, 11, 20)
    assert cells[4].value == datetime(2026, 11, 20, 14, 5)  # noqa: DTZ001 - Excel knows no time zones; Dutch time
    assert cells[5].value is None
    assert sheet["A4"].value == "Bron: proef."
    assert sheet.freeze_panes == "B2"
