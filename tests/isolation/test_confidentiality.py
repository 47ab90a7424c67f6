"""What one person answers changes nothing that another municipality can see, until the municipality shares it."""

import random
import re

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inburgering.accounts.context import as_seat
from inburgering.accounts.models import User
from regions.actions import answer as answers
from regions.models import Answer, Seat, Statement, WorkSession
from tests import database
from tests.isolation.conftest import Example
from tests.isolation.test_every_address import BY_NAME, PRIVATE, VALUES, own, signed_in

pytestmark = pytest.mark.django_db

MUNICIPAL = "aalten"  # the person who answers works here; the askers do not
# Pages about the own municipality of the asker, files that only PowerPoint and PDFium make, and acts.
LEFT_OUT = {"figure_file"}
FILTERS = [
    "", "?gemeente=aalten", "?gemeente=doetinchem", "?thema=leslocatie-en-bereikbaarheid", "?weergave=lijst",
    "?gemeente=aalten&weergave=lijst", "?sessie=1", "?groepen=3", "?toon=alles",
]  # fmt: skip
CANARY = "KANARIE-toelichting"
NOT_FOUND = 404
# A form has its own secret, a page the minute it was made in.
CHANGING = re.compile(
    rb'(csrfmiddlewaretoken" value="[^"]+")|(\b\d{1,2}\.\d{2} uur)|(DTSTAMP:\w+)|(\b[0-9a-f]{8}-[0-9a-f-]{27}\b)'
)


def addresses(sample: random.Random, number: int) -> list[tuple[str, int, str]]:
    """Return pages of any session, each with some filter."""
    names = [name for name in PRIVATE if name not in LEFT_OUT]
    return [
        (name, sample.choice([1, 2, 3]), sample.choice(FILTERS))
        for name in sample.sample(names, min(number, len(names)))
    ]


def page(client: Client, example: Example, asked: tuple[str, int, str]) -> HttpResponse:
    name, session, query = asked
    former = VALUES["number"]
    VALUES["number"] = session
    try:
        return client.get(own(example, BY_NAME[name]) + query)
    finally:
        VALUES["number"] = former


def seen(client: Client, example: Example, asked: list[tuple[str, int, str]]) -> list[tuple[int, bytes]]:
    found = []
    client.get("/regios/achterhoek/")  # takes away what a former page had still to say
    for one in asked:
        response = page(client, example, one)
        # A workbook keeps the second in which it was made, and so does a calendar.
        body = (
            b""
            if response.headers["Content-Type"] not in {"text/html; charset=utf-8", "image/svg+xml"}
            else response.content
        )
        found.append((response.status_code, CHANGING.sub(b"", body)))
    return found


def askers(example: Example) -> list[User]:
    return [
        example.users["projectleider"], example.users["adviseur-doetinchem"], example.users["wethouder-doetinchem"],
    ]  # fmt: skip


def change_an_answer(session_number: int, place: int, value: int | None, note: str) -> None:
    """Let a person of Aalten answer otherwise in an open session, without sharing it."""
    with database.as_owner():
        session = WorkSession.objects.get(number=session_number, region__code="AM09")
        WorkSession.objects.filter(pk=session.pk).update(state="OPEN", closed_at=None)
        seats = Seat.objects.filter(session=session, municipality__slug=MUNICIPAL).order_by("pk")
        seat = seats[place % len(seats)]
    with as_seat(seat.pk):
        statement = Statement.objects.for_seat(seat)[place % session.statements.count()]
        former = Answer.objects.for_seat(seat).current().filter(statement=statement).first()
        if former is None:
            return  # a first answer moves the progress, and progress may be seen
        answers.give(
            seat=seat, statement=statement, value=value, is_unknown=value is None, importance="ZWAAR", is_limit=True,
            note=note, replaces=former.revision, by=seat,
        )  # fmt: skip


@settings(
    max_examples=6,
    deadline=None,
    # An example costs a second or two, and the first that fails says which page told.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    seed=st.integers(0, 10**6),
    session=st.sampled_from([1, 2, 3]),
    place=st.integers(0, 40),
    value=st.sampled_from([None, -2, -1, 0, 1, 2]),
)
def test_an_unshared_answer_changes_nothing_for_another_municipality_or_the_leader(
    example: Example, seed: int, session: int, place: int, value: int | None
) -> None:
    asked = addresses(random.Random(seed), 14)  # noqa: S311 - which pages are asked is no secret
    with transaction.atomic():
        change_an_answer(session, place, 0, "")
        clients = [signed_in(user) for user in askers(example)]
        before = [seen(client, example, asked) for client in clients]

        change_an_answer(session, place, value, f"{CANARY} {seed}")

        after = [seen(client, example, asked) for client in clients]
        told = [
            (user.name, *one)
            for user, was, now in zip(askers(example), before, after, strict=True)
            for one, former, later in zip(asked, was, now, strict=True)
            if former != later
        ]
        assert told == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("session", [1, 2, 3])
def test_a_colleague_of_the_same_municipality_does_see_it(example: Example, session: int) -> None:
    """Otherwise the test above would hold for an answer that never changed, or pages that show none."""
    with transaction.atomic():
        change_an_answer(session, 0, 0, "")
        change_an_answer(session, 0, 2, CANARY)

        own_page = ("municipal_answer", session, "")
        assert CANARY in page(signed_in(example.users["adviseur-aalten"]), example, own_page).content.decode()
        assert page(signed_in(example.users["adviseur-doetinchem"]), example, own_page).status_code == NOT_FOUND
        transaction.set_rollback(True)
