"""The pages of a checkpoint: made in two steps, read by who was given it, and by nobody else."""

import hashlib
import io

import pytest
from openpyxl import load_workbook

from procurement.models import Checkpoint
from regions.actions import cooperation, wish
from regions.models import Municipality
from regions.rules.components import Component
from regions.rules.wishes import Kind
from tests.procurement.checkpoint.conftest import AALTEN

BASE = "/regios/achterhoek/"
NEW = f"{BASE}samenwerking/1/piketpaaltje/"
LIST = f"{BASE}piketpaaltjes/"
SHOWN = [LIST, f"{BASE}piketpaaltjes.xlsx", f"{LIST}1/", f"{LIST}1/piketpaaltje.xlsx", f"{LIST}1/piketpaaltje.json"]


def typed(**changes: object) -> dict[str, object]:
    first = {
        "name": "Na de tussenstap",
        "agreed": "Wij kopen de Z-route samen in.\r\n\r\nWij beginnen in 2028.",
        "still_open": "Hoe verdelen wij de kosten?",
        "expected_version": "1",
        "rows": "1",
        "afwijking-0-municipality": AALTEN,
        "afwijking-0-component": "B1",
        "afwijking-0-reason": "eigen leslocatie",
    }
    return first | changes


def test_the_sentences_come_from_plan_wishes_and_standpunten(client, agreeing):
    agreeing.stands("doetinchem", "NOT_AGREED", "de kosten zijn te onzeker")
    agreeing.stands("aalten", "AGREED_IF", "Mits onze eigen leslocatie blijft.")
    client.force_login(agreeing.buying.leader)

    page = client.get(NEW).content.decode()

    assert "Aalten is akkoord mits: onze eigen leslocatie blijft." in page
    assert "De basis is voorstel 1" in page
    assert "Doetinchem is niet akkoord: de kosten zijn te onzeker." in page
    assert "Nog geen standpunt van 6 gemeenten" in page


def test_a_wish_and_a_standpunt_about_the_same_are_one_sentence(client, agreeing):
    leader = agreeing.buying.leader
    with agreeing.buying.seen_by("leader"):
        for slug, text in (("aalten", ""), ("winterswijk", "")):
            wish.give(
                municipality=Municipality.objects.get(slug=slug), host=agreeing.buying.region.organisation,
                kind=Kind.OWN_LOCATION, component=None, other=None, text=text, is_hard=True, by=leader,
            )  # fmt: skip
    agreeing.stands("aalten", "AGREED_IF", "De eigen leslocatie blijft in gebruik.")
    agreeing.stands("winterswijk", "AGREED_IF", "PIP en MAP blijven bij elkaar.")
    agreeing.stands("doetinchem", "NOT_AGREED", "Oost Gelre ligt te ver.")
    client.force_login(leader)

    page = client.get(NEW).content.decode()

    assert "Aalten wil de eigen leslocatie houden" not in page
    assert (
        "Aalten is akkoord mits: de eigen leslocatie blijft in gebruik. Dat wordt een voorwaarde bij de inkoop."
    ) in page
    assert "Winterswijk wil de eigen leslocatie houden. Dat wordt een voorwaarde bij de inkoop." in page
    assert "Winterswijk is akkoord mits: PIP en MAP blijven bij elkaar." in page
    assert "Doetinchem is niet akkoord: Oost Gelre ligt te ver." in page


def test_it_is_made_after_a_page_that_asks_whether_it_is_right(client, agreeing):
    client.force_login(agreeing.buying.leader)

    asked = client.post(NEW, typed()).content.decode()
    with agreeing.buying.seen_by("leader"):
        assert not Checkpoint.objects.exists()
    made = client.post(NEW, typed(confirm="ja"))

    assert "niet meer wijzigen of weghalen" in asked
    assert made["Location"] == f"{LIST}1/"
    with agreeing.buying.seen_by("leader"):
        checkpoint = Checkpoint.objects.get()
        assert checkpoint.agreed == ["Wij kopen de Z-route samen in.", "Wij beginnen in 2028."]
        assert checkpoint.may_deviate == [{"code": AALTEN, "component": "B1", "reason": "eigen leslocatie"}]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul een naam in"),
        ({"name": "x" * 81}, "Naam is te lang (maximaal 80 tekens)"),
        ({"agreed": " \n "}, "minstens 1 zin"),
        ({"agreed": "Kort.\n" + "x" * 803}, "Regel 2 is 3 tekens te lang"),
        ({"agreed": "Eén.\n" * 101}, "hooguit 100 zinnen"),
        ({"afwijking-0-reason": ""}, "Vul de reden in"),
        ({"afwijking-0-municipality": ""}, "Kies de gemeente die mag afwijken"),
        ({"afwijking-0-municipality": "GM0363"}, "Kies een gemeente uit de lijst"),
        ({"afwijking-0-component": "MAAN"}, "Kies een onderdeel uit de lijst"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, agreeing, changes, sentence):
    client.force_login(agreeing.buying.leader)
    sent = typed(**{"still_open": "Zelf getypt"} | changes)

    for page in (client.post(NEW, sent | step).content.decode() for step in ({}, {"confirm": "ja"})):
        assert sentence in page
        assert "Zelf getypt" in page
    with agreeing.buying.seen_by("leader"):
        assert not Checkpoint.objects.exists()


