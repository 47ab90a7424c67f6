"""Every address of the product, asked by the one it is for, by nobody and by a stranger."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inburgering.accounts.models import User
from tests.isolation.conftest import Example

pytestmark = pytest.mark.django_db

# Open to everybody, each for a reason.
OPEN = {
    "home", "login", "help", "accessibility", "privacy", "about_data", "security_txt", "health",
    "open_demonstration", "switch_role", "remove_demonstration", "choose_region",  # trying only, never in production
    "join", "take_seat", "go_on_elsewhere", "answer_statement", "all_statements", "check_answers", "share_answers",
    "receipt", "show_own_position", "give_seat_facts", "choose_seat_tasks",  # guests: the seat cookie decides
    "read_link", "read_pdf", "mark_read", "read_code", "react_by_link", "ask_new_link",  # the link itself decides
    "accept_invitation",  # and so does this one
}  # fmt: skip
# A page of one's own, whoever one is, or a fixed way on: nothing in the address to steal.
PERSONAL = {"roles", "list_reports", "logout", "session_results"}
STOP_ASKING = 286  # a progress fragment that is ready
# A proposal of its own: there is nothing to compare for one that was solved and not changed.
# Nor is there a file of a run that nobody asked for.
NOT_THERE_YET = {"compare_subregions", "export_robustness"}
# What the addresses of the example are made of. Another region's member asks for exactly these.
VALUES = {
    "figure": "verschillen", "extension": "svg",
    "region_slug": "achterhoek", "number": 1, "proposal_number": 1, "statement_number": 1, "code": "ABCDEF",
    "token": "x", "key": "price_b1", "municipality_slug": "aalten", "audience": "aalten", "how": "ambtelijk",
    "plan_number": 1, "component_slug": "b1-route", "reader_number": 1, "besluit_number": 1,
    "invitation_number": 1, "message_number": 1, "action_number": 1,
    "process_number": 1, "principle_number": 1, "conversation_number": 1, "interlude_number": 1, "statement_key": "S01",
}  # fmt: skip
ABSENT = VALUES | {
    "region_slug": "bestaat-niet", "number": 999, "proposal_number": 999, "document_number": "D-BESTAAT9",
    "plan_number": 999, "reader_number": 999, "besluit_number": 999,
    "municipality_slug": "bestaat-niet", "audience": "bestaat-niet", "key": "bestaat-niet",
}  # fmt: skip
POST_ONLY = 405


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        elif not is_about_persons(pattern):
            yield pattern


def is_about_persons(pattern: URLPattern) -> bool:
    """Those are asked in test_every_person_address.py, of a person about whom everything is known."""
    module = pattern.callback.__module__
    return module.startswith("trajectories.") and module != "trajectories.views.demonstration"


NAMES = [pattern.name for pattern in patterns()]
PRIVATE = [name for name in NAMES if name not in OPEN | PERSONAL]


def address(pattern: URLPattern, values: dict[str, object]) -> str:
    wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
    return reverse(pattern.name, kwargs={name: values[name] for name in wanted})


def own(example: Example, pattern: URLPattern) -> str:
    values = VALUES | {
        "document_number": example.document.number, "start": example.start.pk, "signaal": example.signaal.pk,
    }  # fmt: skip
    if "contracten/" in str(pattern.pattern):
        values["number"] = example.start.contract.number
    if str(pattern.pattern).lstrip("^").startswith("rapporten/"):
        values["number"] = example.report.number
    return address(pattern, values)


def absent(pattern: URLPattern) -> str:
    values = ABSENT | {"start": 999_999, "signaal": 999_999}
    if "contracten/" in str(pattern.pattern):
        values["number"] = "C-BESTAAT9"
    if str(pattern.pattern).lstrip("^").startswith("rapporten/"):
        values["number"] = "R-BESTAAT9"
    return address(pattern, values)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def both_ways(client: Client, url: str) -> list[HttpResponse]:
    return [client.get(url), client.post(url)]


BY_NAME = {pattern.name: pattern for pattern in patterns()}


def test_every_address_has_a_name_of_its_own() -> None:
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", PRIVATE)
def test_a_stranger_gets_the_page_of_what_does_not_exist(example: Example, name: str) -> None:
    """Member of another region: the same 404 for what is there as for what is not, byte for byte, by GET and POST."""
    client = signed_in(example.stranger.leader)

    for there, nowhere in zip(
        both_ways(client, own(example, BY_NAME[name])), both_ways(client, absent(BY_NAME[name])), strict=True
    ):
        assert there.status_code in {404, POST_ONLY}
        assert there.status_code == nowhere.status_code
        assert there.content == nowhere.content
    assert 404 in {response.status_code for response in both_ways(client, own(example, BY_NAME[name]))}


@pytest.mark.parametrize("name", [*PRIVATE, "roles", "list_reports"])
def test_nobody_is_asked_to_sign_in(example: Example, name: str) -> None:
    url = own(example, BY_NAME[name])

    for response in both_ways(Client(), url):
        assert (response.status_code, response.headers.get("Location", "")[:10]) == (302, "/inloggen/")


@pytest.mark.parametrize("name", [name for name in PRIVATE if name not in NOT_THERE_YET])
def test_the_leader_reaches_each_address(example: Example, name: str) -> None:
    """Otherwise the tests above would prove nothing."""
    if name in {
        "municipal_answer",
        "set_municipal_answer",
        "share_municipal_answers",
        "decide_own_seat",
        "settle_answers",
        "confirm_wording",
        "give_facts",
        "choose_tasks",
    }:
        client = signed_in(example.users["adviseur-aalten"])
    elif name in {
        "reopen_sheet",
        "react",
        "withdraw_counts",
    }:  # adopted in the example, so the board takes it back; and only it reacts
        client = signed_in(example.users["wethouder-aalten"])
    else:
        client = signed_in(example.leader)

    response = client.get(own(example, BY_NAME[name]))

    assert response.status_code in {200, 302, STOP_ASKING, POST_ONLY}


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_addresses_show_a_stranger_nothing_of_the_example(example: Example, name: str) -> None:
    url = own(example, BY_NAME[name])

    body = Client().get(url).content.decode(errors="replace")

    assert "Maaike Hoekman" not in body
    assert example.report.number not in body


def test_another_municipality_reads_its_own_report_only(example: Example) -> None:
    aalten, doetinchem = signed_in(example.users["wethouder-aalten"]), signed_in(example.users["wethouder-doetinchem"])
    url = reverse("show_document", args=[example.report.number, example.document.number])

    assert aalten.get(url).content == b"%PDF-1.7"
    assert doetinchem.get(url).status_code == 404


def test_every_response_carries_the_strict_policy(example: Example) -> None:
    client = signed_in(example.leader)
    urls = [own(example, pattern) for pattern in patterns()] + ["/bestaat-niet/", "/static/bestaat-niet.css"]
    loose = []

    for url in urls:
        for response in [client.get(url), client.post(url)] if url != "/uitloggen/" else [client.get(url)]:
            policy = response.headers.get("Content-Security-Policy", "")
            if "default-src 'none'" not in policy or "unsafe" in policy or "frame-ancestors 'none'" not in policy:
                loose.append((url, response.status_code, policy))
            if url.startswith("/voorbeeld/") or url == "/begin/":
                break

    assert loose == []


def test_trace_and_options_tell_nothing(example: Example) -> None:
    client = signed_in(example.leader)
    talkative = [
        (url, method)
        for url in (own(example, pattern) for pattern in patterns() if pattern.name != "login")  # signed in: sent on
        for method in ("TRACE", "OPTIONS", "PUT", "DELETE")
        if client.generic(method, url).status_code not in {404, 405}
    ]

    assert talkative == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"security_txt", "health"}])
def test_pages_have_one_heading_a_title_and_a_way_to_the_content(example: Example, name: str) -> None:
    client = signed_in(example.leader)
    response = client.get(own(example, BY_NAME[name]))
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return
    body = response.content.decode()
    if "<html" not in body:
        return

    assert '<html lang="nl">' in body
    assert len(re.findall(r"<h1[ >]", body)) == 1
    assert 'href="#inhoud"' in body or "rs-beamer" in body
    assert re.search(r"<title>\s*\S+", body)
