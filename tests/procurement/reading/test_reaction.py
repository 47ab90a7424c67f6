"""Reacting to a report: three choices, a reason where it is needed, and never a besluit."""

import re

import pytest

from inburgering.audit.models import AuditEvent
from procurement.actions import reaction as acts
from procurement.models import Reaction
from regions.actions.refusal import NotNow
from tests.procurement.reading.conftest import COLLEAGUE, READER
from tests.procurement.reports.conftest import document_for

IF = {"stance": "FOR_IF", "reason": "Mits de les in Aalten blijft."}


def reactions(desk) -> list[tuple[str, str, str]]:
    with desk.buying.seen_by("leader"):
        return list(Reaction.objects.order_by("pk").values_list("stance", "reason", "given_by"))


def test_the_addressee_reacts_after_the_code(client, desk, known):
    token = desk.link()
    known(desk, token)

    response = client.post(f"/lezen/{token}/reactie/", IF)

    assert response["Location"] == f"/lezen/{token}/"
    assert IF["reason"] in client.get(f"/lezen/{token}/").content.decode()
    assert reactions(desk) == [("FOR_IF", IF["reason"], READER)]
    assert desk.verbs()[-1] == "reaction.given"


def test_the_page_says_that_a_reaction_is_no_besluit_and_who_sees_it(client, desk, known):
    token = desk.link()
    known(desk, token)

    page = client.get(f"/lezen/{token}/reactie/").content.decode()

    assert "Een reactie is geen besluit." in page
    assert "De projectleider van de regio en de eigen gemeente. Andere gemeenten niet." in page


def test_a_reason_is_asked_where_it_is_needed_and_what_was_chosen_stays(client, desk, known):
    token = desk.link()
    known(desk, token)

    for stance in ("FOR_IF", "AGAINST"):
        page = client.post(f"/lezen/{token}/reactie/", {"stance": stance, "reason": "  "}).content.decode()

        assert "Vul de reden in" in page
        assert "<title>Fout: " in page
        assert re.search(rf'value="{stance}"[^>]* checked', page)
    assert reactions(desk) == []


def test_a_change_is_a_new_row_and_the_former_stays(client, desk, known):
    token = desk.link()
    known(desk, token)

    client.post(f"/lezen/{token}/reactie/", {"stance": "FOR"})
    client.post(f"/lezen/{token}/reactie/", IF)
    page = client.get(f"/lezen/{token}/reactie/").content.decode()

    assert [stance for stance, _, _ in reactions(desk)] == ["FOR", "FOR_IF"]
    assert page.index("Ik kan instemmen, mits</span>") < page.rindex("Ik kan instemmen</span>")
    assert page.count("deze telt") == 1


def test_a_double_click_gives_one_reaction(client, desk, known):
    token = desk.link()
    known(desk, token)

    client.post(f"/lezen/{token}/reactie/", IF)
    client.post(f"/lezen/{token}/reactie/", IF)

    assert len(reactions(desk)) == 1


def test_what_one_reader_said_is_not_shown_to_another(client, desk, known):
    token, other = desk.link(), desk.link(COLLEAGUE)
    known(desk, token)
    client.post(f"/lezen/{token}/reactie/", IF)
    client.cookies.clear()

    assert IF["reason"] not in client.get(f"/lezen/{token}/").content.decode()
    known(desk, other, COLLEAGUE)
    assert IF["reason"] not in client.get(f"/lezen/{other}/reactie/").content.decode()


def test_an_alderman_reacts_with_an_account_and_colleagues_read_it(client, shared):
    client.force_login(shared.buying.users["alderman"])
    url = f"/rapporten/{shared.report.number}/reactie/"

    assert client.get(url).status_code == 200
    assert client.post(url, IF).status_code == 302

    client.force_login(shared.buying.users["adviser"])
    page = client.get(f"/rapporten/{shared.report.number}/").content.decode()
    assert IF["reason"] in page
    assert "Wijzig je reactie" not in page


def test_another_municipality_does_not_read_a_reaction(client, shared):
    client.force_login(shared.buying.users["alderman"])
    client.post(f"/rapporten/{shared.report.number}/reactie/", IF)
    client.force_login(shared.buying.users["neighbour"])

    page = client.get(f"/rapporten/{shared.report.number}/").content.decode()

    assert "Doetinchem" in page
    assert IF["reason"] not in page


def test_who_may_not_react_gets_the_page_of_what_does_not_exist(client, shared):
    for key in ("leader", "adviser", "stranger"):
        client.force_login(shared.buying.users[key])

        assert client.get(f"/rapporten/{shared.report.number}/reactie/").status_code == 404
        assert client.post(f"/rapporten/{shared.report.number}/reactie/", IF).status_code == 404
    assert reactions(shared) == []


def test_before_sharing_there_is_nothing_to_react_to(client, desk):
    client.force_login(desk.buying.users["alderman"])

    assert client.post(f"/rapporten/{desk.report.number}/reactie/", IF).status_code == 404


def test_the_act_itself_refuses_what_makes_no_sense(shared):
    alderman = shared.buying.users["alderman"]
    document = document_for(shared.buying, shared.report, "aalten")
    given = {"document": document, "municipality": document.municipality, "by": alderman}

    with shared.buying.seen_by("alderman"):
        with pytest.raises(NotNow, match="drie reacties"):
            acts.give(stance="MISSCHIEN", reason="", **given)
        with pytest.raises(NotNow, match="reden"):
            acts.give(stance="AGAINST", reason=" ", **given)


def test_a_reaction_with_an_account_leaves_its_trail_at_the_municipality(client, shared):
    client.force_login(shared.buying.users["alderman"])
    client.post(f"/rapporten/{shared.report.number}/reactie/", IF)

    with shared.buying.seen_by("alderman"):
        (event,) = AuditEvent.objects.filter(verb="reaction.given")
    assert event.details["stance"] == "FOR_IF"
    assert IF["reason"] not in str(event.details)
