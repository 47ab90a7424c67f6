"""Every address about persons, asked by whom it is for, by other roles, by the next gemeente and by nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inburgering.accounts.models import User
from tests.isolation.person_addresses import (
    LEADER_ONLY,
    OPEN,
    OWN_LIST,
    PROVIDER_ONLY,
    QUERY,
    RECEIVER_ONLY,
    absent,
    values,
)
from tests.people import Casework, casework, signed_in
from tests.whole_person import MARK, WholePerson, whole_person

pytestmark = pytest.mark.django_db
POST_ONLY = 405


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        elif pattern.callback.__module__.startswith("trajectories."):
            yield pattern


BY_NAME = {pattern.name: pattern for pattern in patterns() if pattern.name not in OPEN}
DOSSIER = [name for name in BY_NAME if name not in OWN_LIST | PROVIDER_ONLY]


@pytest.fixture(scope="module")
def marked(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[tuple[Casework, WholePerson]]:
    with django_db_blocker.unblock(), transaction.atomic():
        work = casework()
        person = whole_person(work)
        connection.check_constraints()  # now, and not again at the end of every test
        yield work, person
        transaction.set_rollback(True)


def address(name: str, given: dict[str, object]) -> str:
    pattern = BY_NAME[name].pattern
    wanted = set(pattern.converters) | set(pattern.regex.groupindex)
    return reverse(name, kwargs={one: given[one] for one in wanted}) + QUERY.get(name, "").format(**given)


def both_ways(client: Client, url: str) -> list[HttpResponse]:
    return [client.get(url), client.post(url)]


@pytest.mark.parametrize("name", DOSSIER)
def test_the_next_gemeente_gets_what_does_not_exist(marked: tuple[Casework, WholePerson], name: str) -> None:
    """The same 404 for what is there as for what is not, byte for byte, by GET and POST."""
    work, person = marked
    client = signed_in(work.yilmaz)

    for there, nowhere in zip(
        both_ways(client, address(name, values(name, person))), both_ways(client, address(name, absent())), strict=True
    ):
        assert there.status_code in {404, POST_ONLY}
        assert there.content == nowhere.content


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_nobody_is_asked_to_sign_in(marked: tuple[Casework, WholePerson], name: str) -> None:
    for response in both_ways(Client(), address(name, values(name, marked[1]))):
        assert (response.status_code, response.headers.get("Location", "")[:10]) == (302, "/inloggen/")


@pytest.mark.parametrize("name", sorted(BY_NAME))
@pytest.mark.parametrize("role", ["alderman", "adviser", "leader"])
def test_other_roles_of_the_gemeente_and_the_region_never_see_a_person(
    marked: tuple[Casework, WholePerson], name: str, role: str
) -> None:
    work, person = marked
    user: User = {
        "alderman": work.world.alderman("aalten"),
        "adviser": work.world.adviser("aalten"),
        "leader": work.world.leader,
    }[role]

    for response in both_ways(signed_in(user), address(name, values(name, person))):
        body = b"".join(response) if response.streaming else response.content
        assert MARK.encode() not in body
        if name in DOSSIER:
            assert response.status_code in {404, POST_ONLY}


@pytest.mark.parametrize("name", sorted(set(BY_NAME) - PROVIDER_ONLY - RECEIVER_ONLY))
def test_who_it_is_for_reaches_each_address(marked: tuple[Casework, WholePerson], name: str) -> None:
    """Otherwise the tests above would prove nothing."""
    work, person = marked
    client = signed_in(work.nijhof if name in LEADER_ONLY else work.bakker)

    response = client.get(address(name, values(name, person)))

    assert response.status_code in {200, 302, POST_ONLY}
    assert not response.headers.get("Location", "").startswith("/inloggen/")


@pytest.mark.parametrize("name", DOSSIER)
def test_a_colleague_of_another_team_sees_no_mark_before_giving_a_reason(
    marked: tuple[Casework, WholePerson], name: str
) -> None:
    work, person = marked

    for response in both_ways(signed_in(work.elsewhere), address(name, values(name, person))):
        body = b"".join(response) if response.streaming else response.content
        assert response.status_code in {200, 302, 404, POST_ONLY}
        assert MARK.encode() not in body
