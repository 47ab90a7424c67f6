"""The pages around a session: invitations, calendar, trail and messages."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from icalendar import Calendar

from inburgering.accounts.context import as_user
from inburgering.mail.models import Message
from regions.actions import invitation
from regions.actions.invitation import Person
from regions.models.invitation import Invitation
from regions.reports import trail
from tests.factories import World
from tests.regions.around.people import asked, leading, opened

pytestmark = pytest.mark.django_db


def test_the_calendar_holds_nobody_and_is_for_who_may_see_the_session(place: World) -> None:
    session = opened(place)
    asked(place, session)
    address = f"{session.get_absolute_url()}agenda.ics"
    member = Client()
    member.force_login(place.adviser("aalten"), backend="django.contrib.auth.backends.ModelBackend")

    response = member.get(address)

    file = Calendar.from_ical(response.content)
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert file.errors == []
    assert "jo@" not in response.content.decode()
    assert "ATTENDEE" not in response.content.decode()
    assert file.events[0].start == session.starts_at
    undated = opened(place, answer_in=None)
    assert leading(place).get(f"{undated.get_absolute_url()}agenda.ics").status_code == 404


def test_pasting_checking_and_sending_in_pages(place: World) -> None:
    session = opened(place)
    client, base = leading(place), f"{session.get_absolute_url()}uitnodigen/"
    assert "Nog niemand is uitgenodigd." in client.get(base).content.decode()
    empty = client.post(f"{base}controleren/", {"addresses": " "})
    assert "Plak minstens 1 e-mailadres" in empty.content.decode()

    checked = client.post(f"{base}controleren/", {"addresses": "Jo Smit <jo@aalten.nl>; bo@elders.nl\nwim@aalten,nl"})
    page = checked.content.decode()
    assert "bedoel je wim@aalten.nl?" in page
    assert '<option value="GM0197" selected>Aalten</option>' in page
    rows = {"email": ["jo@aalten.nl", "bo@elders.nl"], "name_0": "Jo Smit", "municipality_0": "GM0197"}
    refused = client.post(f"{base}toevoegen/", rows | {"addresses": "wim@aalten,nl"})
    assert "Kies de gemeente van bo@elders.nl" in refused.content.decode()
    assert "wim@aalten,nl" in refused.content.decode()
    again = client.post(f"{base}controleren/", rows | {"municipality_1": "GM0294", "addresses": "wim@aalten.nl"})
    assert [one.email for one in again.context["people"].people] == ["jo@aalten.nl", "bo@elders.nl", "wim@aalten.nl"]

    done = client.post(f"{base}toevoegen/", rows | {"municipality_1": "GM0294", "addresses": "wim@aalten,nl"})
    assert done.headers["Location"] == base
    after = client.get(base).content.decode()
    assert "2 mensen zijn uitgenodigd, 0 daarvan doen mee." in after
    assert "wim@aalten,nl</textarea>" in after, "what has to be mended waits in the field"
    one = client.get(f"{base}1/")
    assert "Uitnodiging van Jo Smit" in one.content.decode()
    moved = {"name": "Jo", "municipality": "GM1876", "expected_version": 1}
    assert client.post(f"{base}1/", moved).status_code == 302
    assert "net gewijzigd" in client.post(f"{base}1/", moved).content.decode()
    for wish in ("stop", "hervat", "herinner", "trek-in"):
        assert client.post(f"{base}1/besluit/", {"besluit": wish}).status_code == 302
    assert client.get(f"{base}respons.xlsx").content[:2] == b"PK"
    assert "Ingetrokken" in client.get(base).content.decode()


def test_a_stranger_and_a_municipality_see_no_addresses(place: World) -> None:
    session = opened(place)
    asked(place, session)
    member = Client()
    member.force_login(place.adviser("aalten"), backend="django.contrib.auth.backends.ModelBackend")
    base = session.get_absolute_url()

    for address in (f"{base}uitnodigen/", f"{base}uitnodigen/1/", f"{base}uitnodigen/respons.xlsx", f"{base}spoor/",
                    f"{base}spoor.xlsx", f"{place.region.get_absolute_url()}berichten/"):  # fmt: skip
        assert member.get(address).status_code == 404
        assert leading(place).get(address).status_code == 200
    with as_user(place.adviser("aalten").pk):
        assert not Invitation.objects.exists()
        assert not Message.objects.exists()


def test_the_trail_tells_it_all_newest_first(place: World) -> None:
    session = opened(place)
    asked(place, session)
    with as_user(place.leader.pk):
        told = trail.build(session)
        assert [row.sentence for row in told.rows[:2]] == [
            "verstuurde uitnodigingen (2)", "voegde mensen toe om uit te nodigen (2)",
        ]  # fmt: skip
        assert told.rows[-1].sentence == "maakte de werksessie, met 4 stellingen"
        assert trail.build(session, who="niemand").rows == []
        assert {row.kind for row in trail.build(session, kind="Berichten").rows} == {"Berichten"}
    page = leading(place).get(f"{session.get_absolute_url()}spoor/?soort=Berichten").content.decode()
    assert "verstuurde uitnodigingen (2)" in page
    assert "jo@aalten.nl" not in page


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(
    place: World, django_assert_max_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    session = opened(place)
    client, base = leading(place), f"{session.get_absolute_url()}uitnodigen/"
    with as_user(place.leader.pk):
        many = [Person(f"p{number}@aalten.nl", "", "GM0197") for number in range(30)]
        invitation.invite(session=session, people=many, by=place.leader)

    with django_assert_max_num_queries(30):
        client.get(base)
    with django_assert_max_num_queries(20):
        client.get(f"{session.get_absolute_url()}spoor/")
