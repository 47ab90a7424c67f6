"""Who read, who reacted, who is reminded: for the project leader alone."""

import io
import logging

import pytest
from django.test import Client
from openpyxl import load_workbook

from procurement.actions import link as acts
from procurement.models import Reaction
from procurement.reports import readers, readers_finding
from procurement.reports.readers_besluit import Decided
from regions.actions.refusal import NotNow
from tests.procurement.reading.conftest import COLLEAGUE, ELSEWHERE, READER

PASTED = f'"Hoek, Jan" <{READER}>; {ELSEWHERE}\nkees@elders.example;klopt-niet@aalten'


@pytest.fixture
def leader(client, desk) -> Client:
    client.force_login(desk.buying.leader)
    return client


def page(client: Client, desk) -> str:
    return client.get(f"/rapporten/{desk.report.number}/lezers/").content.decode()


def url(desk, path: str) -> str:
    return f"/rapporten/{desk.report.number}/lezers/{path}"


def test_pasted_addresses_get_the_document_of_their_municipality(leader, desk):
    checked = leader.post(url(desk, "controleren/"), {"addresses": PASTED}).content.decode()

    assert "3 adressen" in checked
    assert "1 klopt" in checked
    assert 'value="aalten" selected' in checked
    assert 'value="doetinchem" selected' in checked
    assert desk.mails() == []


def rows(**documents: str) -> dict[str, object]:
    given = {"aalten": READER, "doetinchem": ELSEWHERE}
    chosen = [(given[slug], documents.get(slug, slug)) for slug in given]
    return {"email": [email for email, _ in chosen]} | {
        f"document_{place}": slug for place, (_, slug) in enumerate(chosen)
    }


def test_links_are_given_and_mailed_at_once(leader, desk):
    response = leader.post(url(desk, "links/"), rows() | {"is_mailed": "on"})

    assert response.status_code == 302
    assert sorted(mail.recipient for mail in desk.mails()) == sorted([READER, ELSEWHERE])
    assert "wacht op verzenden" in page(leader, desk)


def test_without_mail_the_links_are_shown_once(leader, desk):
    shown = leader.post(url(desk, "links/"), rows()).content.decode()

    token = shown.split("/lezen/")[1].split("/")[0]
    assert Client().get(f"/lezen/{token}/").status_code == 200
    assert desk.mails() == []
    assert "/lezen/" not in page(leader, desk)


def test_an_address_without_a_document_is_asked_and_one_can_be_left_out(leader, desk):
    asked = leader.post(url(desk, "links/"), rows(aalten="") | {"is_mailed": "on"}).content.decode()
    leader.post(url(desk, "links/"), rows(aalten="overslaan") | {"is_mailed": "on"})

    assert f"Kies het document voor {READER}" in asked
    assert [mail.recipient for mail in desk.mails()] == [ELSEWHERE]


def test_the_page_says_who_read_and_who_reacted(leader, desk, known):
    token = desk.link()
    desk.link(ELSEWHERE, "doetinchem")
    reader = Client()
    known(desk, token, on=reader)
    reader.post(f"/lezen/{token}/reactie/", {"stance": "FOR_IF", "reason": "Mits de les in Aalten blijft."})

    shown = page(leader, desk)
    report = leader.get(f"/rapporten/{desk.report.number}/").content.decode()

    for one in (shown, report):
        assert "1 van de 8 gemeenten</strong> heeft gereageerd: 1 kan instemmen, mits." in one
        assert "Mits de les in Aalten blijft." in one
    assert "nog niet" in shown


def test_who_reads_the_document_of_the_region_counts_for_no_municipality(leader, desk, known):
    token = desk.link(slug=None)
    reader = Client()
    known(desk, token, on=reader)
    reader.post(f"/lezen/{token}/reactie/", {"stance": "FOR"})

    report = leader.get(f"/rapporten/{desk.report.number}/").content.decode()

    assert "Nog geen gemeente heeft gereageerd." in report
    assert "telt voor geen gemeente" in report
    assert "Ik kan instemmen" in report


def test_the_excel_file_holds_what_the_page_shows(leader, desk):
    desk.link()

    book = load_workbook(io.BytesIO(leader.get(f"/rapporten/{desk.report.number}/lezers.xlsx").content))

    assert [cell.value for cell in book.worksheets[0][1]] == list(readers.HEADINGS)
    assert [cell.value for cell in book.worksheets[0][2]][:2] == ["Aalten", READER]


def test_who_did_not_react_is_reminded_once_a_day(leader, desk):
    token = desk.link()
    Client().post(f"/lezen/{token}/gelezen/")
    desk.link(ELSEWHERE, "doetinchem")

    for _ in range(2):
        leader.post(url(desk, "herinneren/"))

    subjects = sorted(mail.subject for mail in desk.mails())
    assert len(subjects) == 2
    assert subjects[0].startswith("Er is nog geen reactie: inkoop leerroutes")
    assert subjects[1].startswith("Nog niet gelezen: inkoop leerroutes")
    assert f"/lezen/{token}/" in desk.mails(READER)[0].body


def test_nobody_gets_a_first_mail_and_a_reminder_on_one_day(leader, desk):
    desk.link(is_mailed=True)

    with desk.buying.seen_by("leader"), pytest.raises(NotNow, match="Niemand"):
        acts.remind(report=desk.report, by=desk.buying.leader)


