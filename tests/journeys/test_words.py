"""Every page about persons as a reader meets it: Dutch dates and words, and one form of address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import transaction
from django.test import Client

from inburgering.accounts.models import User
from tests.isolation.person_addresses import LEADER_ONLY, PROVIDER_ONLY, RECEIVER_ONLY, values
from tests.isolation.test_every_person_address import BY_NAME, address
from tests.people import Casework, casework, signed_in
from tests.whole_person import WholePerson, whole_person

pytestmark = pytest.mark.django_db
NOT_DUTCH = {
    "datum": r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b20\d\d-\d\d-\d\d\b",
    "getal": r"\b\d{1,3}(?:,\d{3})+\.\d|\b\d{1,3}(?:,\d{3}){2,}\b",
    "tijd": r"\b\d{1,2}(?::\d\d)? ?(?:AM|PM|a\.m\.|p\.m\.)",
    "dag of maand": r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|June|July|October)\b",
    "Engels": r"\b(?:submit|cancel|delete|save|edit|search|login|logout|dashboard|true|false|None|null|undefined)\b",
}
BANNED = (
    r"\b(?:oeps|sorry|helaas|ongeldige?|fout opgetreden|alstublieft|gelieve|verplicht veld|succesvol|export|matchen|"
    r"cliënt(?:en)?|vergunninghouders?|dient te|tevens|reeds|inzake|middels|indien|klik hier|case)\b"
)
# What is said to the inburgeraar by the municipality says u, on a page that a klantregisseur reads.
SAYS_U = {
    "show_pip_letter": "the letter itself",
    "sign_pip": "what one signs",
    "confirm_signing": "what one signs",
    "export_person": "the document that the inburgeraar gets",
}


@pytest.fixture(scope="module")
def marked(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[tuple[Casework, WholePerson]]:
    with django_db_blocker.unblock(), transaction.atomic():
        work = casework()
        yield work, whole_person(work)
        transaction.set_rollback(True)


def seen(page: str) -> str:
    """Return the words of the main part: no attributes, no script, nothing that somebody typed in a field."""
    main = page.partition("<main")[2].partition("</main>")[0]
    main = re.sub(r"<(script|style|svg|textarea|template|code)\b.*?</\1>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def opened(client: Client, url: str) -> str:
    """Return the whole page behind this address; "" when it is something else."""
    response = client.get(url)
    if response.status_code != 200 or response.streaming or b"<html" not in response.content:
        return ""
    return response.content.decode()


def reader(work: Casework, name: str) -> User:
    return work.nijhof if name in LEADER_ONLY else work.bakker


READABLE = sorted(set(BY_NAME) - PROVIDER_ONLY - RECEIVER_ONLY)


@pytest.mark.parametrize("name", READABLE)
def test_a_page_speaks_dutch_in_the_words_of_the_house(marked: tuple[Casework, WholePerson], name: str) -> None:
    """K3 and K4."""
    work, person = marked
    text = seen(opened(signed_in(reader(work, name)), address(name, values(name, person))))

    for what, pattern in NOT_DUTCH.items():
        assert not re.findall(pattern, text), what
    assert not re.findall(BANNED, text, flags=re.IGNORECASE)
    if name not in SAYS_U:
        je, u = (re.findall(words, text) for words in (r"\b(?:[Jj]e|[Jj]ij|[Jj]ouw)\b", r"\b(?:[Uu]|[Uu]w)\b"))
        assert not (je and u), text


def test_there_is_something_to_read(marked: tuple[Casework, WholePerson]) -> None:
    """Otherwise the test above could not fail."""
    work, person = marked
    pages = [opened(signed_in(reader(work, name)), address(name, values(name, person))) for name in READABLE]

    assert sum(len(seen(page)) > 100 for page in pages) > 50
