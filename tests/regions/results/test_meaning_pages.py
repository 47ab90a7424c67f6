"""The pages of meaning: the finding first, the same numbers in table and figure, and nothing before the reveal."""

import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from inburgering import notation
from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from regions.models import MunicipalAnswer, Statement
from regions.reports import agenda, difference_figure, difference_groups, opinion_map, similarity, statement_result
from tests import database, factories
from tests.regions.results.conftest import Workshop

RESULTS = "/regios/achterhoek/werksessies/1/uitkomsten/"
MEANING = ["meningenkaart", "gelijkenis", "agenda", "per-groep"]
PAGES = [f"{RESULTS}{name}/" for name in ["verschillen", *MEANING]]
STATEMENT = f"{RESULTS}stelling/1/"
SignIn = Callable[[User], Client]


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def finding(page: str) -> str:
    """Return the sentence directly below the head of the page; the test fails when anything else stands there."""
    found = re.search(r'<h1>.*?</h1>.*?</div>\s*</div>\s*<p class="rs-finding">(.*?)</p>', page, re.DOTALL)
    assert found, page[page.index("<h1") : page.index("<h1") + 400]
    return re.sub(r"<[^>]+>", "", found[1])


def said(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own figure
    return [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]


def test_every_page_starts_with_its_finding_for_whom_one_looks(revealed: Workshop, signed_in: SignIn) -> None:
    client = signed_in(revealed.world.adviser("doetinchem"))

    for url in PAGES:
        own, other, nobody = text(client, url), text(client, f"{url}?gemeente=aalten"), text(client, f"{url}?gemeente=")
        assert "Doetinchem" in finding(own)
        assert "Aalten" in finding(other) != finding(nobody)
        assert '<option value="aalten" selected>' in other
        assert re.search(r'rs-row--mine|rs-heat__mine|class="mine"|is-mine|rs-mark', other.split("</form>", 1)[1])
        for page in (own, other, nobody):
            assert "stand van 20 november 2026, 14.05 uur" in page
            assert 'aria-label="Uitkomsten van werksessie 1"' in page
    wrong = text(client, f"{PAGES[1]}?gemeente=enschede&groepen=aap")
    assert "geen gemeente van deze regio" in wrong


def test_before_the_reveal_and_for_strangers_nothing_is_told(workshop: Workshop, signed_in: SignIn) -> None:
    workshop.share(["aalten", "doetinchem", "winterswijk", "oost-gelre", "berkelland", "bronckhorst"])
    client = signed_in(workshop.world.adviser("doetinchem"))

    for name in MEANING:
        page = text(client, f"{RESULTS}{name}/?gemeente=aalten").split("<main")[1]
        assert "Nog <strong>2 gemeenten</strong> te gaan." in page
        assert "Aalten" not in page
        assert client.get(f"{RESULTS}{name}.xlsx")["Location"] == f"{RESULTS}{name}/"
    stranger = signed_in(factories.world("AM01").leader)
    absent = stranger.get("/regios/achterhoek/werksessies/99/uitkomsten/agenda/")
    for name in MEANING:
        for url in (f"{RESULTS}{name}/", f"{RESULTS}{name}.xlsx"):
            response = stranger.get(url)
            assert (response.status_code, response.content) == (404, absent.content)


def test_tables_have_headers_and_words_in_every_cell(revealed: Workshop, signed_in: SignIn) -> None:
    revealed.answer("aalten", 1, value=None, is_unknown=True)
    client = signed_in(revealed.world.leader)

    for url, cell in ((PAGES[0], "rs-heat__cell"), (PAGES[2], "rs-alike__cell")):
        page = text(client, url)
        table = page[page.index('<table class="rs-heat') : page.index("</table>")]
        cells = re.findall(rf'<td class="{cell}[^>]*>(.*?)</td>', table)
        assert len(cells) >= 64
        assert all(re.sub(r"<[^>]+>", "", one).strip() for one in cells)
        assert "<caption" in table
        assert table.count('scope="col"') >= 9
        assert table.count('scope="row"') >= 8


def test_figures_say_what_their_tables_say(revealed: Workshop) -> None:
    revealed.answer("aalten", 1, value=None, is_unknown=True)
    with as_user(revealed.world.leader.pk):
        session = revealed.session
        heat = difference_figure.figure(session, "GM0197")
        alike = similarity.figure(session, "GM0197")
        talk = agenda.figure(session)
        themes = difference_groups.figure(session)
        placed = opinion_map.figure(session, "GM0197")
        one = statement_result.figure(session, session.statements.get(number=1), "GM0197")
    assert heat
    assert alike
    assert talk
    assert themes
    assert placed
    assert one

    signs = {-2: "−2", -1: "−1", 0: "0", 1: "+1", 2: "+2", "weet niet": "weet niet"}
    answers = [signs[value] for row in heat.rows for value in row[4:-1]]
    assert [word.replace(" !", "") for word in said(heat.svg) if word.replace(" !", "") in {*signs.values()}] == answers
    shares = [notation.percent(share) for row in alike.rows for share in row[1:] if not isinstance(share, str)]
    assert [word for word in said(alike.svg) if word.endswith("%")] == shares
    assert [word for word in said(talk.svg) if word[0].isdigit() and "  " in word] == [
        f"{row[1]}  {row[2]}" for row in talk.rows
    ]
    numbers = [f"{row[6]:.1f}".replace(".", ",") for row in themes.rows]
    assert [word for word in said(themes.svg) if word in {*numbers}] == numbers
    assert {row[0] for row in placed.rows} <= {*said(placed.svg)}
    counts = [[row[2] for row in one.rows].count(value) for value in (-2, -1, 0, 1, 2)]
    assert [int(word) for word in said(one.svg)[:10:2]] == counts  # a count above every sign
    for figure in (heat, alike, talk, themes, placed, one):
        assert figure.source.startswith("Bron: werksessie 1")
        assert figure.finding
        assert all(len(row) == len(figure.header) for row in figure.rows)


def test_every_page_goes_to_excel(revealed: Workshop, signed_in: SignIn) -> None:
    client = signed_in(revealed.world.adviser("aalten"))

    for url in [*(f"{RESULTS}{name}.xlsx" for name in MEANING), f"{RESULTS}per-groep.xlsx?soort=omvang"]:
        sheet = load_workbook(io.BytesIO(client.get(url).content)).worksheets[0]
        assert sheet.max_row >= 8
        assert str(sheet.cell(sheet.max_row, 1).value).startswith("Bron: werksessie 1")


def test_below_four_municipalities_there_is_no_map_and_no_measure(workshop: Workshop, signed_in: SignIn) -> None:
    workshop.share(["aalten", "doetinchem", "winterswijk"])
    client = signed_in(workshop.world.leader)

    assert "Een meningenkaart kan vanaf 4 gemeenten" in finding(text(client, PAGES[1]))
    assert "Dat kan vanaf 4 gemeenten." in finding(text(client, PAGES[4]))
    assert "Met minder dan 4 antwoorden zegt een maat niets." in text(client, STATEMENT)
    assert "Tastle en Wierman" not in text(client, STATEMENT)
    assert client.get(f"{RESULTS}meningenkaart.xlsx").status_code == 200


def test_one_or_no_municipality_is_told_in_words(workshop: Workshop, signed_in: SignIn) -> None:
    client = signed_in(workshop.world.leader)
    assert all("nog te weinig antwoorden" in finding(text(client, url)) for url in PAGES[2:])

    workshop.share(["aalten"])
    assert all("nog te weinig antwoorden" in finding(text(client, url)) for url in PAGES[2:])


def test_the_map_says_what_it_shows_and_what_chance_would_show(revealed: Workshop, signed_in: SignIn) -> None:
    client = signed_in(revealed.world.leader)
    page = text(client, f"{PAGES[1]}?gemeente=aalten&groepen=3")

    assert re.search(r"De kaart laat \d+% van de verschillen zien; bij toeval \d+%\.", finding(page))
    assert '<b aria-current="true">3 groepen</b>' in page
    assert "groepen=4" in page
    assert page.count("<h3>Groep ") >= 3
    assert re.search(r"1 ander antwoord kan de groepen veranderen|Geen enkel antwoord", page)
    assert '<b aria-current="true">2 groepen</b>' in text(client, f"{PAGES[1]}?groepen=9")


def test_who_all_agree_gets_a_sentence_and_no_map(revealed: Workshop, signed_in: SignIn) -> None:
    with database.as_owner():
        MunicipalAnswer.objects.filter(sheet__session=revealed.session).update(
            value=1, is_unknown=False, is_divided=False, is_limit=False
        )
    client = signed_in(revealed.world.leader)

    assert "Alle gemeenten geven dezelfde antwoorden." in finding(text(client, PAGES[1]))
    assert "Er is niets meer uit te praten" in finding(text(client, PAGES[3]))
    assert "100% gelijk" in finding(text(client, PAGES[2]))


def test_the_agenda_puts_colliding_limits_first_and_offers_the_next_round(
    revealed: Workshop, signed_in: SignIn
) -> None:
    with database.as_owner():
        MunicipalAnswer.objects.filter(sheet__session=revealed.session).update(is_limit=False)
    revealed.answer("aalten", 20, value=2, is_limit=True)
    revealed.answer("montferland", 20, value=-1, is_limit=True)

    page = text(signed_in(revealed.world.leader), f"{PAGES[3]}?gemeente=montferland")
    first = page[page.index('<ol class="rs-agenda">') :].split("</li>")[0]

    assert "(stelling 20)" in finding(page)
    assert "Grenzen botsen: Aalten (eens) tegenover Montferland (oneens)." in first
    assert 'class="is-mine"' in first
    limits = page[page.index('id="grenzen"') :]
    assert limits.count("Botsing: aan beide kanten ligt een grens") == 2
    assert "Montferland (grens)" in limits
    assert "Maak hiervan de volgende ronde" in page
    assert "Maak hiervan de volgende ronde" not in text(signed_in(revealed.world.adviser("aalten")), PAGES[3])


def test_leerroutes_and_sizes_get_their_own_table(revealed: Workshop, signed_in: SignIn) -> None:
    with database.as_owner():
        Statement.objects.filter(session=revealed.session, number__in=[1, 2]).update(leerroute="B1")
        Statement.objects.filter(session=revealed.session, number=3).update(leerroute="ZELFREDZAAMHEID")

    page = text(signed_in(revealed.world.leader), PAGES[4])

    assert '<th scope="row">B1-route</th><td class="rs-num">2</td>' in page
    assert '<th scope="row">Z-route</th><td class="rs-num">1</td>' in page
    assert "de mediaan van deze gemeenten (CBS, 1 januari 2026)" in page
    assert "Van alle 70 manieren" in page


def test_a_statement_shows_its_measures_beside_chance(revealed: Workshop, signed_in: SignIn) -> None:
    page = text(signed_in(revealed.world.leader), STATEMENT)

    assert page.index("Zo liggen de antwoorden") < page.index("Hoe is dit gerekend?")
    assert page.count("tot") >= 5
    for source in ("Tastle en Wierman, 2007", "Esteban en Ray, 1994", "Leik, 1966", "Van der Eijk, 2001"):
        assert source in page
    assert "kan toeval zijn" in page
    assert "Met 8 antwoorden kan zo&#x27;n verdeling ook toeval zijn." in page
    for slug in list(factories.ACHTERHOEK)[:4]:
        revealed.answer(slug, 1, value=2)
    for slug in list(factories.ACHTERHOEK)[4:]:
        revealed.answer(slug, 1, value=-2)
    split = text(signed_in(revealed.world.leader), STATEMENT)
    assert "meer dan toeval" in split
    assert "verdeling ook toeval zijn" not in split


@pytest.mark.parametrize("url", [PAGES[1], PAGES[4]])
def test_pages_ask_a_fixed_number_of_questions(
    revealed: Workshop, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, url: str
) -> None:
    client = signed_in(revealed.world.leader)
    client.get(url)

    with django_assert_max_num_queries(36):
        client.get(url)
