"""Ontzorgen: for whom, until when, and a supplier that refuses becomes a signaal without a person in it."""

from datetime import date, timedelta

import pytest

from inburgering.accounts.context import as_user
from regions.actions import signaal as regional
from regions.models import Signaal
from regions.rules.signaal_words import personal_words
from tests.factories import TODAY
from tests.people import Casework
from tests.trajectories.course.conftest import with_pip
from trajectories.actions import ontzorgen
from trajectories.actions.refusal import NotNow
from trajectories.models import FollowUp, Trajectory

BIJSTAND = date(2026, 8, 4)
ENERGY = {"kind": "ENERGIE", "supplier": "Stroom BV", "starts_on": BIJSTAND, "on": TODAY}


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    return with_pip(work, bijstand_from_on=BIJSTAND)


def test_six_months_from_the_bijstand(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = ontzorgen.ask(trajectory=amina, by=work.bakker, **ENERGY)

        assert (made.state, made.ends_on) == ("ASKED", date(2027, 2, 3))
        with pytest.raises(NotNow, match="al aangevraagd"):
            ontzorgen.ask(trajectory=amina, by=work.bakker, **ENERGY)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"indeling": "GEZINSMIGRANT_EN_OVERIGE_MIGRANT", "bijstand_from_on": BIJSTAND}, "alleen voor asielstatus"),
        ({}, "vanaf welke dag er recht op bijstand"),
        ({"bijstand_from_on": TODAY}, "niet voor de bijstand van"),
    ],
)
def test_who_has_no_right_to_it(work: Casework, facts: dict, sentence: str) -> None:
    made = with_pip(work, **facts)

    with as_user(work.bakker.pk), pytest.raises(NotNow, match=sentence):
        ontzorgen.ask(trajectory=made, by=work.bakker, **ENERGY)


def test_paid_until_and_handed_back_with_a_plan(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = ontzorgen.ask(trajectory=amina, by=work.bakker, **ENERGY)
        with pytest.raises(NotNow, match="betaalt tot en met"):
            ontzorgen.arrange(ontzorgen=made, paid_until_on=date(2028, 1, 1), on=TODAY, by=work.bakker)
        ontzorgen.arrange(ontzorgen=made, paid_until_on=TODAY, on=TODAY, by=work.bakker)
        assert (made.state, made.paid_until_on) == ("ARRANGED", TODAY)

        with pytest.raises(NotNow, match="zelf gaat doen"):
            ontzorgen.hand_back(ontzorgen=made, ended_on=TODAY, plan="", on=TODAY, by=work.bakker)
        ontzorgen.hand_back(ontzorgen=made, ended_on=TODAY, plan="automatische incasso", on=TODAY, by=work.bakker)
        assert made.state == "ENDED"
        assert "automatische incasso" in FollowUp.objects.get().what


def refused(work: Casework, trajectory: Trajectory, because: str = "Betaalt alleen op naam van de klant") -> object:
    made = ontzorgen.ask(trajectory=trajectory, by=work.bakker, **ENERGY)
    return ontzorgen.refuse(ontzorgen=made, refused_on=TODAY, because=because, on=TODAY, by=work.bakker)


def test_a_refusal_is_an_early_signal_and_a_signaal_in_one_act(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = refused(work, amina)
        assert amina.signals.get().kind == "ONTZORGEN_REFUSED"
        sent = ontzorgen.make_signaal(ontzorgen=made, on=TODAY, by=work.bakker)

        assert (sent.supplier, sent.municipality.slug) == ("Stroom BV", "aalten")
        assert sent.text == "Gas, water en stroom: Betaalt alleen op naam van de klant"
        made.refresh_from_db()
        assert made.signaal_id == sent.pk
        with pytest.raises(NotNow, match="staat al bij de regio"):
            ontzorgen.make_signaal(ontzorgen=made, on=TODAY, by=work.bakker)


@pytest.mark.parametrize(
    "because",
    [
        "Mevrouw Haddad moet zelf betalen", "Klant 999990019 is onbekend", "Bel 06-12345678", "Mail a.b@c.nl",
        "Geboren op 17-4-1992", "Dossier T-7K3M9QXD",
    ],
)  # fmt: skip
def test_a_signaal_with_a_person_in_it_is_not_sent(work: Casework, amina: Trajectory, because: str) -> None:
    with as_user(work.bakker.pk):
        made = refused(work, amina, because)
        with pytest.raises(NotNow, match="niets over een persoon"):
            ontzorgen.make_signaal(ontzorgen=made, on=TODAY, by=work.bakker)
        assert not Signaal.objects.exists()
        assert ontzorgen.make_signaal(ontzorgen=made, text="Weigert betaling", on=TODAY, by=work.bakker)


def test_only_a_refusal_becomes_a_signaal(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = ontzorgen.ask(trajectory=amina, by=work.bakker, **ENERGY)
        with pytest.raises(NotNow, match="leverancier die weigert"):
            ontzorgen.make_signaal(ontzorgen=made, on=TODAY, by=work.bakker)


def test_the_region_answers_and_the_municipality_reads_it(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        sent = ontzorgen.make_signaal(ontzorgen=refused(work, amina), on=TODAY, by=work.bakker)
    with as_user(work.world.leader.pk):
        regional.take_up(signaal=sent, by=work.world.leader)
        regional.answer(signaal=sent, text="Afspraak gemaakt", on=TODAY, by=work.world.leader)
    with as_user(work.yilmaz.pk):
        assert not Signaal.objects.exists()
    with as_user(work.bakker.pk):
        made = amina.ontzorgen.select_related("signaal").get()
        assert (made.signaal.state, made.signaal.answer) == ("ANSWERED", "Afspraak gemaakt")


def test_ordinary_words_say_nothing_of_a_person() -> None:
    assert personal_words("Energie: betaalt alleen op naam van de klant, sinds mei 2026", ["An de Wit"]) == ()
    assert personal_words("De Wit weigert", ["An de Wit"]) == ("een naam",)


def test_a_refusal_has_a_reason_and_a_day(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        made = ontzorgen.ask(trajectory=amina, by=work.bakker, **ENERGY)
        with pytest.raises(NotNow, match="waarom"):
            ontzorgen.refuse(ontzorgen=made, refused_on=TODAY, because="", on=TODAY, by=work.bakker)
        with pytest.raises(NotNow, match="toekomst"):
            ontzorgen.refuse(
                ontzorgen=made, refused_on=TODAY + timedelta(days=1), because="x", on=TODAY, by=work.bakker
            )
