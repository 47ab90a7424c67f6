"""Reading by a link: what counts as read, and the code that shows that the reader is the addressee."""

import pytest
from django.test import Client

from inburgering.documents.models import LinkCode
from tests.procurement.reading.conftest import COLLEAGUE, READER


def typed(client: Client, token: str, code: str) -> str:
    return client.post(f"/lezen/{token}/code/", {"code": code}).content.decode()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_mail_filter_that_opens_everything_leaves_no_reading_and_no_mail(client, desk):
    token = desk.link()

    for path in ("", "pdf/", "code/", "reactie/", "nieuw/", "gelezen/"):
        client.get(f"/lezen/{token}/{path}")
        client.head(f"/lezen/{token}/{path}")

    assert desk.row(token).first_read_at is None
    assert desk.mails() == []
    assert "link.read" not in desk.verbs()


def test_the_button_counts_a_reading_and_keeps_the_first_and_the_last_moment(client, desk):
    token = desk.link()

    client.post(f"/lezen/{token}/gelezen/")
    first = desk.row(token)
    response = client.post(f"/lezen/{token}/gelezen/")

    after = desk.row(token)
    assert response["Location"] == f"/lezen/{token}/"
    assert after.first_read_at == first.first_read_at
    assert after.last_read_at > first.last_read_at
    assert desk.verbs().count("link.read") == 1


def test_the_script_of_the_page_gets_an_answer_without_a_page(client, desk):
    token = desk.link()

    assert client.post(f"/lezen/{token}/gelezen/", headers={"X-Reading": "1"}).status_code == 204
    assert desk.row(token).first_read_at is not None


def test_a_form_without_its_own_token_is_refused_and_one_without_an_origin_is_not(desk):
    """A page that sends no referrer sends no origin either; the token alone decides."""
    token = desk.link()
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/lezen/{token}/").content.decode()
    secret = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    url = f"/lezen/{token}/gelezen/"

    forged = client.post(url, headers={"Origin": "null"})
    own = client.post(url, {"csrfmiddlewaretoken": secret}, headers={"Origin": "null"})
    foreign = client.post(url, {"csrfmiddlewaretoken": secret}, headers={"Origin": "https://elders.example"})

    assert (forged.status_code, own.status_code, foreign.status_code) == (403, 302, 403)


def test_a_right_code_makes_this_device_known_and_counts_as_read(client, desk, known):
    token = desk.link()

    known(desk, token)

    (cookie,) = [one for name, one in client.cookies.items() if name.startswith("lezer-")]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/lezen/", True, "Lax")
    assert cookie["max-age"] == 30 * 24 * 3600
    assert desk.row(token).first_read_at is not None
    assert client.get(f"/lezen/{token}/reactie/").status_code == 200


def test_of_code_and_device_only_hashes_are_kept(client, desk, known, as_owner):
    token = desk.link()

    code = known(desk, token)

    (cookie,) = [one.value for name, one in client.cookies.items() if name.startswith("lezer-")]
    with as_owner():
        row = str(vars(LinkCode.objects.get()))
    assert code not in row
    assert cookie not in row


def test_the_cookie_is_for_secure_connections_when_the_page_came_over_one(desk):
    token, client = desk.link(), Client()
    client.post(f"/lezen/{token}/code/", {"besluit": "stuur"}, secure=True)

    client.post(f"/lezen/{token}/code/", {"code": desk.code()}, secure=True)

    assert [one["secure"] for name, one in client.cookies.items() if name.startswith("lezer-")] == [True]


def test_after_five_wrong_tries_the_right_code_does_not_work_either(client, desk):
    token = desk.link()
    client.post(f"/lezen/{token}/code/", {"besluit": "stuur"})
    code = desk.code()

    for _ in range(5):
        assert "klopt niet" in typed(client, token, wrong(code))

    assert "werkt niet meer" in typed(client, token, code)
    assert not [name for name in client.cookies if name.startswith("lezer-")]
    assert "link.code_blocked" in desk.verbs()


def test_a_code_works_ten_minutes(client, desk, later):
    token = desk.link()
    client.post(f"/lezen/{token}/code/", {"besluit": "stuur"})
    code = desk.code()

    later(minutes=11)

    assert "werkt niet meer" in typed(client, token, code)


