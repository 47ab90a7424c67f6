"""Recording what a college or council decided, and taking a record back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from procurement.actions import besluit as acts
from procurement.actions.besluit import Words
from procurement.models import Besluit
from regions.actions.refusal import NotNow
from regions.models import Municipality


@pytest.fixture
def url(shared) -> str:
    return f"/rapporten/{shared.report.number}/besluiten/nieuw/"


def typed(slug: str = "aalten", **changes: str) -> dict[str, str]:
    today = timezone.localdate()
    given = {
        "municipality": slug, "body": "COLLEGE", "decided_on": f"{today.day}-{today.month}-{today.year}",
        "outcome": "AS_ASKED", "text": "", "reference": "Z-2026-0412",
    }  # fmt: skip
    return given | changes


def besluiten(shared) -> list[Besluit]:
    with shared.buying.seen_by("leader"):
        return list(Besluit.objects.order_by("pk"))


@pytest.mark.parametrize("key", ["adviser", "alderman", "leader"])
def test_municipality_and_project_leader_record_a_besluit(client, shared, url, key):
    client.force_login(shared.buying.users[key])

    response = client.post(url, typed())

    assert response.status_code == 302
    (made,) = besluiten(shared)
    assert (made.outcome, made.reference) == ("AS_ASKED", "Z-2026-0412")
    page = client.get(f"/rapporten/{shared.report.number}/").content.decode()
    assert "besloten zoals gevraagd" in page
    assert "Z-2026-0412" in page


def test_after_sharing_every_municipality_reads_the_besluiten_of_others(client, shared, url):
    client.force_login(shared.buying.users["alderman"])
    client.post(url, typed())
    client.force_login(shared.buying.users["neighbour"])

    page = client.get(f"/rapporten/{shared.report.number}/").content.decode()

    assert "besloten zoals gevraagd" in page
    assert f"/rapporten/{shared.report.number}/besluiten/1/intrekken/" not in page


def test_a_municipality_records_for_itself_only(client, shared, url):
    client.force_login(shared.buying.users["alderman"])

    page = client.post(url, typed("doetinchem")).content.decode()

    assert "Kies de gemeente" in page
    assert besluiten(shared) == []


def test_a_stranger_finds_nothing(client, shared, url):
    client.force_login(shared.buying.leader)
    client.post(url, typed())
    client.force_login(shared.buying.users["stranger"])

    for path in ("besluiten/nieuw/", "besluiten.xlsx", "besluiten/1/intrekken/"):
        assert client.get(f"/rapporten/{shared.report.number}/{path}").status_code == 404, path


WRONG: list[tuple[dict[str, str], str]] = [
    ({"decided_on": "31-12-2099"}, "Deze dag moet nog komen"),
    ({"decided_on": "1-1-2020"}, "hoort bij een eerdere versie"),
    ({"decided_on": "31-2-2026"}, "bestaat niet"),
    ({"decided_on": ""}, "Vul de datum in"),
    ({"outcome": "CHANGED"}, "Vul in wat er is besloten"),
    ({"outcome": "REFUSED"}, "Vul in wat er is besloten"),
    ({"body": ""}, "Kies het college of de gemeenteraad"),
    ({"outcome": "ONZIN"}, "Kies wat het besluit is"),
]


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, shared, url):
    client.force_login(shared.buying.users["alderman"])

    for changes, sentence in WRONG:
        page = client.post(url, typed(**changes)).content.decode()

        assert sentence in page
        assert "Z-2026-0412" in page
    assert besluiten(shared) == []


def test_a_double_click_gives_one_besluit(client, shared, url):
    client.force_login(shared.buying.users["alderman"])

    assert [client.post(url, typed()).status_code for _ in range(2)] == [302, 302]

    assert len(besluiten(shared)) == 1


def test_one_body_decides_once_and_the_council_may_decide_too(client, shared, url):
    client.force_login(shared.buying.users["alderman"])
    client.post(url, typed())

    again = client.post(url, typed(outcome="REFUSED", text="Toch niet.")).content.decode()
    council = client.post(url, typed(body="RAAD"))

    assert "trek dat dan eerst in" in again
    assert council.status_code == 302
    assert len(besluiten(shared)) == 2


def test_what_was_put_off_can_still_be_decided(client, shared, url):
    client.force_login(shared.buying.users["alderman"])
    client.post(url, typed(outcome="POSTPONED"))

    assert client.post(url, typed()).status_code == 302


def test_a_besluit_is_taken_back_with_a_reason_and_stays(client, shared, url):
    client.force_login(shared.buying.users["alderman"])
    client.post(url, typed())
    withdraw = f"/rapporten/{shared.report.number}/besluiten/1/intrekken/"

    without = client.post(withdraw, {"reason": " "}).content.decode()
    client.post(withdraw, {"reason": "Verkeerde datum"})

    (made,) = besluiten(shared)
    assert "Vul de reden in" in without
    assert made.withdrawn_because == "Verkeerde datum"
    assert "Verkeerde datum" in client.get(f"/rapporten/{shared.report.number}/").content.decode()
    assert client.get(withdraw).status_code == 404
    assert client.post(url, typed()).status_code == 302


def test_a_neighbour_does_not_take_back_a_besluit(client, shared, url):
    client.force_login(shared.buying.users["alderman"])
    client.post(url, typed())
    client.force_login(shared.buying.users["neighbour"])

    response = client.post(f"/rapporten/{shared.report.number}/besluiten/1/intrekken/", {"reason": "Nee"})

    assert response.status_code == 404
    assert besluiten(shared)[0].withdrawn_at is None


def test_once_all_decided_the_page_says_so_first(client, shared):
    leader = shared.buying.leader
    with shared.buying.seen_by("leader"):
        members = list(
            Municipality.objects.filter(memberships__region=shared.report.region, memberships__valid_to=None)
        )
        for place, one in enumerate(members):
            words = Words("COLLEGE", timezone.localdate(), "CHANGED" if place == 0 else "AS_ASKED", "Een jaar later.")
            acts.take(report=shared.report, municipality=one, words=words, by=leader)
    for key in ("leader", "neighbour"):
        client.force_login(shared.buying.users[key])

        page = client.get(f"/rapporten/{shared.report.number}/").content.decode()

        found = page.index("Alle 8 gemeenten hebben besloten</strong>: 7 zoals gevraagd, 1 met een wijziging.")
        assert found < page.index("Gevraagd besluit")


def test_the_act_refuses_a_day_that_must_still_come_and_one_before_the_report(shared):
    leader, report = shared.buying.leader, shared.report
    with shared.buying.seen_by("leader"):
        aalten = Municipality.objects.get(slug="aalten")
        for day in (timezone.localdate() + timedelta(days=1), date(2020, 1, 1)):
            with pytest.raises(NotNow):
                acts.take(report=report, municipality=aalten, words=Words("RAAD", day, "AS_ASKED"), by=leader)


@pytest.mark.parametrize(("key", "seen_by"), [("leader", "leader"), ("alderman", "alderman")])
def test_recording_leaves_a_trail_at_whoever_recorded(client, shared, url, key, seen_by):
    from inburgering.audit.models import AuditEvent  # noqa: PLC0415

    client.force_login(shared.buying.users[key])
    client.post(url, typed())
    client.post(f"/rapporten/{shared.report.number}/besluiten/1/intrekken/", {"reason": "Verkeerd"})

    with shared.buying.seen_by(seen_by):
        verbs = list(AuditEvent.objects.filter(verb__startswith="besluit.").values_list("verb", flat=True))
    assert sorted(verbs) == ["besluit.recorded", "besluit.withdrawn"]
