"""Agreement and signature: recorded in three ways, confirmed apart, and never a condition."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inburgering.accounts.context import as_user
from tests.factories import TODAY
from tests.people import Casework, signed_in
from tests.trajectories.pip.conftest import drafted, established, fresh
from trajectories.actions import pip as acts
from trajectories.actions import pip_signing
from trajectories.actions.refusal import NotNow
from trajectories.models import Draft, PersonFile, Trajectory

SCAN = b"%PDF-1.7 getekend"


def test_signing_on_the_screen_is_confirmed_on_a_page_of_its_own(work: Casework, amina: Trajectory) -> None:
    made = drafted(work, amina)
    client = signed_in(work.bakker)
    url = reverse("sign_pip", args=[amina.number, 1])
    confirm = reverse("confirm_signing", args=[amina.number, 1])

    half = client.post(url, {"understood": "on", "name": "Amina Haddad"})
    assert half.status_code == 422
    assert "Vink aan dat de inburgeraar dit plan tekent" in half.content.decode()
    typed = {"understood": "on", "agrees": "on", "name": "Amina Haddad", "with_interpreter": "on"}
    assert client.post(url, typed)["Location"] == confirm
    assert fresh(work.bakker, made).signed_at is None
    assert "Teken het plan" in client.get(confirm).content.decode()
    client.post(confirm)

    after = fresh(work.bakker, made)
    assert (after.signed_how, after.signed_name, after.with_interpreter) == ("SCREEN", "Amina Haddad", True)
    assert after.agreement == "AGREES"
    with as_user(work.bakker.pk):
        assert not Draft.objects.exists()


def test_what_changed_after_the_explanation_is_read_again(work: Casework, amina: Trajectory) -> None:
    made = drafted(work, amina)
    client = signed_in(work.bakker)
    typed = {"understood": "on", "agrees": "on", "name": "Amina Haddad"}
    client.post(reverse("sign_pip", args=[amina.number, 1]), typed)
    with as_user(work.dewit.pk):
        acts.save(pip=made, columns={"map_hours": 60}, expected_version=made.version, on=TODAY, by=work.dewit)

    client.post(reverse("confirm_signing", args=[amina.number, 1]))
    assert fresh(work.bakker, made).signed_at is None


def test_a_change_takes_the_signature_back(work: Casework, amina: Trajectory) -> None:
    made = drafted(work, amina)
    with as_user(work.bakker.pk):
        signed = pip_signing.sign(pip=made, how="SCREEN", name="Amina", on=TODAY, by=work.bakker)
        acts.save(pip=signed, columns={"map_hours": 60}, expected_version=signed.version, on=TODAY, by=work.bakker)

    after = fresh(work.bakker, made)
    assert (after.signed_at, after.agreement, after.map_hours) == (None, "", 60)


def test_signing_on_paper_keeps_the_scan(work: Casework, amina: Trajectory) -> None:
    made = established(work, amina)
    url = reverse("sign_on_paper", args=[amina.number, 1])
    client = signed_in(work.bakker)

    wrong = client.post(url, {"name": "Amina", "scan": SimpleUploadedFile("plan.pdf", b"MZ een programma")})
    assert wrong.status_code == 422
    assert "Kies een PDF of een foto" in wrong.content.decode()
    client.post(url, {"name": "Amina", "scan": SimpleUploadedFile("plan.pdf", SCAN)})

    after = fresh(work.bakker, made)
    assert (after.signed_how, after.signed_name) == ("PAPER", "Amina")
    with as_user(work.bakker.pk):
        kept = PersonFile.objects.get(kind="SCAN")
    assert (bytes(kept.content), kept.media_type) == (SCAN, "application/pdf")
    assert "Amina" not in kept.filename + kept.title
    shown = client.get(reverse("download_pip_scan", args=[amina.number, 1]))
    assert (shown.content, shown["Cache-Control"]) == (SCAN, "private, no-store")
    assert signed_in(work.yilmaz).get(reverse("download_pip_scan", args=[amina.number, 1])).status_code == 404


@pytest.mark.parametrize(("agreement", "field"), [("DISAGREES", "agreement_reason"), ("NOT_ASKED", "agreement_reason")])
def test_not_agreeing_has_a_reason_and_stops_nothing(
    work: Casework, amina: Trajectory, agreement: str, field: str
) -> None:
    made = drafted(work, amina)
    with as_user(work.bakker.pk):
        with pytest.raises(NotNow) as refused:
            pip_signing.record_agreement(pip=made, agreement=agreement, on=TODAY, by=work.bakker)
        pip_signing.record_agreement(
            pip=made, agreement=agreement, reason="Wil liever naar school", on=TODAY, by=work.bakker
        )
        acts.establish(pip=made, on=TODAY, by=work.bakker)
    assert refused.value.field == field
    after = fresh(work.bakker, made)
    assert (after.state, after.agreement, after.signed_at) == ("ESTABLISHED", agreement, None)


def test_nobody_signs_twice_nor_a_former_version(work: Casework, amina: Trajectory) -> None:
    first = established(work, amina)
    second = drafted(work, amina, "OTHER", reason_words="De gezinssituatie is veranderd.")
    with as_user(work.bakker.pk):
        pip_signing.sign(pip=second, how="SCREEN", name="Amina", on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="al getekend"):
            pip_signing.sign(pip=second, how="SCREEN", name="Amina", on=TODAY, by=work.bakker)
        acts.establish(pip=second, on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="nieuwer PIP"):
            pip_signing.sign(pip=first, how="SCREEN", name="Amina", on=TODAY, by=work.bakker)
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="scan"):
        pip_signing.sign(pip=drafted_again(work, amina), how="PAPER", name="Amina", on=TODAY, by=work.bakker)


def drafted_again(work: Casework, amina: Trajectory) -> object:
    return drafted(work, amina, "OTHER", reason_words="Er is opnieuw iets veranderd.")