def test_more_rows_and_going_back_keep_what_was_typed(client, agreeing):
    client.force_login(agreeing.buying.leader)

    more = client.post(NEW, typed(more="ja", agreed="")).content.decode()
    back = client.post(NEW, typed(back="ja")).content.decode()

    assert "afwijking-2-municipality" in more
    assert "Kijk dit nog na" not in more
    assert 'value="eigen leslocatie"' in more
    assert "Wij beginnen in 2028." in back


def test_a_stale_version_is_not_agreed_on(client, agreeing):
    with agreeing.buying.seen_by("leader"):
        cooperation.place(
            plan=agreeing.plan, component=Component.CONTRACT, groups=(), expected_version=1, by=agreeing.buying.leader
        )
    client.force_login(agreeing.buying.leader)

    unsaid = client.post(NEW, typed(confirm="ja"))
    late = client.post(NEW, typed(confirm="ja", still_open="Over het contractmanagement praten wij nog."))

    assert "Over het contractmanagement is nog niets gekozen" in unsaid.content.decode()
    assert late.status_code == 409
    assert "Een collega heeft deze samenwerking net gewijzigd" in late.content.decode()
    assert "Over het contractmanagement praten wij nog." in late.content.decode()
    with agreeing.buying.seen_by("leader"):
        assert not Checkpoint.objects.exists()


def test_nothing_on_its_page_changes_it(client, agreeing):
    made = agreeing.make()
    client.force_login(agreeing.buying.leader)

    answers = [client.post(address, {"agreed": "Iets anders.", "sha256": "0"}).status_code for address in SHOWN]

    assert set(answers) == {405}
    with agreeing.buying.seen_by("leader"):
        assert Checkpoint.objects.get().sha256 == made.sha256


def test_a_municipality_reads_it_and_does_not_make_one(client, agreeing):
    agreeing.make()
    client.force_login(agreeing.buying.users["adviser"])

    assert {client.get(address).status_code for address in SHOWN} == {200}
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, typed(confirm="ja")).status_code == 404
    assert "Sla een nieuw piketpaaltje" not in client.get(LIST).content.decode()


def test_a_stranger_finds_nothing(client, agreeing):
    agreeing.make()
    client.force_login(agreeing.buying.users["stranger"])

    assert {client.get(address).status_code for address in [*SHOWN, NEW]} == {404}
    assert client.post(NEW, typed(confirm="ja")).status_code == 404


def test_a_plan_of_another_region_cannot_be_agreed_on_here(client, agreeing):
    client.force_login(agreeing.buying.leader)

    assert client.get("/regios/twente/samenwerking/1/piketpaaltje/").status_code == 404
    assert client.get(f"{BASE}samenwerking/7/piketpaaltje/").status_code == 404


def test_the_download_is_what_the_hash_was_computed_over(client, agreeing):
    made = agreeing.make(agreed=["Wij – “samen” – vóór 2028 €."])
    client.force_login(agreeing.buying.leader)

    content = client.get(f"{LIST}1/piketpaaltje.json").content

    assert hashlib.sha256(content).hexdigest() == made.sha256
    assert b"@" not in content


def test_excel_holds_the_sentences_and_every_number(client, agreeing):
    agreeing.make(agreed=["=1+1 is geen formule"])
    client.force_login(agreeing.buying.leader)

    book = load_workbook(io.BytesIO(client.get(f"{LIST}1/piketpaaltje.xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))

    assert rows[1][:3] == ("Afgesproken", None, "'=1+1 is geen formule")
    assert any(row[0] == "Aanname" and "11" in str(row[2]) for row in rows)


def test_the_page_of_a_forced_change_says_so_first(client, agreeing, as_owner):
    agreeing.make()
    with as_owner():
        Checkpoint.objects.update(agreed=["Iets anders."])
    client.force_login(agreeing.buying.leader)

    page = client.get(f"{LIST}1/").content.decode()
    listed = client.get(LIST).content.decode()

    assert page.index("na het slaan gewijzigd") < page.index("Iets anders.")
    assert "Waarop het staat" not in page
    assert "Gewijzigd na het slaan" in listed


def test_the_list_asks_as_much_for_three_as_for_one(client, agreeing, django_assert_max_num_queries):
    for place in range(3):
        agreeing.make(name=f"Piketpaaltje na ronde {place}")
    client.force_login(agreeing.buying.leader)

    with django_assert_max_num_queries(30):
        page = client.get(LIST).content.decode()

    assert page.count("Opgevolgd door piketpaaltje 3") == 2


def test_the_page_asks_few_questions(client, agreeing, django_assert_max_num_queries):
    agreeing.make()
    client.force_login(agreeing.buying.leader)

    with django_assert_max_num_queries(30):
        client.get(f"{LIST}1/")
