"""The pages of the intake: the list by period, a part with its draft and conflict, and looking along together."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inburgering.accounts.context import as_user
from tests.factories import TODAY
from tests.people import Casework, signed_in
from trajectories.actions import intake
from trajectories.models import BredeIntake, DossierOpening, Draft, IntakePart, Trajectory

FORM = {"note": "", "status": "BUSY", "source": "gesprek", "expected_version": "1"}


@pytest.fixture
def made(work: Casework) -> Trajectory:
    with as_user(work.bakker.pk):
        trajectory = work.register(azc_location="AZC Winterswijk", person={"details": {"languages": "Arabisch"}})
        intake.start(trajectory=trajectory, on=TODAY, by=work.bakker)
    return trajectory


def part_url(trajectory: Trajectory, key: str, name: str = "show_intake_part") -> str:
    return reverse(name, args=[trajectory.number, key])


def stored(work: Casework, trajectory: Trajectory, key: str) -> IntakePart:
    with as_user(work.bakker.pk):
        return BredeIntake.objects.get(trajectory=trajectory).parts.get(key=key)


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_before_the_start_the_page_says_so_and_starting_is_one_click(work: Casework) -> None:
    trajectory, client = work.register(), signed_in(work.bakker)
    url = reverse("show_intake", args=[trajectory.number])

    assert "nog niet begonnen" in text(client, url)
    response = client.post(reverse("start_intake", args=[trajectory.number]))
    assert response.url == url
    assert "0 van 12 onderdelen" in text(client, url)


def test_the_list_says_what_the_pip_still_needs_and_opens_no_closed_part(work: Casework, made: Trajectory) -> None:
    page = text(signed_in(work.dewit), reverse("show_intake", args=[made.number]))

    assert "Voor het PIP nog nodig: zelfredzaamheid" in page
    assert "Kan nog niet" in page
    assert part_url(made, "werk") in page
    assert part_url(made, "keuze") not in page


def test_opening_is_logged_with_its_purpose(work: Casework, made: Trajectory) -> None:
    signed_in(work.bakker).get(part_url(made, "werk"))

    with as_user(work.bakker.pk):
        assert DossierOpening.objects.filter(purpose="Intake: Onderwijs en werk").count() == 1


@pytest.mark.parametrize("name", ["show_intake", "export_intake", "download_intake", "look_together_at_all",
                                  "show_leerbaarheidstoets"])  # fmt: skip
def test_another_gemeente_finds_nothing(work: Casework, made: Trajectory, name: str) -> None:
    url = reverse(name, args=[made.number])

    assert signed_in(work.yilmaz).get(url).status_code == 404
    assert signed_in(work.world.leader).get(url).status_code == 404


def test_another_team_gives_a_reason_first_and_another_gemeente_cannot_act(work: Casework, made: Trajectory) -> None:
    url = part_url(made, "werk")

    assert "reden" in signed_in(work.elsewhere).get(url).url
    assert signed_in(work.yilmaz).post(url, FORM | {"beroep": "X"}).status_code == 404
    assert signed_in(work.yilmaz).post(part_url(made, "werk", "keep_part_draft"), {"note": "X"}).status_code == 404
    assert signed_in(work.yilmaz).post(reverse("start_intake", args=[made.number])).status_code == 404
    assert stored(work, made, "werk").version == 1


def test_what_is_known_stands_in_the_form_with_its_source(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)

    page = text(client, part_url(made, "coa"))
    assert "AZC Winterswijk" in page
    assert "Nu ingevuld uit COA" in page

    client.post(part_url(made, "coa"), FORM | {"coa_plaats": "AZC Winterswijk", "coa_werk": "keuken", "source": "COA"})
    saved = stored(work, made, "coa")
    assert saved.sources["coa_plaats"]["source"] == "COA"

    client.post(part_url(made, "taal"), FORM | {"talen": "Arabisch en Engels"})
    assert stored(work, made, "taal").sources["talen"]["source"] == "gesprek"


def test_saving_goes_back_to_the_list_and_says_so(work: Casework, made: Trajectory) -> None:
    response = signed_in(work.bakker).post(
        part_url(made, "werk"),
        FORM | {"jaren_school": "9", "werk_wens": "kok", "status": "DONE", "held_on": "2-9-2026", "note": "Goed"},
        follow=True,
    )

    assert response.redirect_chain[-1][0] == reverse("show_intake", args=[made.number])
    assert "Onderwijs en werk is bewaard" in response.content.decode()
    assert "2 sep 2026" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"jaren_school": "veel"}, "Vul een heel getal in"),
        ({"held_on": "31-2-2026"}, "bestaat niet"),
        ({"status": ""}, "Kies of je klaar bent"),
        ({"note": "zijn BSN is 999990019"}, "Haal het weg"),
        ({"status": "WAITING"}, "Vul in waarop je wacht"),
        ({"opleiding": "ZWEMMEN"}, "iets uit de lijst"),
        ({"note": "x" * 8001}, "hooguit 8000 tekens"),
    ],
)
def test_bad_input_stays_on_the_page_with_a_sentence(
    work: Casework, made: Trajectory, typed: dict[str, str], said: str
) -> None:
    response = signed_in(work.bakker).post(part_url(made, "werk"), FORM | {"beroep": "naaister"} | typed)

    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert "naaister" in page
    assert stored(work, made, "werk").version == 1


def test_a_draft_is_kept_while_typing_and_comes_back_for_its_writer_alone(work: Casework, made: Trajectory) -> None:
    url = part_url(made, "werk")
    response = signed_in(work.bakker).post(part_url(made, "werk", "keep_part_draft"), FORM | {"note": "half gety"})

    assert response.content.decode().startswith("Concept bewaard om")
    assert response["Cache-Control"] == "private, no-store"
    again = text(signed_in(work.bakker), url)  # another session: the former one may have ended
    assert "half gety" in again
    assert "Je ziet je concept" in again
    assert "half gety" not in text(signed_in(work.dewit), url)
    assert stored(work, made, "werk").note == ""


def test_saving_and_throwing_away_end_the_draft(work: Casework, made: Trajectory) -> None:
    client, url = signed_in(work.bakker), part_url(made, "werk", "keep_part_draft")
    client.post(url, FORM | {"note": "half"})
    client.post(part_url(made, "werk"), FORM | {"note": "heel"})
    with as_user(work.bakker.pk):
        assert not Draft.objects.exists()

    client.post(url, FORM | {"note": "half"})
    client.post(url, {"weg": "ja"})
    with as_user(work.bakker.pk):
        assert not Draft.objects.exists()


def test_two_people_in_one_part_see_both_texts(work: Casework, made: Trajectory) -> None:
    url = part_url(made, "werk")
    signed_in(work.dewit).post(url, FORM | {"note": "tekst van de een", "beroep": "kok"})
    client = signed_in(work.bakker)

    response = client.post(url, FORM | {"note": "tekst van de ander", "beroep": "bakker"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "tekst van de een" in page
    assert "tekst van de ander" in page
    assert 'name="expected_version" value="2"' in page
    assert client.post(url, FORM | {"note": "samen", "expected_version": "2"}).status_code == 302
    assert stored(work, made, "werk").note == "samen"


def test_the_choice_has_no_page_until_every_route_was_discussed(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)
    text(client, part_url(made, "keuze"), 404)
    for route in ("B1", "ONDERWIJS", "ZELFREDZAAMHEID"):
        url = reverse("discuss_route", args=[made.number, route])
        assert client.post(url, {"discussed_on": "1-11-2026", "own_words": "ik snap het"}).status_code == 302

    assert "Besproken op 1 november 2026" in text(client, part_url(made, "gevolgen"))
    text(client, part_url(made, "keuze"))
    assert client.post(reverse("discuss_route", args=[made.number, "X"]), {}).status_code == 404


def test_a_place_is_added_and_a_wrong_day_stays(work: Casework, made: Trajectory) -> None:
    client, url = signed_in(work.bakker), reverse("add_impression", args=[made.number])

    wrong = client.post(url, {"place": "Bakkerij", "visited_on": "1-1-2099"})
    assert wrong.status_code == 422
    assert "Bakkerij" in wrong.content.decode()
    client.post(url, {"place": "Bakkerij", "own_words": "Warm", "would_like": "JA"})

    page = text(client, part_url(made, "snuffelen"))
    assert "Bakkerij, gepland" in page
    assert client.post(reverse("change_impression", args=[made.number, 999_999]), {"place": "X"}).status_code == 404


def test_looking_along_shows_no_notes_and_the_correction_has_its_source(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)
    client.post(part_url(made, "werk"), FORM | {"note": "interne twijfel", "beroep": "kok", "jaren_school": "9"})

    for url in (part_url(made, "werk", "look_together"), reverse("look_together_at_all", args=[made.number])):
        page = text(client, url)
        assert "interne twijfel" not in page
        assert "Welk werk deed je?" in page
        assert part_url(made, "keuze", "look_together") not in page  # it cannot be corrected before it can be done
        assert "kok" in page
    assert "interne twijfel" not in text(client, part_url(made, "werk", "look_together") + "?wijzig=ja")

    answers = {"beroep": "bakker", "jaren_school": "9", "expected_version": "2"}
    assert client.post(part_url(made, "werk", "look_together"), answers).status_code == 302
    saved = stored(work, made, "werk")
    assert saved.sources["beroep"]["source"] == "inburgeraar"
    assert saved.sources["jaren_school"]["source"] == "gesprek"
    assert saved.note == "interne twijfel"
    assert "van de inburgeraar zelf" in text(client, part_url(made, "werk"))


def test_a_correction_of_an_old_page_is_not_lost_and_not_forced(work: Casework, made: Trajectory) -> None:
    client, url = signed_in(work.bakker), part_url(made, "werk", "look_together")
    client.post(part_url(made, "werk"), FORM | {"beroep": "kok"})

    response = client.post(url, {"beroep": "bakker", "expected_version": "1"})

    assert response.status_code == 422
    assert "bakker" in response.content.decode()
    assert stored(work, made, "werk").fields["beroep"] == "kok"


def test_health_is_in_no_export_and_no_print(work: Casework, made: Trajectory, monkeypatch: Any) -> None:
    client = signed_in(work.bakker)
    client.post(part_url(made, "gezin"), FORM | {"steun_nodig": "JA", "steun_hoe": "KLEIN", "gezin_wie": "twee zoons"})
    printed: list[str] = []
    monkeypatch.setattr("inburgering.documents.pdf.render", lambda markup: printed.append(markup) or _Made())

    client.get(reverse("download_intake", args=[made.number]))
    book = client.get(reverse("export_intake", args=[made.number]))

    assert "twee zoons" in printed[0]
    assert "kleine groep" not in printed[0]
    assert "Ondersteuning nodig" not in printed[0]
    assert book["Content-Type"].endswith("sheet")


class _Made:
    content, pages = b"%PDF-1.7", 1


def test_the_record_is_a_real_pdf(work: Casework, made: Trajectory) -> None:
    response = signed_in(work.bakker).get(reverse("download_intake", args=[made.number]))

    assert response.content.startswith(b"%PDF-")
    assert made.number in response["Content-Disposition"]
    assert "Haddad" not in response["Content-Disposition"]


def test_the_test_page_plans_records_and_refuses(work: Casework, made: Trajectory) -> None:
    client, url = signed_in(work.bakker), reverse("show_leerbaarheidstoets", args=[made.number])

    assert "er is niets om voor te slagen of te zakken" in text(client, url)
    assert client.post(url, {"handeling": "plannen", "exam_number": "E1"}).status_code == 302
    wrong = client.post(url, {"handeling": "uitslag", "result": "HAALBAAR", "taken_on": "1-1-2099"})
    assert wrong.status_code == 422
    assert "na vandaag" in wrong.content.decode()
    good = {"handeling": "uitslag", "result": "HAALBAAR", "taken_on": "1-11-2026", "score": "31", "needed_score": "28"}
    assert client.post(url, good).status_code == 302
    assert "31 van de benodigde 28" in text(client, url)
    assert "B1-route haalbaar" in text(client, part_url(made, "taal"))


def test_calls_and_the_question_about_talking_alone(work: Casework, made: Trajectory) -> None:
    client, url = signed_in(work.bakker), reverse("show_intake", args=[made.number])

    assert client.post(reverse("ask_alone", args=[made.number]), {}).status_code == 422
    assert client.post(reverse("ask_alone", args=[made.number]), {"alone": "JA"}).status_code == 302
    assert client.post(reverse("record_intake_call", args=[made.number]), {"called_on": "gisteren"}).status_code == 422
    assert client.post(reverse("record_intake_call", args=[made.number]), {"called_on": "1-11-2026"}).status_code == 302

    page = text(client, url)
    assert "Volgende: schriftelijke waarschuwing met een nieuwe oproep" in page
    assert "nooit vanzelf een boete" in page


def test_completing_too_early_is_refused_in_words(work: Casework, made: Trajectory) -> None:
    response = signed_in(work.bakker).post(reverse("complete_intake", args=[made.number]), follow=True)

    assert "Het PIP heeft nog nodig" in response.content.decode()


@pytest.mark.parametrize("key", ["werk", "gevolgen", "snuffelen"])
def test_pages_stay_within_their_queries(
    work: Casework, made: Trajectory, key: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(work.bakker)
    with django_assert_max_num_queries(20):  # session, context and menu included
        client.get(reverse("show_intake", args=[made.number]))
    with django_assert_max_num_queries(20):
        client.get(part_url(made, key))
