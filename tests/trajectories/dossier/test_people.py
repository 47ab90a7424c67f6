"""Registering and changing people: names as they are, dates as far as known, and two people at once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from inburgering.notation import date_long
from tests.people import Casework, signed_in
from trajectories.actions import known_facts, person
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Inburgeraar, IndelingPeriod, Trajectory

NEW = {"full_name": "Amanuel", "birth": "00-00-1990", "indeling": "ASIELSTATUSHOUDER", "mine": "on"}


def register(work: Casework, user: object = None, **typed: str) -> object:
    return signed_in(user or work.bakker).post("/trajecten/nieuw/", NEW | typed, follow=True)


def people(work: Casework) -> list[Inburgeraar]:
    with as_user(work.bakker.pk):
        return list(Inburgeraar.objects.order_by("pk"))


def test_one_name_and_a_birth_year_are_enough(work: Casework) -> None:
    register(work)

    (known,) = people(work)
    assert (known.full_name, known.sort_name) == ("Amanuel", "Amanuel")
    assert (known.birth_year, known.birth_month, known.birth_day) == (1990, None, None)
    with as_user(work.bakker.pk):
        assert Trajectory.objects.get().assigned_to == work.bakker


def test_numbers_are_kept_as_they_should_be(work: Casework) -> None:
    answer = register(work, bsn="12345672", phone="06 12345678", postcode="7121ab", full_name="Jan van den Berg",
                      prefix="van den")  # fmt: skip

    (known,) = people(work)
    with as_user(work.bakker.pk):
        assert known.bsn() == "012345672"
    assert (known.phone, known.postcode, known.sort_name) == ("+31612345678", "7121 AB", "Berg, Jan van den")
    assert "Het BSN had 8 cijfers. We zetten er een 0 voor." in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("bsn", "999990018", "Dit BSN klopt niet"),
        ("birth", "31-02-1990", "Deze dag bestaat niet"),
        ("postcode", "12", "Vul een postcode in met 4 cijfers en 2 letters"),
        ("full_name", "", "Vul de naam in"),
        ("indeling", "", "Kies tot welke groep"),
        ("contact_note", "bsn is 999990019", "In deze tekst staat een BSN"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(work: Casework, field: str, typed: str, sentence: str) -> None:
    answer = register(work, **{field: typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert people(work) == []


def test_the_same_bsn_is_refused_with_the_number_of_the_other(work: Casework) -> None:
    other = work.register(person={"bsn": "999990019"})

    answer = register(work, bsn="9999.90.019")

    assert f"Dit BSN hoort al bij traject {other.number}" in answer.content.decode()
    assert len(people(work)) == 1


def test_the_same_name_and_year_is_shown_first(work: Casework) -> None:
    other = work.register("Amanuél", person={"birth_year": 1990, "birth_month": None, "birth_day": None})

    first = register(work)
    assert other.number in first.content.decode()
    assert len(people(work)) == 1

    register(work, is_someone_else="on")
    assert len(people(work)) == 2


def test_who_has_no_team_registers_nobody(work: Casework) -> None:
    assert signed_in(work.world.leader).get("/trajecten/nieuw/").status_code == 404


def changed(work: Casework, one: Trajectory, user: object = None, **typed: str) -> object:
    fields = {"full_name": "Amina Haddad", "birth": "17-04-1992", "expected_version": "1"} | typed
    return signed_in(user or work.bakker).post(f"/trajecten/{one.number}/persoon/", fields)


def test_a_person_is_changed_and_leaves_the_names_of_the_fields(work: Casework) -> None:
    one = work.register(person={"bsn": "999990019"})

    answer = changed(work, one, full_name="Amina el Haddad", prefix="el", languages="Arabisch")

    assert answer.status_code == 302
    with as_user(work.bakker.pk):
        known = Inburgeraar.objects.get()
        trace = AuditEvent.objects.get(verb="trajectory.person_changed")
        assert known.bsn() == "999990019"
        assert Trajectory.objects.get().sort_name == "Haddad, Amina el"
    assert known.version == 2
    assert "full_name" in trace.details["fields"]
    assert "Haddad" not in f"{trace.details} {trace.about}"


def test_two_people_at_once_see_both_texts(work: Casework) -> None:
    one = work.register()
    changed(work, one, languages="Arabisch")

    answer = changed(work, one, user=work.dewit, languages="Koerdisch")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Arabisch" in text
    assert "Koerdisch" in text
    assert people(work)[0].languages == "Arabisch"
    again = changed(work, one, user=work.dewit, languages="Koerdisch", expected_version="2")
    assert again.status_code == 302
    assert people(work)[0].languages == "Koerdisch"


def test_a_stranger_changes_nobody(work: Casework) -> None:
    one = work.register()

    assert changed(work, one, user=work.yilmaz).status_code == 404
    assert changed(work, one, user=work.elsewhere).status_code == 302  # to the page that asks a reason
    assert people(work)[0].version == 1


def test_another_group_of_the_law_holds_from_its_day(work: Casework) -> None:
    one = work.register(indeling="ASIELSTATUSHOUDER", plicht_begins_on=date(2025, 1, 1))
    client = signed_in(work.bakker)
    fields = {"indeling": "GEZINSMIGRANT_EN_OVERIGE_MIGRANT", "begins_on": "1-6-2025", "source": "SS125 van DUO"}

    client.post(f"/trajecten/{one.number}/persoon/indeling/", fields)

    with as_user(work.bakker.pk):
        assert Trajectory.objects.get().indeling == "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"
        assert IndelingPeriod.objects.count() == 2
    again = client.post(f"/trajecten/{one.number}/persoon/indeling/", fields)
    assert "Op deze dag begint al een periode" in again.content.decode()


def test_people_of_one_household_find_each_other(work: Casework) -> None:
    one, other = work.register(), work.register("Samir Haddad")
    client = signed_in(work.bakker)

    client.post(f"/trajecten/{one.number}/persoon/huishouden/", {"other": other.number.lower()})

    assert "Haddad, Samir" in client.get(f"/trajecten/{one.number}/persoon/").content.decode()
    client.post(f"/trajecten/{one.number}/persoon/huishouden/uit/")
    assert people(work)[0].household_id is None
    stranger = work.register("Iemand Elders", by=work.yilmaz)
    answer = client.post(f"/trajecten/{one.number}/persoon/huishouden/", {"other": stranger.number})
    assert "Dit nummer staat niet bij jouw dossiers" in answer.content.decode()


def test_facts_are_kept_after_their_consequences_were_seen(work: Casework) -> None:
    one = work.register()
    client = signed_in(work.bakker)
    address = f"/trajecten/{one.number}/feiten/"
    known, due = timezone.localdate() - timedelta(days=68), timezone.localdate() + timedelta(days=2)
    typed = {"registered_on": f"{known:%d-%m-%Y}", "kennisgeving_on": f"{known:%d-%m-%Y}",
             "registered_brp_on": f"{known:%d-%m-%Y}", "expected_version": "1"}  # fmt: skip

    first = client.post(address, typed)
    assert first.status_code == 200
    assert date_long(due) in first.content.decode()
    with as_user(work.bakker.pk):
        assert Trajectory.objects.get().kennisgeving_on is None

    seen = first.context["form"].data["seen"]
    unseen = client.post(address, typed | {"seen": seen, "bewaar": "1", "bijstand_from_on": "16-9-2025"})
    assert unseen.status_code == 200  # other dates: their consequences first
    assert client.post(address, typed | {"seen": seen, "bewaar": "1"}).status_code == 302

    with as_user(work.bakker.pk):
        now = Trajectory.objects.get()
    assert (now.kennisgeving_on, now.next_deadline_on, now.version) == (known, due, 2)


def test_a_day_in_the_future_is_refused(work: Casework) -> None:
    one = work.register()
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = signed_in(work.bakker).post(f"/trajecten/{one.number}/feiten/", {
        "registered_on": "20-11-2024", "kennisgeving_on": f"{tomorrow:%d-%m-%Y}", "expected_version": "1"})  # fmt: skip

    assert "Deze dag ligt in de toekomst" in answer.content.decode()


def test_facts_of_two_people_or_of_a_closed_trajectory_are_refused(work: Casework) -> None:
    one = work.register()
    today = timezone.localdate()
    with as_user(work.bakker.pk):
        with pytest.raises(Changed):
            known_facts.change(trajectory=one, facts={"linked_on": today}, expected_version=7, on=today, by=work.bakker)
        Trajectory.objects.filter(pk=one.pk).update(phase="CLOSED", outcome="OVERIG", closed_on=today)
        with pytest.raises(NotNow, match="afgesloten"):
            known_facts.change(trajectory=one, facts={"linked_on": today}, expected_version=1, on=today, by=work.bakker)


def test_only_known_columns_change(work: Casework) -> None:
    one = work.register()
    with as_user(work.bakker.pk), pytest.raises(ValueError, match="no such columns"):
        person.change(trajectory=one, person={"organisation_id": 1}, expected_version=1, on=date(2026, 11, 20),
                      by=work.bakker)  # fmt: skip