def test_who_reacted_or_lost_the_link_is_not_reminded(leader, desk, known):
    token, revoked = desk.link(), desk.link(ELSEWHERE, "doetinchem")
    reader = Client()
    known(desk, token, on=reader)
    reader.post(f"/lezen/{token}/reactie/", {"stance": "FOR"})
    with desk.buying.seen_by("leader"):
        acts.revoke(link=desk.row(revoked), by=desk.buying.leader)

        assert readers.build(desk.report).to_remind == []


def test_one_reader_can_be_reminded_lengthened_and_taken_back(leader, desk):
    desk.link()
    for wish, said in {"herinner": "herinnering", "verleng": "werkt tot en met", "trek-in": "werkt niet meer"}.items():
        response = leader.post(url(desk, "1/"), {"besluit": wish}, follow=True)

        assert said in response.content.decode()
    assert "Kies wat je wilt doen" in leader.post(url(desk, "1/"), {"besluit": "x"}, follow=True).content.decode()
    assert leader.post(url(desk, "99/"), {"besluit": "verleng"}).status_code == 404


def test_only_the_makers_see_and_choose_readers(client, shared):
    shared.link()
    for key in ("alderman", "adviser", "neighbour", "stranger"):
        client.force_login(shared.buying.users[key])
        for path in ("", "controleren/", "links/", "herinneren/", "1/"):
            answers = {client.get(url(shared, path)).status_code, client.post(url(shared, path)).status_code}

            assert answers <= {404, 405}
            assert 404 in answers or path == ""
    assert shared.mails() == []


def test_a_municipality_does_not_see_who_opened_what(client, shared):
    token = shared.link(COLLEAGUE)
    Client().post(f"/lezen/{token}/gelezen/")
    for key in ("alderman", "neighbour"):
        client.force_login(shared.buying.users[key])

        report = client.get(f"/rapporten/{shared.report.number}/").content.decode()

        assert COLLEAGUE not in report
        assert "Lezers" not in report
        assert client.get(f"/rapporten/{shared.report.number}/lezers.xlsx").status_code == 404


def test_a_get_changes_nothing(leader, desk):
    desk.link()

    assert leader.get(url(desk, "herinneren/")).status_code == 405
    assert leader.get(url(desk, "1/")).status_code == 405


def test_the_pages_ask_a_fixed_number_of_queries(leader, desk, django_assert_max_num_queries):
    for name in ("een", "twee", "drie"):
        desk.link(f"{name}@aalten.voorbeeld.invalid")
    leader.get(url(desk, ""))

    with django_assert_max_num_queries(24):  # session, user and context included
        leader.get(url(desk, ""))


def test_no_line_of_a_log_holds_a_token(desk):
    """What the handlers of the product write; the secret stands in the address of every one of these."""
    token, revoked = desk.link(), desk.link(COLLEAGUE)
    with desk.buying.seen_by("leader"):
        acts.revoke(link=desk.row(revoked), by=desk.buying.leader)
    stream = io.StringIO()
    (handler,) = [one for one in logging.getLogger().handlers if one.filters]
    former = handler.setStream(stream)

    try:
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        for one in (token, revoked, "verzonnen-token"):
            for path in ("", "pdf/", "code/", "reactie/", "onzin/"):
                strict.get(f"/lezen/{one}/{path}")
                strict.post(f"/lezen/{one}/{path}")
        logging.getLogger("django.request").error("Internal Server Error: %s", f"/lezen/{token}/")
    finally:
        handler.setStream(former)

    written = stream.getvalue()
    assert "/lezen/(geheim)/" in written
    assert not [one for one in (token, revoked, "verzonnen-token") if one in written]


STANCE = Reaction.Stance


def decided(outcome: str) -> Decided:
    from datetime import date, datetime  # noqa: PLC0415

    return Decided(1, "", "", "", "", date(2026, 12, 8), outcome, "", "", "", datetime(2026, 12, 8), "", None, "")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([["FOR"], ["FOR"], ["FOR"], ["FOR_IF"], ["AGAINST"], [], [], []],
         "5 van de 8 gemeenten hebben gereageerd: 3 kunnen instemmen, 1 mits, 1 niet."),
        ([["AGAINST"], ["AGAINST"], []], "2 van de 3 gemeenten hebben gereageerd: 2 kunnen niet instemmen."),
        ([["FOR", "AGAINST"], ["FOR"]], "Alle 2 gemeenten hebben gereageerd: 1 kan instemmen, 1 is verdeeld."),
        ([["FOR_IF"], []], "1 van de 2 gemeenten heeft gereageerd: 1 kan instemmen, mits."),
        ([[], []], "Nog geen gemeente heeft gereageerd. 2 van de 3 lezers lazen het document."),
    ],
)  # fmt: skip
def test_the_finding_counts_municipalities(said, sentence):
    stances = {str(place): given for place, given in enumerate(said)}

    parts = readers_finding.finding(stances, {name: [] for name in stances}, readers=3, read=2)

    assert "".join(part.text for part in parts) == sentence


def test_the_finding_turns_to_besluiten_once_all_decided():
    outcomes = {"a": [decided("AS_ASKED")], "b": [decided("REFUSED")]}

    parts = readers_finding.finding({"a": ["FOR"], "b": []}, outcomes, readers=2, read=2)

    assert "".join(part.text for part in parts) == (
        "Alle 2 gemeenten hebben besloten: 1 zoals gevraagd, 1 niet ingestemd."
    )


def test_what_was_put_off_is_not_decided():
    assert not readers_finding.all_decided({"a": [decided("POSTPONED")]})
