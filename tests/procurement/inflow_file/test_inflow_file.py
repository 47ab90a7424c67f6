"""From template to changed numbers: the trial, the confirmation, and the rows that come back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from inburgering.audit.models import AuditEvent
from regions.actions import demand
from tests.procurement.inflow_file.conftest import CHECK, FILE, confirm, content, opened, upload

# Row 2 is Aalten, row 3 Berkelland, row 4 Bronckhorst: by name.
BETTER = {"B2": 31.5, "C2": "Eigen raming Aalten", "D2": date(2026, 10, 1)}


def changes(leader) -> int:
    with leader.buying.seen_by("leader"):
        return AuditEvent.objects.filter(verb="demand.changed").count()


def test_the_template_has_every_municipality_a_frozen_header_choices_and_an_explanation(leader):
    book = opened(leader.client.get(f"{FILE}sjabloon.xlsx"))
    sheet = book["Invullen"]

    assert book.sheetnames == ["Invullen", "Lees mij", "Keuzelijsten"]
    assert [cell.value for cell in sheet[1]] == ["Gemeente", "Aantal per jaar", "Bron", "Datum bron", "Versie"]
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["E"].hidden
    assert [sheet.cell(line, 1).value for line in range(2, 10)][0::7] == ["Aalten", "Winterswijk"]
    assert Decimal(str(sheet["B2"].value)) == leader.inflow("aalten").per_year
    assert len(sheet.data_validations.dataValidation) == 2
    assert "Voorbeeld" in [cell.value for cell in book["Lees mij"]["A"]]


def test_the_template_unchanged_changes_nothing(leader):
    page = leader.upload({})

    outcome = page.context["outcome"]
    assert (outcome.read, len(outcome.changed), outcome.same, len(outcome.wrong)) == (8, 0, 8, 0)
    assert "Je hoeft niets te bewaren" in page.content.decode()


def test_a_better_number_goes_in_after_the_trial_and_leaves_the_trace_of_a_click(leader):
    before = leader.inflow("aalten").per_year

    page = leader.upload(BETTER)

    assert leader.inflow("aalten").per_year == before  # a trial only
    assert [(one.name, one.per_year) for one in page.context["outcome"].changed] == [("Aalten", "31,50")]
    assert "Bewaar 1 gewijzigd getal" in page.content.decode()

    page = confirm(leader.client, page)

    aalten = leader.inflow("aalten")
    assert page.request["PATH_INFO"] == "/regios/achterhoek/aannames/"
    assert "1 getal is bewaard" in page.content.decode()
    assert (aalten.per_year, aalten.source, aalten.source_on) == (31.5, "Eigen raming Aalten", date(2026, 10, 1))
    assert (aalten.is_computed, aalten.version) == (False, 2)
    with leader.buying.seen_by("leader"):
        trace = AuditEvent.objects.get(verb="demand.changed")
    assert trace.details["former"] == str(before)


def test_three_wrong_cells_give_three_comments_in_the_right_cells(leader):
    wrong = BETTER | {"B3": "veel", "C3": "Eigen telling", "D4": "32-13-2026", "A5": "Apeldoorn"}

    page = leader.upload(wrong)

    outcome = page.context["outcome"]
    assert [problem.cell for row in outcome.wrong for problem in row.problems] == ["B3", "D4", "A5"]
    assert "‘veel’ is geen getal" in page.content.decode()
    assert "hoort niet bij de regio. Kies uit: Aalten, Berkelland" in page.content.decode()

    sheet = opened(leader.client.get(f"{FILE}fouten.xlsx"))["Invullen"]
    assert [cell.value for cell in sheet[1]][:3] == ["Wat is er mis?", "Gemeente", "Aantal per jaar"]
    assert sheet.max_row == 4
    remarks = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert list(remarks) == ["C2", "E3", "B4"]
    assert "Vul een getal in van 0 tot en met 99.999" in remarks["C2"]
    assert all(sheet[place].fill.start_color.rgb == "00FFC7CE" for place in remarks)
    assert sheet["A2"].value.startswith("Aantal per jaar: ‘veel’")


def test_good_rows_go_in_and_the_repaired_file_takes_the_rest(leader):
    page = leader.upload(BETTER | {"B3": "veel", "C3": "Eigen telling"})

    page = confirm(leader.client, page)

    assert leader.inflow("aalten").per_year == 31.5
    assert page.request["PATH_INFO"] == CHECK
    assert (page.context["outcome"].read, len(page.context["outcome"].wrong)) == (1, 1)
    assert "1 rij is niet bewaard" in page.content.decode()
    assert "Er is nog niets bewaard" not in page.content.decode()

    book = opened(leader.client.get(f"{FILE}fouten.xlsx"))
    book["Invullen"]["C2"] = 44
    confirm(leader.client, upload(leader.client, content(book)))

    assert (leader.inflow("berkelland").per_year, leader.inflow("berkelland").source) == (44, "Eigen telling")
    assert changes(leader) == 2


def test_confirming_twice_changes_nothing_twice(leader):
    page = leader.upload(BETTER)

    confirm(leader.client, page)
    again = confirm(leader.client, page)

    assert "Dit bestand is al verwerkt" in again.content.decode()
    assert (leader.inflow("aalten").version, changes(leader)) == (2, 1)


def test_an_older_tab_does_not_confirm_a_newer_file(leader):
    older = leader.upload(BETTER)
    leader.upload(BETTER | {"B2": 99})

    confirm(leader.client, older)

    assert changes(leader) == 0


@pytest.mark.parametrize("moment", ["before the trial", "after the trial"])
def test_a_colleague_who_was_first_is_told_and_nothing_is_lost(leader, moment):
    file = leader.filled(BETTER | {"B3": 12, "C3": "Telling"})
    page = upload(leader.client, file)
    with leader.buying.seen_by("leader"):
        demand.change(
            inflow=leader.inflow("aalten"), per_year=Decimal(50), source="Collega", source_on=timezone.localdate(),
            expected_version=1, by=leader.buying.leader,
        )  # fmt: skip
    if moment == "before the trial":
        page = upload(leader.client, file)
        assert "Nu staat er 50 (Collega)" in page.content.decode()

    page = confirm(leader.client, page)

    assert "Nu staat er 50 (Collega)" in page.content.decode()
    assert (leader.inflow("aalten").per_year, leader.inflow("berkelland").per_year) == (50, 12)
    book = opened(leader.client.get(f"{FILE}fouten.xlsx"))
    assert book["Invullen"]["C2"].value == "31,50"
    confirm(leader.client, upload(leader.client, content(book)))
    assert leader.inflow("aalten").per_year == 31.5


def test_a_formula_is_refused_and_does_not_come_back_as_one(leader):
    page = leader.upload(BETTER | {"B2": "=1+1", "C3": "=1+1"})

    assert page.content.decode().count("Hier staat een formule") == 2
    sheet = opened(leader.client.get(f"{FILE}fouten.xlsx"))["Invullen"]
    assert [(sheet[place].value, sheet[place].data_type) for place in ("C2", "D3")] == [("'=1+1", "s")] * 2
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_names_codes_titles_and_order_may_be_typed_as_people_do(leader):
    book = opened(leader.client.get(f"{FILE}sjabloon.xlsx"))
    sheet = book["Invullen"]
    sheet.delete_rows(1, 20)
    sheet.append(["Opmerking", " BRON ", "aantal  per jaar", "gemeente ", "datum BRON"])
    sheet.append(["let op", "Telling", "1.250,50", " oost  GELRE ", "24 november 2026"])
    sheet.append([])
    sheet.append(["", "Telling", "12,5", "gm0197", 24112026])

    page = upload(leader.client, content(book))
    text = page.content.decode()
    confirm(leader.client, page)

    assert "Deze kolommen lezen wij niet" in text
    assert "Opmerking" in text
    assert leader.inflow("oost-gelre").per_year == Decimal("1250.50")
    assert (leader.inflow("aalten").per_year, leader.inflow("aalten").source_on) == (12.5, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("cells", "cell", "sentence"),
    [
        ({"B2": "1.234"}, "B2", "Bedoel je 1.234,00 of 1,23?"),
        ({"B2": -1}, "B2", "Vul een getal in van 0 tot en met 99.999"),
        ({"B2": 12.3456}, "B2", "hooguit 2 cijfers na de komma"),
        ({"B2": None}, "B2", "Vul een getal in van 0 tot en met 99.999"),
        ({"C2": None}, "C2", "Vul in waar dit getal vandaan komt"),
        ({"C2": "x" * 500}, "C2", "Bron is te lang (maximaal 300 tekens)"),
        ({"D2": "45612"}, "D2", "Vul de datum in als dag-maand-jaar"),
        ({"A2": "berkelland"}, "A2", "staat ook in rij 3"),
        ({"B2": 40}, "C2", "Dit is de bron van het berekende getal"),
        ({"E2": "a"}, "E2", "De kolom Versie is gewijzigd"),
    ],
)
def test_each_mistake_names_its_cell_and_what_is_allowed(leader, cells, cell, sentence):
    wrong = leader.upload(cells).context["outcome"].wrong

    first = wrong[0].problems[0]
    assert first.cell == cell
    assert sentence in first.sentence


def test_a_stranger_and_others_without_the_permission_get_the_page_of_what_does_not_exist(leader, signed_in):
    leader.upload(BETTER)
    for key in ("stranger", "adviser", "alderman"):
        client = signed_in(key)
        for address in (FILE, CHECK, f"{FILE}sjabloon.xlsx", f"{FILE}fouten.xlsx"):
            assert client.get(address).status_code == 404, (key, address)
        for address in (FILE, CHECK):
            assert client.post(address, {"upload": "x"}).status_code == 404, (key, address)

    assert changes(leader) == 0


def test_without_a_file_there_is_nothing_to_check_or_download(leader):
    assert leader.client.get(CHECK).status_code == 302
    assert leader.client.get(f"{FILE}fouten.xlsx")["Location"] == FILE


def test_a_large_file_asks_no_more_of_the_database(leader, django_assert_max_num_queries):
    file = leader.filled({f"A{line}": "Aalten" for line in range(10, 400)})
    upload(leader.client, file)

    with django_assert_max_num_queries(2_000):
        page = leader.client.get(CHECK)

    assert page.context["outcome"].read == 398
