"""The pages of a process: what they find, for whom, and what they refuse in Dutch with the typed text kept."""

import io
from datetime import timedelta

from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from inburgering.accounts.context import as_user
from regions.actions import interlude, partner
from regions.models import Interlude, PartnerConversation, Principle, Process, WorkSession
from regions.reports import conversation_list
from tests import database, factories
from tests.regions.process.conftest import Line, SignIn, begin
from tests.regions.process.test_acts import HALT, TALK

LIST = "/regios/achterhoek/processen/"
URL = f"{LIST}1/"
PRINCIPLE = f"{URL}uitgangspunten/1/"


def main(client: Client, url: str) -> str:
    return client.get(url).content.decode().split("<main")[1]


def sheet(client: Client, url: str) -> list[list[object]]:
    content = client.get(url).content
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()]


def test_the_process_page_turns_with_the_reveal(tested: Line, signed_in: SignIn) -> None:
    tested.share()
    client = signed_in(tested.world.adviser("aalten"))
    before, before_one = main(client, URL), main(client, PRINCIPLE)

    tested.workshop.reveal()
    after, after_one = main(client, URL), main(client, PRINCIPLE)

    assert "nog geen getoetst" in before
    assert before.count("Nog niet getoetst") == 2
    assert "<strong>1 uiteen</strong>: nummer 1." in after
    assert "4 gemeenten zijn het eens, 3 oneens, 1 neutraal." in after
    assert "rs-heat__cell" not in before_one
    assert "De antwoorden staan hier zodra de uitkomst is getoond" in before_one
    assert "Afgesproken in 2019, <strong>antwoorden lopen nu uiteen</strong>" in after_one
    assert after_one.count("rs-heat__cell--mine") == 2  # Aalten, for two statements


def test_the_line_runs_from_note_to_report(tested: Line, signed_in: SignIn) -> None:
    with tested.as_leader():
        partner.record_conversation(
            process=tested.process, held_on=timezone.localdate(), by=tested.leader, **TALK
        )  # fmt: skip
        placed = WorkSession.objects.get(pk=tested.session.pk)
        interlude.halt(
            process=tested.process, after=placed, held_on=timezone.localdate(), by=tested.leader, **HALT
        )  # fmt: skip
    page = main(signed_in(tested.leader), URL)

    line = page.split("rs-line")[1].split("</ol>")[0]
    steps = [
        "Procesnota", "Gesprekken met partners", "Werksessie 1: Sturen of loslaten", "Groepsgesprek na werksessie 1",
        "Tussenstap: Eerst subregio’s", "Voorstel subregio’s", "Scenario’s", "Rapport",
    ]  # fmt: skip
    places = [page.index(step) for step in steps]
    assert places == sorted(places)
    assert line.count('aria-current="step"') <= 1
    assert "<strong>Werksessie 1 is open.</strong>" in page


def test_before_it_is_shared_only_the_region_finds_it(line: Line, signed_in: SignIn) -> None:
    line.add()
    client = signed_in(line.world.adviser("aalten"))

    assert [client.get(url).status_code for url in (URL, PRINCIPLE, f"{URL}gesprekken/")] == [404, 404, 404]
    assert "Samen inkopen" not in main(client, LIST)
    line.share()
    assert [client.get(url).status_code for url in (URL, PRINCIPLE, f"{URL}gesprekken/")] == [200, 200, 200]


def test_a_municipality_reads_and_never_changes(line: Line, signed_in: SignIn) -> None:
    line.add()
    line.share()
    client = signed_in(line.world.adviser("aalten"))

    for rest in ("wijzigen/", "delen/", "delen/intrekken/", "uitgangspunten/nieuw/", "uitgangspunten/vaststellen/",
                 "uitgangspunten/1/wijzigen/", "uitgangspunten/1/verwijderen/", "uitgangspunten/1/toetsing/",
                 "uitgangspunten/1/vaststellen/aalten/intrekken/", "gesprekken/nieuw/", "tussenstappen/nieuw/",
                 "werksessies/1/", "werksessies/1/eruit/"):  # fmt: skip
        assert client.post(f"{URL}{rest}").status_code == 404, rest
    assert client.post(f"{LIST}nieuw/").status_code == 404
    page = main(client, URL)
    assert "Wijzig het proces" not in page
    assert "Voeg een uitgangspunt toe" not in page