def test_only_the_last_code_works_and_only_once(client, desk, later):
    token = desk.link()
    client.post(f"/lezen/{token}/code/", {"besluit": "stuur"})
    first = desk.code()
    later(minutes=2)
    client.post(f"/lezen/{token}/code/", {"besluit": "stuur"})
    second = desk.code()

    assert first == second or "klopt niet" in typed(client, token, first)
    assert client.post(f"/lezen/{token}/code/", {"code": second}).status_code == 302
    assert "werkt niet meer" in typed(Client(), token, second)


def test_the_code_of_another_link_does_not_work(client, desk):
    mine, other = desk.link(), desk.link(COLLEAGUE)
    client.post(f"/lezen/{mine}/code/", {"besluit": "stuur"})
    client.post(f"/lezen/{other}/code/", {"besluit": "stuur"})
    if desk.code(READER) == desk.code(COLLEAGUE):
        pytest.skip("one chance in a million")

    assert "klopt niet" in typed(client, mine, desk.code(COLLEAGUE))


def test_a_device_that_is_known_for_one_link_is_not_for_another(client, desk, known):
    mine, other = desk.link(), desk.link(COLLEAGUE)
    known(desk, mine)
    (secret,) = [one.value for name, one in client.cookies.items() if name.startswith("lezer-")]
    client.get(f"/lezen/{other}/")

    assert client.get(f"/lezen/{other}/reactie/")["Location"].startswith(f"/lezen/{other}/code/")

    from procurement.views.reading import _cookie  # noqa: PLC0415 - the name under which it would be believed

    client.cookies[_cookie(other)] = secret
    assert client.get(f"/lezen/{other}/reactie/")["Location"].startswith(f"/lezen/{other}/code/")


def test_a_device_is_forgotten_after_thirty_days(client, desk, known, later):
    token = desk.link()
    known(desk, token)

    later(days=31)

    assert client.get(f"/lezen/{token}/reactie/").status_code == 302


def test_a_minute_gives_one_code_and_a_day_no_more_than_ten(client, desk, later):
    token = desk.link()
    for _ in range(3):
        client.post(f"/lezen/{token}/code/", {"besluit": "stuur"})
    assert len(desk.mails(READER)) == 1

    for _ in range(12):
        later(minutes=2)
        client.post(f"/lezen/{token}/code/", {"besluit": "stuur"})

    assert len(desk.mails(READER)) == 10


def test_a_confidential_document_opens_after_the_code_only(client, secret_desk, known):
    token, paths = secret_desk.link(), ("", "pdf/", "reactie/")

    for path in paths:
        page = client.get(f"/lezen/{token}/{path}", follow=True).content.decode()
        assert "Dit document is vertrouwelijk" in page
        assert "leerroutes" not in page
        assert READER not in page
    known(secret_desk, token)

    assert [client.get(f"/lezen/{token}/{path}").status_code for path in paths] == [200, 200, 200]


def test_a_confidential_document_cannot_be_marked_as_read_without_the_code(client, secret_desk):
    token = secret_desk.link()

    client.post(f"/lezen/{token}/gelezen/")

    assert secret_desk.row(token).first_read_at is None


def test_whoever_gets_a_forwarded_link_reads_but_does_not_react(desk, known):
    token = desk.link()
    known(desk, token, on=Client())
    other = Client()

    page = other.get(f"/lezen/{token}/").content.decode()
    refused = other.post(f"/lezen/{token}/reactie/", {"stance": "AGAINST", "reason": "Nee"})

    assert "Gevraagd besluit" in page
    assert READER not in page
    assert refused["Location"] == f"/lezen/{token}/code/?naar=reactie"
    assert "reaction.given" not in desk.verbs()


def test_a_link_lends_nothing_outside_its_own_pages(client, desk, known):
    token = desk.link()
    known(desk, token)

    assert client.get(f"/rapporten/{desk.report.number}/").status_code == 302
    assert client.get(f"/rapporten/{desk.report.number}/lezers/").status_code == 302
