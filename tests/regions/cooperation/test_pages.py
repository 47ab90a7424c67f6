"""Reading a plan, choosing per component, giving a wish and a standpunt on the pages themselves."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from regions.actions import cooperation
from regions.actions.example import cooperation as example
from regions.models import MunicipalWish, SubregionProposal
from regions.reports import cooperation as report
from regions.rules.components import Component, Scale
from tests import database, factories
from tests.regions.cooperation.conftest import SignIn, Together, Workshop

LIST = "/regios/achterhoek/samenwerking/"
PLAN = f"{LIST}1/"
B1 = f"{PLAN}onderdelen/b1-route/"
WISHES = f"{LIST}wensen/"
PAGES = (LIST, PLAN, B1, WISHES, f"{PLAN}standpunten/aalten/")


@pytest.fixture
def shown(revealed: Workshop, proposal: SubregionProposal) -> Together:
    """The plan of the example, put to the municipalities."""
    world = revealed.world
    people = {key: world.users[key] for key in ("adviseur-aalten", "adviseur-doetinchem")}
    return Together(revealed, proposal, example.seed(region=world.region, people=people, by=world.leader))


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def choices(together: Together, **places: str) -> dict[str, str]:
    slugs = {f"plaats-{slug}": "" for slug in factories.ACHTERHOEK}
    return {"wider": "", "expected_version": str(together.plan.version), **slugs} | places


def test_the_page_says_who_goes_on_together_and_who_joins_on_parts(shown: Together, signed_in: SignIn) -> None:
    page = text(signed_in(shown.leader), PLAN)

    assert "<strong>Noord en West</strong> trekken samen op bij alle leerroutes." in page
    assert "<strong>Oost</strong> doet mee bij de onderwijsroute en de Z-route." in page
    assert "met andere regio’s" in page
    assert "5 akkoord, 2 akkoord mits, 1 niet akkoord" in page
    assert "De reistijd blijft hooguit 30 minuten." in page
    assert "Wij doen de B1-route liever met Oost Gelre dan met West." in page
    assert "genoteerd door de projectleider" in page
    assert "Deze indeling gaat in tegen 1 van de 5 wensen." in page
    assert "<b>Past niet</b> bij de B1-route." in page
    assert "Standpunt van" not in page[: page.index('id="onderdelen"')]
    assert page.count('class="hexmap"') == 2
    assert "Ook mogelijk" in page
    assert "subregios/voorstel-1/#bewijs" in page


def test_a_municipality_reads_about_itself(shown: Together, signed_in: SignIn) -> None:
    page = text(signed_in(shown.world.adviser("aalten")), PLAN)

    assert "doet de B1-route <strong>met Oost Gelre en Winterswijk</strong>" in page
    assert "Wijzig standpunt" in page
    top = page[: page.index('id="onderdelen"')]
    assert "Standpunt van Aalten: <b>akkoord</b>" in top
    assert "standpunten/aalten/" in top
    assert "/scenarios/vergelijken/?gemeente=aalten" in top
    assert "/meerwaarde/?gemeente=aalten" in top
    assert "Noteer standpunt" not in page
    assert "Wijzig de naam" not in page


def test_a_table_per_municipality(shown: Together, signed_in: SignIn) -> None:
    page = text(signed_in(shown.leader), f"{PLAN}?kolommen=gemeenten")

    assert '<th scope="col">Montferland</th>' in page
    assert "Per subregio" in page


@pytest.mark.parametrize("url", PAGES)
def test_a_page_asks_few_questions(
    url: str, shown: Together, signed_in: SignIn, django_assert_max_num_queries
) -> None:  # fmt: skip
    client = signed_in(shown.world.adviser("aalten"))
    client.get(url)

    with django_assert_max_num_queries(19):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_nobody_of_another_region_learns_anything(url: str, shown: Together, signed_in: SignIn) -> None:
    stranger = factories.world("AM06").leader
    answer = signed_in(stranger).get(url)

    assert answer.status_code == 404
    assert b"Samen waar het kan" not in answer.content


def test_a_concept_is_for_the_leader_only(together: Together, signed_in: SignIn) -> None:
    client = signed_in(together.world.adviser("aalten"))

    assert client.get(PLAN).status_code == 404
    assert "nog geen samenwerking" in text(client, LIST)


@pytest.mark.parametrize("rest", ["naam/", "kopie/", "bespreken/"])
def test_a_municipality_changes_nothing(rest: str, shown: Together, signed_in: SignIn) -> None:
    client = signed_in(shown.world.adviser("aalten"))

    assert client.get(f"{PLAN}{rest}").status_code == 404
    assert client.post(B1, choices(shown, structure="1-2-3")).status_code == 404
    assert client.post(LIST, {"name": "X", "proposal": "1"}).status_code == 404


def test_the_leader_makes_names_copies_and_discusses_a_plan(proposal, revealed: Workshop, signed_in: SignIn) -> None:
    client = signed_in(revealed.world.leader)

    client.post(LIST, {"name": "Eerste", "proposal": "1"})
    client.post(f"{PLAN}naam/", {"name": "Samen", "expected_version": "1"})
    client.post(f"{PLAN}kopie/", {"name": "Kopie"})
    client.post(f"{PLAN}bespreken/")

    page = text(client, LIST)
    assert "1. Samen" in page
    assert "2. Kopie" in page
    assert "8 nog geen reactie" in page
    assert "al ter bespreking" in client.post(f"{PLAN}bespreken/").content.decode()


def test_choosing_a_structure_with_an_exception(together: Together, signed_in: SignIn) -> None:
    client = signed_in(together.leader)
    sent = choices(together, **{"plaats-montferland": "apart"}) | {"structure": "1-3.2"}

    assert client.post(B1, sent).status_code == 302
    with together.as_leader():
        groups = report.groups_of(together.plan)[Component.B1]
    assert [one.label for one in groups] == ["Noord en West zonder Montferland", "Oost", "Montferland"]
    page = text(client, B1)
    assert 'value="apart" selected' in page
    assert (
        '<th scope="row">meer subregio’s samen</th><td class="rs-num">0</td><td>–</td><td class="rs-num">4</td>' in page
    )


def test_a_wider_scale_and_what_it_does_not_fit(together: Together, signed_in: SignIn) -> None:
    client = signed_in(together.leader)

    refused = client.post(B1, choices(together) | {"structure": "gemeenten", "wider": "GECLUSTERD"})
    assert refused.status_code == 422
    assert "groep van 2 of meer" in refused.content.decode()
    assert client.post(B1, choices(together) | {"structure": "1-2-3", "wider": "GECLUSTERD"}).status_code == 302
    with together.as_leader():
        assert report.groups_of(together.plan)[Component.B1][0].scale is Scale.GECLUSTERD


def test_a_colleague_was_first_and_the_choice_stays(together: Together, signed_in: SignIn) -> None:
    client = signed_in(together.leader)
    late = choices(together) | {"structure": "1-2-3"}
    together.place(Component.B1, ["GM0197", "GM0294"], ["GM1586"])

    answer = client.post(B1, late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Een collega heeft deze samenwerking net gewijzigd" in page
    assert 'value="1-2-3" checked' in page
    assert f'name="expected_version" value="{together.plan.version}"' in page


def test_every_structure_shows_what_was_asked(together: Together, signed_in: SignIn) -> None:
    page = text(signed_in(together.leader), B1)

    assert "Noord en West samen, Oost apart" in page
    assert "4 van 8" in page
    assert "is een aanname" in page
    assert page.count('type="radio"') == 6
    assert "meer subregio’s samen" not in page
    assert text(signed_in(together.leader), f"{PLAN}onderdelen/pvt/").count("Geen stelling van de werksessie") == 1


def test_an_unknown_component_is_not_there(shown: Together, signed_in: SignIn) -> None:
    assert signed_in(shown.leader).get(f"{PLAN}onderdelen/inkoop/").status_code == 404


def test_a_wish_on_the_page(shown: Together, signed_in: SignIn) -> None:
    client = signed_in(shown.world.adviser("aalten"))
    sent = {"municipality": "aalten", "kind": "APART", "component": "b1-route", "other": "oost-gelre", "text": "",
            "weight": "hard"}  # fmt: skip

    assert client.post(WISHES, sent).status_code == 302
    page = text(client, WISHES)
    assert "Aalten wil bij de B1-route niet samen met Oost Gelre." in page
    assert "Wensen die niet samengaan." in page
    assert "Bij B1-route: Oost Gelre wil bij de B1-route samen met Aalten en Aalten wil" in page
    assert "Deze wens staat er al" in client.post(WISHES, sent).content.decode()


def test_a_wish_without_its_other_is_told_beside_the_field(shown: Together, signed_in: SignIn) -> None:
    client = signed_in(shown.world.adviser("aalten"))

    answer = client.post(WISHES, {"municipality": "aalten", "kind": "TOGETHER", "weight": "hard", "text": "Met jullie"})
    assert answer.status_code == 422
    assert "Kies om welke andere gemeente het gaat" in answer.content.decode()
    assert "Met jullie" in answer.content.decode()


def test_one_withdraws_ones_own_wish_only(shown: Together, signed_in: SignIn) -> None:
    with database.as_owner():
        wishes = {one.municipality.slug: one.pk for one in MunicipalWish.objects.select_related("municipality")}
    client = signed_in(shown.world.adviser("aalten"))

    assert client.post(f"{WISHES}intrekken/", {"wens": wishes["winterswijk"]}).status_code == 404
    assert client.post(f"{WISHES}intrekken/", {"wens": wishes["aalten"]}).status_code == 302
    assert client.post(f"{WISHES}intrekken/", {"wens": "x"}).status_code == 404
    with database.as_owner():
        assert MunicipalWish.objects.exclude(withdrawn_at=None).count() == 1


def test_a_standpunt_on_the_page(shown: Together, signed_in: SignIn) -> None:
    client = signed_in(shown.world.alderman("aalten"))
    url = f"{PLAN}standpunten/aalten/"
    sent = {"stance": "AGREED_IF", "reason": "", "level": "BOARD", "plan_version": str(shown.plan.version)}

    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "Vul de reden in" in refused.content.decode()
    assert client.post(url, sent | {"reason": "Het taalcafé blijft"}).status_code == 302
    assert "Het taalcafé blijft" in text(client, PLAN)
    assert client.post(f"{PLAN}standpunten/doetinchem/", sent).status_code == 404


def test_a_standpunt_on_an_older_text_is_asked_again(shown: Together, signed_in: SignIn) -> None:
    client = signed_in(shown.world.adviser("aalten"))

    answer = client.post(f"{PLAN}standpunten/aalten/",
                         {"stance": "AGREED", "reason": "", "level": "OFFICIAL", "plan_version": "1"})  # fmt: skip
    assert "De samenwerking is net gewijzigd" in answer.content.decode()


def test_lists_go_to_excel(shown: Together, signed_in: SignIn) -> None:
    client = signed_in(shown.leader)

    sheet = load_workbook(io.BytesIO(client.get(f"{LIST}1.xlsx").content)).active
    assert [cell.value for cell in sheet[1]][:3] == ["Onderdeel", "Indeling", "Aalten"]
    assert sheet["B2"].value == "Noord en West samen, Oost apart"
    assert sheet["A14"].value == "Standpunt"
    assert sheet["E14"].value == "Akkoord mits: De reistijd blijft hooguit 30 minuten."
    plans = load_workbook(io.BytesIO(client.get("/regios/achterhoek/samenwerking.xlsx").content)).active
    assert plans["F2"].value == "5 akkoord, 2 akkoord mits, 1 niet akkoord"
    wishes = load_workbook(io.BytesIO(client.get(f"{LIST}wensen.xlsx").content)).active
    assert wishes["E6"].value in {"moet", "liever"}


def test_the_list_asks_as_little_for_ten_plans_as_for_one(
    shown: Together, signed_in: SignIn, django_assert_max_num_queries
) -> None:  # fmt: skip
    with as_user(shown.leader.pk):
        for number in range(9):
            cooperation.duplicate(plan=shown.plan, name=f"Kopie {number}", by=shown.leader)
    client = signed_in(shown.leader)
    client.get(LIST)

    with django_assert_max_num_queries(18):
        assert "10. Kopie 8" in text(client, LIST)
