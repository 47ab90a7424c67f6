"""Signing in with e-mail address and password, and the lock after five mistakes."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from inburgering.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "een lang wachtwoord 7"
SENTENCE = "horen niet bij elkaar"


@pytest.fixture
def adviser() -> User:
    return User.objects.create_user("Sanne@Aalten.example", PASSWORD, name="Sanne")


def sign_in(client: Client, email: str, password: str) -> object:
    return client.post("/inloggen/", {"username": email, "password": password})


def test_a_member_signs_in_whatever_the_case_of_the_address(adviser: User, client: Client) -> None:
    response = sign_in(client, "SANNE@aalten.example", PASSWORD)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(adviser.pk)


def test_passwords_are_kept_with_argon2(adviser: User) -> None:
    assert identify_hasher(adviser.password).algorithm == "argon2"


def test_unknown_address_and_wrong_password_get_the_same_sentence(adviser: User, client: Client) -> None:
    wrong = sign_in(client, adviser.email, "iets anders dat lang is").content.decode()
    unknown = sign_in(client, "niemand@aalten.example", PASSWORD).content.decode()

    assert SENTENCE in wrong
    assert SENTENCE in unknown
    assert adviser.email in wrong  # what was typed stays


def test_a_sixth_mistake_is_locked_and_so_is_the_right_password(adviser: User, client: Client) -> None:
    for _ in range(5):
        sign_in(client, adviser.email, "fout wachtwoord")

    assert sign_in(client, adviser.email, "fout wachtwoord").status_code == 429
    assert sign_in(client, adviser.email, PASSWORD).status_code == 429


def test_a_colleague_behind_the_same_address_can_still_sign_in(adviser: User, client: Client) -> None:
    User.objects.create_user("bas@aalten.example", PASSWORD, name="Bas")
    for _ in range(6):
        sign_in(client, adviser.email, "fout wachtwoord")

    assert sign_in(client, "bas@aalten.example", PASSWORD).status_code == 302


def test_somebody_who_left_cannot_sign_in(adviser: User, client: Client) -> None:
    User.objects.filter(pk=adviser.pk).update(is_active=False)

    assert SENTENCE in sign_in(client, adviser.email, PASSWORD).content.decode()


def test_signing_out_takes_a_post(adviser: User, client: Client) -> None:
    client.force_login(adviser, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/uitloggen/").status_code == 405
    assert client.post("/uitloggen/").status_code == 302
    assert "_auth_user_id" not in client.session