def test_a_stranger_finds_nothing(tested: Line, signed_in: SignIn) -> None:
    client = signed_in(factories.world("AM05").leader)

    for url in (LIST, URL, PRINCIPLE, f"{URL}uitgangspunten.xlsx", f"{URL}gesprekken.xlsx"):
        assert client.get(url).status_code == 404
    assert client.get(URL).content == client.get(f"{LIST}99/").content


def test_the_list_asks_as_much_for_five_as_for_one(
    tested: Line, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        begin(tested.world)
    client = signed_in(tested.leader)

    with django_assert_max_num_queries(22):
        page = main(client, LIST)
    assert page.count("<tr>") == 6


def test_the_process_page_asks_little(
    tested: Line, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(tested.leader)

    with django_assert_max_num_queries(28):
        client.get(URL)


def test_a_leader_builds_a_process_by_the_pages(line: Line, signed_in: SignIn) -> None:
    client = signed_in(line.leader)
    today = timezone.localdate()
    typed = {"title": "Tweede proces", "assignment": "", "note_title": "", "started_on": "1-9-2026"}
    assert client.post(f"{LIST}nieuw/", typed)["Location"] == f"{LIST}2/"
    url = f"{LIST}2/"
    client.post(f"{url}uitgangspunten/nieuw/", {"text": "Samen.", "theme": "Regie en nabijheid"})
    client.post(f"{url}uitgangspunten/1/toetsing/", {"key": "S01", "direction": "oneens"})
    client.post(f"{url}uitgangspunten/vaststellen/", {"principles": ["1"], "municipalities": ["aalten", "berkelland"],
                "adopted_on": "18-6-2019", "body": "gemeenteraad"})  # fmt: skip
    client.post(f"{url}gesprekken/nieuw/", {**TALK, "held_on": f"{today:%d-%m-%Y}"})
    client.post(f"{url}werksessies/1/", {"purpose": "Weten", "agenda": "", "day": "3-12-2026", "begins": "9.30",
                "ends": "12:00 uur", "place": "Aalten", "answer_by": "", "expected_version": "1"})  # fmt: skip
    client.post(f"{url}tussenstappen/nieuw/", {**HALT, "held_on": f"{today:%d-%m-%Y}", "after": "1"})
    client.post(f"{url}delen/")

    with line.as_leader():
        made = Process.objects.get(number=2)
        test = Principle.objects.get(process=made).tests.get()
        session = WorkSession.objects.get(process=made)
        assert (test.key, test.agreeing_supports) == ("S01", False)
        assert made.principles.get().adoptions.count() == 2
        assert PartnerConversation.objects.get(process=made).people == 9
        assert Interlude.objects.get(process=made).after == session
    assert timezone.localtime(session.ends_at).hour == 12
    page = main(client, url)
    assert "Alle gemeenten lezen mee" in page
    assert "Aalten en Berkelland, vastgesteld op 18 juni 2019" in page
    assert "3 dec 2026" in page


WRONG = [
    ("uitgangspunten/nieuw/", {"text": ""}, "Vul het uitgangspunt in"),
    ("uitgangspunten/vaststellen/", {"principles": ["1"], "municipalities": ["aalten"], "adopted_on": "31-02-2019",
     "body": "raad"}, "31 februari 2019 bestaat niet"),
    ("uitgangspunten/vaststellen/", {"principles": ["1"], "municipalities": ["aalten"], "adopted_on": "1-1-2099",
     "body": "raad"}, "niet na vandaag"),
    ("gesprekken/nieuw/", TALK | {"held_on": "gisteren"}, "Vul de datum in als dag-maand-jaar"),
    ("gesprekken/nieuw/", TALK | {"held_on": "1-9-2026", "theme": "Voetbal"}, "Kies een thema uit de lijst"),
    ("tussenstappen/nieuw/", HALT | {"held_on": "1-1-2019"}, "voor het begin van het proces"),
    ("werksessies/1/", {"day": "3-12-2026", "begins": "half tien", "expected_version": "1"}, "uren en minuten"),
    ("werksessies/1/", {"begins": "9.30", "expected_version": "1"}, "Vul ook de datum in"),
    ("werksessies/1/", {"day": "3-12-2026", "begins": "9.30", "ends": "9.00", "expected_version": "1"},
     "eindigt voordat"),
]  # fmt: skip


def test_bad_input_is_told_and_kept(line: Line, signed_in: SignIn) -> None:
    line.add()
    client = signed_in(line.leader)

    for rest, typed, told in WRONG:
        page = client.post(f"{URL}{rest}", typed).content.decode()
        assert told in page, told
        assert all(str(typed[field]) in page for field in ("summary", "change", "begins", "body") if field in typed)
    with line.as_leader():
        assert not PartnerConversation.objects.exists()
        assert not Interlude.objects.exists()


def test_a_colleague_was_first(line: Line, signed_in: SignIn) -> None:
    line.add("Eerste tekst.")
    client = signed_in(line.leader)
    url, typed = f"{PRINCIPLE}wijzigen/", {"text": "Van een collega.", "theme": "", "expected_version": "1"}
    assert client.post(url, typed).status_code == 302

    response = client.post(url, typed | {"text": "Van mij."})
    page = response.content.decode()

    assert response.status_code == 409
    assert "Nu staat er: Van een collega." in page
    assert "Van mij." in page
    assert client.post(url, typed | {"text": "Van mij.", "expected_version": "2"}).status_code == 302


def test_an_adopted_principle_is_not_removed(line: Line, signed_in: SignIn) -> None:
    line.adopt(line.add(), slugs=["aalten"])
    client = signed_in(line.leader)

    page = client.post(f"{PRINCIPLE}verwijderen/", follow=True).content.decode()

    assert "1 gemeente heeft uitgangspunt 1 al vastgesteld. Trek eerst elke vaststelling in." in page
    client.post(f"{PRINCIPLE}vaststellen/aalten/intrekken/")
    client.post(f"{PRINCIPLE}verwijderen/")
    assert client.get(PRINCIPLE).status_code == 404


def test_excel_holds_every_adoption_with_its_verdict(tested: Line, signed_in: SignIn) -> None:
    tested.share()
    client = signed_in(tested.world.adviser("aalten"))
    early = sheet(client, f"{URL}uitgangspunten.xlsx")
    tested.workshop.reveal()

    rows = sheet(client, f"{URL}uitgangspunten.xlsx")

    assert rows[0][3:8] == ["Gemeente", "Vastgesteld op", "Besloten door", "Antwoord nu", "Oordeel"]
    assert [row[3] for row in rows[1:3]] == ["Aalten", "Berkelland"]
    assert [str(rows[1][4])[:10], *rows[1][5:8]] == ["2019-06-18", "gemeenteraad", "oneens", "Loopt uiteen"]
    assert {row[7] for row in early[1:17]} == {"Nog niet getoetst"}


def test_few_inburgeraars_are_never_counted(line: Line, signed_in: SignIn) -> None:
    with line.as_leader():
        for people in (3, 9):
            partner.record_conversation(
                process=line.process, held_on=timezone.localdate() - timedelta(days=people), by=line.leader,
                **(TALK | {"people": people}),
            )  # fmt: skip
    client = signed_in(line.leader)

    page = main(client, f"{URL}gesprekken/")
    rows = sheet(client, f"{URL}gesprekken.xlsx")

    assert "minder dan 5 mensen" in page
    assert "12 mensen" not in page
    assert "3 mensen" not in page
    assert [row[5] for row in rows[1:3]] == [9, "minder dan 5 mensen"]
    with as_user(line.leader.pk):
        assert "samen" not in "".join(part.text for part in conversation_list.build(line.process).finding)


def test_a_session_in_preparation_is_not_told_to_municipalities(line: Line, signed_in: SignIn) -> None:
    line.place()
    line.share()
    with database.as_owner():
        WorkSession.objects.update(state="CONCEPT", opened_at=None)
        line.session.organisation.shares.filter(kind="WORK_SESSION").delete()

    assert "Sturen of loslaten" not in main(signed_in(line.world.adviser("aalten")), URL)
    assert "Sturen of loslaten" in main(signed_in(line.leader), URL)
