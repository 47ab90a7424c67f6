"""The pages of lessons, ontzorgen, signals and the end: what they say, and what wrong input gives."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inburgering.accounts.context import as_user
from tests.people import Casework, signed_in
from tests.trajectories.course.conftest import Bought, buy, with_pip
from trajectories.actions import course, exam, hours, ontzorgen
from trajectories.actions.refusal import NotNow
from trajectories.models import Conversation, DossierOpening, Phase, Trajectory
from trajectories.rules.calendar_days import months_later

PAGES = [
    "lessen/", "lessen/plaatsing/nieuw/", "lessen/uren/", "lessen/uren/?maand=2026-10", "lessen/examens/nieuw/",
    "lessen/z-route/", "lessen/pvt/", "lessen/pvt/ondertekend/", "lessen/pvt/niet-ondertekend/", "lessen/map/",
    "lessen/map/eindgesprek/", "lessen/map/niet-afgerond/", "ontzorgen/", "ontzorgen/nieuw/", "signalen/",
    "afsluiten/", "afsluiten/daarna/",
]  # fmt: skip
FILES = ["lessen/uren.xlsx", "ontzorgen/ontzorgen.xlsx", "signalen/signalen.xlsx"]


def today() -> date:
    return timezone.localdate()


def full(work: Casework, bought: Bought) -> Trajectory:
    """Return a trajectory with a bit of everything."""
    made = with_pip(work, on=today(), bijstand_from_on=today() - timedelta(days=40))
    by = work.bakker
    with as_user(by.pk):
        placed = course.offer(trajectory=made, start_moment=bought.start, component="B1", on=today(), by=by)
        course.start(placement=placed, starts_on=today(), on=today(), by=by)
        course.offer(trajectory=made, contract=bought.contract, component="MAP", on=today(), by=by)
        hours.record(trajectory=made, month=today(), kind="NT2", followed=30, missed_with_notice=4, on=today(), by=by)
        exam.record(trajectory=made, part="LE", level="B1", taken_on=today(), on=today(), by=by)
        bill = ontzorgen.ask(
            trajectory=made, kind="ENERGIE", supplier="Stroom BV", starts_on=today(), on=today(), by=by
        )
        ontzorgen.refuse(ontzorgen=bill, refused_on=today(), because="Wil niet", on=today(), by=by)
    return made


@pytest.fixture
def bought(work: Casework) -> Bought:
    """Pages look at the day of today, so what they show starts from it."""
    return buy(work, on=today())


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    return with_pip(work, on=today())


@pytest.fixture
def lived(work: Casework, bought: Bought) -> Trajectory:
    return full(work, bought)


def address(trajectory: Trajectory, rest: str) -> str:
    return f"/trajecten/{trajectory.number}/{rest}"


def test_every_page_opens_for_the_team_and_is_logged(work: Casework, lived: Trajectory) -> None:
    client = signed_in(work.dewit)

    for rest in [*PAGES, *FILES]:
        assert client.get(address(lived, rest)).status_code == 200, rest
    with as_user(work.dewit.pk):
        logged = set(DossierOpening.objects.filter(user=work.dewit).values_list("purpose", flat=True))
    assert {"Lessen en uren", "Ontzorgen", "Signalen", "Uren naar Excel"} <= logged


@pytest.mark.parametrize("who", ["yilmaz", "leader", "teacher"])
def test_a_stranger_gets_the_page_that_is_not_there(
    work: Casework, bought: Bought, lived: Trajectory, who: str
) -> None:  # fmt: skip
    user = {"leader": work.world.leader, "teacher": bought.teacher, "yilmaz": work.yilmaz}[who]
    client = signed_in(user)

    absent = client.get("/trajecten/T-00000000/lessen/").content
    for rest in [*PAGES, *FILES]:
        answer = client.get(address(lived, rest))
        assert (answer.status_code, b"Haddad" in answer.content) == (404, False), rest
    assert client.get(address(lived, "lessen/")).content == absent
    assert client.post(address(lived, "lessen/pvt/"), {"activity": "x"}).status_code == 404


def test_a_colleague_of_another_team_goes_first_to_the_reason(work: Casework, lived: Trajectory) -> None:
    answer = signed_in(work.elsewhere).get(address(lived, "lessen/"))

    assert answer.status_code == 302
    assert answer["Location"].endswith("/reden/")


def test_the_page_of_lessons_says_the_course_first(
    work: Casework, lived: Trajectory, django_assert_max_num_queries: object
) -> None:  # fmt: skip
    client = signed_in(work.bakker)
    client.get(address(lived, "lessen/"))

    with django_assert_max_num_queries(24):
        text = client.get(address(lived, "lessen/")).content.decode()

    assert "B1-route bij Taalhuis Test" in text
    assert "Taal (NT2): 30 uur gevolgd" in text
    assert "grens 600" in text
    assert "88%, 30 van 34 uur" in text
    assert "wacht op de uitslag" in text


def test_waiting_and_free_places(work: Casework, bought: Bought, amina: Trajectory) -> None:
    text = signed_in(work.bakker).get(address(amina, "lessen/")).content.decode()

    assert "geen les" in text
    assert "na het PIP" in text
    assert "nog 12 plaatsen" in text


def test_few_taken_places_are_not_told_precisely(work: Casework, bought: Bought, lived: Trajectory) -> None:
    other = with_pip(work, "Sara Tesfay", on=today())

    text = signed_in(work.bakker).get(address(other, "lessen/")).content.decode()

    assert "nog 8 plaatsen of meer" in text
    assert "nog 11" not in text


def post(client: Client, trajectory: Trajectory, rest: str, **typed: object) -> object:
    return client.post(address(trajectory, rest), typed)


def test_an_offer_by_the_form_and_its_errors(work: Casework, bought: Bought, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    typed = {"start_moment": bought.start.pk, "component": "B1", "offered_on": "31-2-2027", "hours_per_week": "12"}

    wrong = post(client, amina, "lessen/plaatsing/nieuw/", **typed)
    assert wrong.status_code == 422
    assert "31 februari 2027 bestaat niet" in wrong.content.decode()
    assert "31-2-2027" in wrong.content.decode()
    before_pip = post(
        client, amina, "lessen/plaatsing/nieuw/", **(typed | {"offered_on": f"{today() - timedelta(days=40):%d-%m-%Y}"})
    )
    assert "ligt niet voor het PIP" in before_pip.content.decode()
    done = post(client, amina, "lessen/plaatsing/nieuw/", **(typed | {"offered_on": ""}))
    assert done.status_code == 302
    with as_user(work.bakker.pk):
        assert amina.placements.get().hours_per_week == 12


def test_hours_in_a_grid_keep_what_was_typed(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    month = f"lessen/uren/?maand={today():%Y-%m}"
    kinds = ("NT2", "ALFABETISERING", "KNM", "PVT", "MAP", "PARTICIPATIE")
    typed = {f"{kind}-version": 0 for kind in kinds} | {"NT2-followed": "30", "KNM-followed": "zes"}

    wrong = post(client, amina, month, **typed)
    assert (wrong.status_code, "Vul een heel getal in" in wrong.content.decode()) == (422, True)
    assert 'value="zes"' in wrong.content.decode()
    assert post(client, amina, month, **(typed | {"KNM-followed": "6"})).status_code == 302
    with as_user(work.bakker.pk):
        assert dict(amina.hours.values_list("kind", "followed")) == {"NT2": 30, "KNM": 6}
    late = post(client, amina, month, **(typed | {"KNM-followed": "7"}))
    assert (late.status_code, "vulde" in late.content.decode()) == (409, True)


@pytest.mark.parametrize("month", ["2026-13", "abc", "9999-99", "<script>"])
def test_a_month_that_is_none_gives_this_month(work: Casework, amina: Trajectory, month: str) -> None:
    answer = signed_in(work.bakker).get(address(amina, "lessen/uren/"), {"maand": month})

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_one_click_sends_a_signaal(work: Casework, lived: Trajectory) -> None:
    client = signed_in(work.bakker)
    with as_user(work.bakker.pk):
        bill = lived.ontzorgen.get()

    page = client.get(address(lived, "ontzorgen/")).content.decode()
    assert "Stroom BV weigert" in page
    assert post(client, lived, f"ontzorgen/{bill.pk}/signaal/").status_code == 302
    assert "Signaal bij de regio" in client.get(address(lived, "ontzorgen/")).content.decode()


def test_a_signaal_that_names_somebody_asks_for_other_words(work: Casework, lived: Trajectory) -> None:
    client = signed_in(work.bakker)
    with as_user(work.bakker.pk):
        bill = lived.ontzorgen.get()
        lived.ontzorgen.update(refused_because="Amina moet zelf bellen")

    asked = post(client, lived, f"ontzorgen/{bill.pk}/signaal/")
    assert (asked.status_code, "niets over een persoon" in asked.content.decode()) == (422, True)
    assert post(client, lived, f"ontzorgen/{bill.pk}/signaal/", text="Betaalt niet").status_code == 302


def test_ontzorgen_says_for_whom_it_is(work: Casework) -> None:
    made = with_pip(work, indeling="GEZINSMIGRANT_EN_OVERIGE_MIGRANT")

    text = signed_in(work.bakker).get(address(made, "ontzorgen/")).content.decode()

    assert "het is voor asielstatushouders" in text
    assert "Neem een rekening over" not in text


def test_a_signal_is_handled_on_its_page(work: Casework, lived: Trajectory) -> None:
    client = signed_in(work.bakker)
    with as_user(work.bakker.pk):
        signal = lived.signals.get(kind="ONTZORGEN_REFUSED")
    where = f"signalen/{signal.pk}/"

    page = client.get(address(lived, "signalen/")).content.decode()
    assert "Stroom BV weigert betaling van gas, water en stroom." in page
    assert "nooit vanzelf een waarschuwing of een boete" in page
    assert post(client, lived, where, what="", due_on="").status_code == 422
    assert post(client, lived, where, what="Leverancier bellen", due_on="").status_code == 302
    assert "Taak: Leverancier bellen" in client.get(address(lived, "signalen/")).content.decode()
    assert post(client, lived, where, answer="Gebeld met hen").status_code == 422


def test_closing_and_opening_again(work: Casework, lived: Trajectory) -> None:
    client = signed_in(work.bakker)

    page = client.get(address(lived, "afsluiten/")).content.decode()
    assert "Nog niet vastgelegd: PVT en MAP." in page
    assert post(client, lived, "afsluiten/", outcome="", closed_on="").status_code == 422
    typed = {"outcome": "DIPLOMA", "closed_on": f"{today():%d-%m-%Y}"}
    assert post(client, lived, "afsluiten/", **typed).status_code == 302
    assert "Heropen het traject" in client.get(address(lived, "afsluiten/")).content.decode()
    early = post(client, lived, "afsluiten/daarna/", months="6", status="WERK")
    assert "Dit kun je vastleggen vanaf" in early.content.decode()
    assert post(client, lived, "afsluiten/heropenen/").status_code == 302
    with as_user(work.bakker.pk):
        lived.refresh_from_db()
    assert lived.phase == Phase.LEARNING


def test_a_course_that_does_not_fit_warns_on_the_page(work: Casework) -> None:
    bought = buy(work, "Taalhuis Zuid", ("ZELFREDZAAMHEID",), on=today())
    made = with_pip(work, on=today())
    with as_user(work.bakker.pk):
        course.offer(
            trajectory=made, start_moment=bought.start, component="ZELFREDZAAMHEID", on=today(), by=work.bakker
        )

    text = signed_in(work.bakker).get(address(made, "lessen/")).content.decode()

    assert "Past niet bij het PIP: De les is voor de Z-route, het PIP zegt B1-route" in text


def test_missed_talks_show_with_their_numbers(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        for ago in (9, 2):
            Conversation.objects.create(
                organisation_id=amina.organisation_id, trajectory=amina, held_on=today() - timedelta(days=ago),
                form="KANTOOR", attendance="ABSENT_WITHOUT_NOTICE", recorded_by="x",
            )  # fmt: skip
        hours.record(trajectory=amina, month=today(), kind="NT2", followed=1, on=today(), by=work.bakker)

    text = signed_in(work.bakker).get(address(amina, "signalen/")).content.decode()

    assert "2 van de laatste 2 gesprekken gemist" in text


def test_the_page_of_lessons_says_what_is_still_needed_and_the_evidence_for_a2(
    work: Casework, lived: Trajectory
) -> None:
    text = signed_in(work.bakker).get(address(lived, "lessen/")).content.decode()

    assert "Nog nodig: PVT ondertekenen, eindgesprek MAP, examen lezen" in text
    assert "Afschalen naar A2" in text
    assert "30 van 600 uur" in text
    assert "Ga na of de uren bij een school met het keurmerk" in text


def test_after_a_move_the_waiting_counts_from_the_pip_of_here(work: Casework) -> None:
    moved, former = today() - timedelta(days=20), today() - timedelta(days=400)
    there = {"moved_in_on": moved, "first_pip_dated_on": former, "pip_dated_on": former, "duo_term_starts_on": None}
    waiting = with_pip(work, **there)
    settled = with_pip(work, "Sara Tesfay", **(there | {"pip_dated_on": today() - timedelta(days=7)}))
    client = signed_in(work.bakker)

    assert "eerst komt het PIP van deze gemeente" in client.get(address(waiting, "lessen/")).content.decode()
    assert ", 1 week na het PIP." in client.get(address(settled, "lessen/")).content.decode()


def test_an_offer_after_a_move_is_held_against_the_pip_of_here(work: Casework, bought: Bought) -> None:
    moved, former = today() - timedelta(days=20), today() - timedelta(days=400)
    waiting = with_pip(work, moved_in_on=moved, first_pip_dated_on=former, pip_dated_on=former)

    with as_user(work.bakker.pk), pytest.raises(NotNow, match="Eerst is een vastgesteld PIP nodig"):
        course.offer(
            trajectory=waiting,
            start_moment=bought.start,
            component="B1",
            offered_on=today(),
            on=today(),
            by=work.bakker,
        )


def test_a_pvt_signed_elsewhere_is_settled_without_hours_here(work: Casework) -> None:
    made = with_pip(work, on=today(), pvt_signed_on=today() - timedelta(days=3))

    text = signed_in(work.bakker).get(address(made, "lessen/")).content.decode()

    assert "Ondertekend op" in text
    assert "Nog nodig: PVT" not in text


def test_older_months_are_folded(work: Casework) -> None:
    made = with_pip(work, on=today())
    with as_user(work.bakker.pk):
        for back in range(8):
            month = months_later(today().replace(day=1), -back)
            hours.record(trajectory=made, month=month, kind="NT2", followed=10, on=today(), by=work.bakker)

    text = signed_in(work.bakker).get(address(made, "lessen/")).content.decode()

    assert "Eerdere maanden (2)" in text
    assert text.count("100%, 10 van 10 uur") == 8


def test_a_reason_with_blame_too_early_stays_typed_on_the_page(work: Casework, amina: Trajectory) -> None:
    typed = {"because": "Kwam twee keer niet", "blamed": "nee"}
    answer = post(signed_in(work.bakker), amina, "lessen/pvt/niet-ondertekend/", **typed)

    assert answer.status_code == 422
    assert "pas in de laatste 2 maanden" in answer.content.decode()
    assert "Kwam twee keer niet" in answer.content.decode()
    assert post(signed_in(work.bakker), amina, "lessen/pvt/niet-ondertekend/", because="Ziek").status_code == 302
    assert "nog niet beoordeeld" in signed_in(work.bakker).get(address(amina, "lessen/")).content.decode()


def test_what_duo_would_refuse_stands_with_the_placement(work: Casework, bought: Bought, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    with as_user(work.bakker.pk):
        placed = course.offer(
            trajectory=amina, start_moment=bought.start, component="B1", offered_on=today(), on=today(), by=work.bakker
        )
    assert "DUO: " not in client.get(address(amina, "lessen/")).content.decode()

    with as_user(work.bakker.pk):  # DUO extends nothing but moves the end before the start of the course
        Trajectory.objects.filter(pk=amina.pk).update(duo_term_ends_on=placed.starts_on - timedelta(days=1))
    text = client.get(address(amina, "lessen/")).content.decode()
    assert "DUO: De datums van het aanbod moeten liggen in de inburgeringstermijn" in text
