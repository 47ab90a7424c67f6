"""The page with the differences: who may see it when, and what it says."""

import io
import re
from collections.abc import Callable

from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from inburgering.accounts.models import User
from regions.models import AnswerSheet
from tests import database, factories
from tests.regions.results.conftest import Workshop

SESSION = "/regios/achterhoek/werksessies/1/uitkomsten/"
URL = f"{SESSION}verschillen/"
SignIn = Callable[[User], Client]
FIRST_NOTE = "Wij willen rooster en groepen samen met de aanbieder vaststellen."  # of Aalten, in the example


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_leader_sees_shared_answers_before_the_reveal(answered: Workshop, signed_in: SignIn) -> None:
    page = text(signed_in(answered.world.leader), f"{URL}?gemeente=aalten")

    assert "van de 24 stellingen</strong> zijn alle gemeenten het eens" in page
    assert re.search(
        r'<strong class="rs-mark">Aalten</strong> verschilt het meest bij <strong>‘.+?’</strong> en lijkt', page
    )
    assert page.count("<caption") == 2  # open statements, and those that all agree on
    assert "gedeelde antwoorden van 8 gemeenten, stand van 20 november 2026, 14.05 uur" in page
    assert "Verschil = standaardafwijking van de antwoorden" in page


def test_before_the_reveal_a_municipality_learns_how_many_are_to_go_and_nothing_else(
    workshop: Workshop, signed_in: SignIn
) -> None:
    workshop.share(["aalten", "doetinchem", "winterswijk", "oost-gelre", "berkelland", "bronckhorst"])
    client = signed_in(workshop.world.adviser("doetinchem"))

    urls = (URL, f"{SESSION}stelling/1/", f"{URL}?gemeente=aalten")
    pages = [text(client, url).split("<main")[1] for url in urls]

    assert all("Nog <strong>2 gemeenten</strong> te gaan." in page for page in pages)
    assert not any("rs-heat__cell" in page or FIRST_NOTE in page or "Aalten" in page for page in pages)
    assert client.get(f"{SESSION}verschillen.xlsx")["Location"] == URL


def test_after_the_reveal_a_municipality_sees_everybody_and_itself_marked(
    revealed: Workshop, signed_in: SignIn
) -> None:
    client = signed_in(revealed.world.adviser("doetinchem"))

    page = text(client, URL)

    assert '<strong class="rs-mark">Doetinchem</strong>' in page
    assert '<th scope="col" class="rs-heat__mine' in page
    assert FIRST_NOTE in text(client, f"{SESSION}stelling/1/")


def test_a_stranger_finds_nothing(revealed: Workshop, signed_in: SignIn) -> None:
    other = factories.world("AM01")
    client = signed_in(other.leader)

    urls = ["/regios/achterhoek/uitkomsten/", SESSION, URL, f"{SESSION}verschillen.xlsx", f"{SESSION}stelling/1/"]

    assert [client.get(url, follow=True).status_code for url in urls] == [404] * len(urls)
    absent = client.get("/regios/achterhoek/werksessies/99/uitkomsten/verschillen/")
    assert client.get(URL).content == absent.content


def test_a_sheet_that_is_not_shared_yet_does_not_count(answered: Workshop, signed_in: SignIn) -> None:
    with database.as_owner():
        AnswerSheet.objects.filter(municipality__slug="aalten").update(shared_at=None, shared_by=None)

    page = text(signed_in(answered.world.leader), f"{URL}?gemeente=aalten")

    assert "gedeelde antwoorden van 7 gemeenten" in page
    assert "Nog niet gedeeld: Aalten." in page
    assert "Aalten deelde nog geen antwoorden en staat daarom niet in de tabel." in page


def test_why_there_is_no_answer_stands_in_the_cell(revealed: Workshop, signed_in: SignIn) -> None:
    revealed.answer("aalten", 1, value=None, is_unknown=True)
    revealed.answer("aalten", 2, value=None, is_divided=True)

    page = text(signed_in(revealed.world.leader), URL)

    assert "<span>weet niet</span>" in page
    assert "<span>verdeeld</span>" in page


