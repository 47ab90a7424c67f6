"""Giving share links to readers: what they open, until when, and who gets mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inburgering.accounts.models import Organisation
from inburgering.mail.models import Message
from inburgering.mail.tasks import send_due
from procurement.actions import link as acts
from procurement.reports import link_secret
from regions.actions.refusal import NotNow
from tests.procurement.reading.conftest import COLLEAGUE, ELSEWHERE, READER
from tests.procurement.reports.conftest import document_for

HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def test_a_link_shows_what_is_asked_in_one_page_without_signing_in(client, desk):
    """T12: from the mail to the asked decision takes one click."""
    response = client.get(f"/lezen/{desk.link()}/")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Gevraagd besluit" in page
    assert "Deel de gemeente Aalten in bij subregio Oost." in page
    assert "Gemeenten bekijken" not in page
    assert 'aria-label="Hoofdmenu"' not in page


def test_the_pdf_of_a_link_is_the_one_document(client, desk):
    response = client.get(f"/lezen/{desk.link()}/pdf/")

    assert response["Content-Type"] == "application/pdf"
    assert "Aalten" in response["Content-Disposition"]
    assert b"Doetinchem v1" not in response.content


def test_every_page_of_a_link_keeps_its_address_to_itself(client, desk):
    for token in (desk.link(), "verzonnen"):
        for path in ("", "pdf/", "code/", "reactie/", "nieuw/", "onzin/"):
            response = client.get(f"/lezen/{token}/{path}")

            assert {name: response[name] for name in HEADERS} == HEADERS, path
            assert "no-store" in response["Cache-Control"], path


def test_expired_revoked_and_invented_links_look_exactly_the_same(desk):
    expired, revoked = desk.link(), desk.link(COLLEAGUE)
    desk.change(expired, expires_at=timezone.now() - timedelta(days=1))
    desk.change(revoked, revoked_at=timezone.now())

    for path in ("", "pdf/", "code/", "reactie/"):
        answers = [Client().get(f"/lezen/{token}/{path}") for token in (expired, revoked, "verzonnen")]

        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert "Deze link is verlopen" in answers[0].content.decode()
        assert {tuple(answer.items()) for answer in answers} == {tuple(answers[0].items())}


def test_nothing_can_be_done_with_a_link_that_was_taken_back(client, desk, known):
    token = desk.link()
    known(desk, token)
    with desk.buying.seen_by("leader"):
        acts.revoke(link=desk.row(token), by=desk.buying.leader)

    answers = [client.post(f"/lezen/{token}/{path}", {"stance": "FOR"}) for path in ("reactie/", "gelezen/", "code/")]

    assert {answer.status_code for answer in answers} == {404}


def test_a_second_click_gives_no_second_link_and_no_second_mail(desk):
    first, second = desk.link(is_mailed=True), desk.link(is_mailed=True)

    assert first == second
    assert len(desk.mails(READER)) == 1
    assert desk.verbs().count("link.made") == 1


def test_the_mail_says_what_is_asked_when_and_how_long_it_takes(desk):
    token = desk.link(is_mailed=True)

    (mail,) = desk.mails(READER)
    assert mail.subject.startswith(f"Ter besluit voor {desk.report.decide_on.day} ")
    assert re.search(r": inkoop leerroutes \([1-3] minu(ut|ten) leestijd\)$", mail.subject)
    assert f"/lezen/{token}/" in mail.body
    assert "Een reactie is geen besluit." in mail.body


def test_what_is_kept_of_a_mail_opens_nothing(client, desk, as_owner, mailoutbox):
    with as_owner():
        Organisation.objects.update(is_demonstration=False)
    token = desk.link(is_mailed=True)
    client.post(f"/lezen/{token}/code/", {"besluit": "stuur"})
    code = desk.code()
    with as_owner():  # to PostgreSQL it is as late as when the test began
        Message.objects.update(send_after=timezone.now() - timedelta(hours=1))

    send_due()

    assert sorted(token in one.body or code in one.body for one in mailoutbox) == [True, True]
    kept = "".join(mail.subject + mail.body for mail in desk.mails(READER))
    assert token not in kept
    assert code not in kept


def test_of_a_confidential_report_the_mail_names_nothing(secret_desk):
    secret_desk.link(is_mailed=True)

    (mail,) = secret_desk.mails(READER)
    assert "leerroutes" not in mail.subject + mail.body
    assert "vertrouwelijk document" in mail.subject


def test_the_secret_of_a_link_is_kept_as_a_hash_only(desk):
    token = desk.link()

    row = desk.row(token)
    assert token not in {str(value) for value in vars(row).values()}
    assert len(token) == 32


def test_a_link_of_before_another_secret_key_still_opens_but_is_not_repeated(client, desk, settings):
    former = desk.link()
    settings.SECRET_KEY = "een-andere-sleutel"

    assert desk.link() != former
    assert client.get(f"/lezen/{former}/").status_code == 200


def test_a_link_of_which_the_document_is_not_ready_is_refused(desk):
    document = document_for(desk.buying, desk.report, "winterswijk")

    with desk.buying.seen_by("leader"), pytest.raises(NotNow, match="nog niet klaar"):
        acts.make(document=document, addressees=[READER], is_mailed=False, by=desk.buying.leader)


def test_a_link_can_be_lengthened_and_one_that_was_taken_back_can_not(client, desk):
    token = desk.link()
    desk.change(token, expires_at=timezone.now() - timedelta(days=1))
    with desk.buying.seen_by("leader"):
        acts.renew(link=desk.row(token), by=desk.buying.leader)
    assert client.get(f"/lezen/{token}/").status_code == 200

    with desk.buying.seen_by("leader"):
        acts.revoke(link=desk.row(token), by=desk.buying.leader)
        with pytest.raises(NotNow, match="ingetrokken"):
            acts.renew(link=desk.row(token), by=desk.buying.leader)


def test_taking_a_link_back_stops_the_mail_that_still_waits(desk):
    token = desk.link(is_mailed=True)

    with desk.buying.seen_by("leader"):
        acts.revoke(link=desk.row(token), by=desk.buying.leader)

    assert desk.mails(READER)[0].cancelled_at is not None
    assert desk.verbs()[-1] == "link.revoked"


def test_whoever_holds_an_expired_link_gets_its_addressee_another_one(client, desk):
    token = desk.link()
    desk.change(token, expires_at=timezone.now() - timedelta(days=1))

    for _ in range(3):
        response = client.post(f"/lezen/{token}/nieuw/")

    (mail,) = desk.mails(READER)
    other = mail.body.split("/lezen/")[1].split("/")[0]
    assert response.status_code == 302
    assert other != token
    assert client.get(f"/lezen/{other}/").status_code == 200
    assert client.get(f"/lezen/{token}/").status_code == 404


def test_asking_a_new_link_tells_nothing_about_the_old_one(desk):
    standing, expired, revoked = desk.link(), desk.link(COLLEAGUE), desk.link(ELSEWHERE, "doetinchem")
    desk.change(expired, expires_at=timezone.now() - timedelta(days=1))
    desk.change(revoked, revoked_at=timezone.now(), expires_at=timezone.now() - timedelta(days=1))

    answers = [Client().post(f"/lezen/{one}/nieuw/", follow=True) for one in (standing, expired, revoked, "verzonnen")]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert [mail.recipient for mail in desk.mails()] == [COLLEAGUE]


def test_a_link_that_expired_more_than_a_year_ago_gets_no_successor(client, desk):
    token = desk.link()
    desk.change(token, expires_at=timezone.now() - timedelta(days=366))

    client.post(f"/lezen/{token}/nieuw/")

    assert desk.mails() == []


def test_a_token_follows_from_more_than_the_address_of_its_reader(desk):
    assert desk.link() != desk.link(slug=None)
    assert link_secret.hashed("a") != link_secret.hashed("b")