def test_what_the_address_asks_in_vain_is_told(revealed: Workshop, signed_in: SignIn) -> None:
    page = text(signed_in(revealed.world.leader), f"{URL}?gemeente=enschede&thema=vis")

    assert "&#x27;enschede&#x27; is geen gemeente van deze regio. Kies een gemeente uit de lijst." in page
    assert "&#x27;vis&#x27; is geen thema van deze werksessie." in page
    assert "van de 24 stellingen" in page


def test_a_theme_narrows_the_sentence_and_the_table(revealed: Workshop, signed_in: SignIn) -> None:
    page = text(signed_in(revealed.world.leader), f"{URL}?thema=regie-en-nabijheid")

    assert "van de 3 stellingen" in page
    assert page.count('class="rs-heat__statement"') == 3


def test_few_municipalities_get_sentences_and_no_measure(workshop: Workshop, signed_in: SignIn) -> None:
    workshop.share(["aalten", "doetinchem", "winterswijk"])

    page = text(signed_in(workshop.world.leader), URL)

    assert "Dit zijn de antwoorden van 3 gemeenten." in page
    assert "rs-heat__cell" not in page
    assert " Verschil " not in page.split("rs-source")[0]


def test_nobody_shared_yet(workshop: Workshop, signed_in: SignIn) -> None:
    page = text(signed_in(workshop.world.leader), URL)

    assert "Er zijn <strong>nog geen antwoorden</strong> om te vergelijken." in page
    assert "Naar de werksessie" in page


def test_the_excel_file_holds_the_numbers_of_the_page(revealed: Workshop, signed_in: SignIn) -> None:
    revealed.answer("aalten", 1, value=None, is_unknown=True)
    file = signed_in(revealed.world.leader).get(f"{SESSION}verschillen.xlsx")

    sheet = load_workbook(io.BytesIO(file.content)).worksheets[0]
    header = [cell.value for cell in sheet[1]]
    by_number = {row[0]: row for row in sheet.iter_rows(min_row=2, max_row=25, values_only=True)}

    assert set(by_number) == set(range(1, 25))
    assert by_number[1][header.index("Aalten")] == "weet niet"
    assert {type(value) for row in by_number.values() for value in row[4:-1]} == {int, str}
    assert str(sheet.cell(sheet.max_row, 1).value).startswith("Bron: werksessie 1, gedeelde antwoorden van 8 gemeenten")


def test_the_page_asks_the_same_number_of_questions_for_any_number_of_answers(
    workshop: Workshop, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    workshop.share(factories.ACHTERHOEK)
    client = signed_in(workshop.world.leader)
    client.get(URL)

    with django_assert_max_num_queries(32):
        client.get(URL)


def test_the_menu_leads_to_the_newest_results(revealed: Workshop, signed_in: SignIn) -> None:
    client = signed_in(revealed.world.adviser("aalten"))

    assert client.get("/regios/achterhoek/uitkomsten/")["Location"] == URL
    assert client.get(SESSION)["Location"] == URL


def test_the_menu_says_when_there_is_nothing_yet(answered: Workshop, signed_in: SignIn) -> None:
    page = text(signed_in(answered.world.adviser("aalten")), "/regios/achterhoek/uitkomsten/")

    assert "De uitkomsten van werksessie 1 zijn <strong>nog niet getoond</strong>." in page


def test_one_statement_names_who_says_what_and_where_limits_lie(revealed: Workshop, signed_in: SignIn) -> None:
    revealed.answer("bronckhorst", 5, value=-2, is_limit=True)
    revealed.answer("aalten", 5, value=None, is_unknown=True)
    client = signed_in(revealed.world.leader)

    page = text(client, f"{SESSION}stelling/5/?gemeente=bronckhorst")

    assert "Voor Bronckhorst ligt hier een grens (helemaal oneens). Aan de andere kant: " in page
    assert "1 gemeente weet het niet. Dat telt niet als neutraal." in page
    assert '<tr class="rs-row--mine"><th scope="row">Bronckhorst</th>' in page
    assert client.get(f"{SESSION}stelling/99/").status_code == 404
