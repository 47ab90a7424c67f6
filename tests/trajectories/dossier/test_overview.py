"""The first page of a dossier, its numbers, its tasks and its summary on paper."""

from datetime import timedelta

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.people import Casework, signed_in
from trajectories.actions import follow_up
from trajectories.actions.refusal import NotNow
from trajectories.models import Absence, DossierOpening, FollowUp, Trajectory

BSN = "999990019"


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    today = timezone.localdate()
    return work.register(
        kennisgeving_on=today - timedelta(days=68), registered_brp_on=today - timedelta(days=68),
        person={"bsn": BSN, "details": {"languages": "Arabisch", "needs_interpreter": True}},
    )  # fmt: skip


def page(work: Casework, one: Trajectory, rest: str = "", user: object = None) -> object:
    return signed_in(user or work.bakker).get(f"/trajecten/{one.number}/{rest}")


def openings(work: Casework, one: Trajectory) -> list[tuple[str, str]]:
    with as_user(work.bakker.pk):
        return list(DossierOpening.objects.filter(trajectory=one).values_list("purpose", "relation"))


def test_the_first_sentence_says_what_must_happen_before_when(work: Casework, amina: Trajectory) -> None:
    text = page(work, amina).content.decode()

    assert "Het PIP moet" in text
    assert "2 dagen" in text
    assert "de keuze van de leerroute" in text
    assert "Kennisgeving van DUO" in text
    assert "Besluit" in text  # the article


def test_an_opening_is_logged_with_its_page(work: Casework, amina: Trajectory) -> None:
    page(work, amina)

    assert openings(work, amina) == [("Overzicht", "ASSIGNED")]


def test_a_dossier_asks_at_most_twenty_queries(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        for number in range(6):
            follow_up.add(trajectory=amina, what=f"taak {number}", who="KLANTREGISSEUR",
                          on=timezone.localdate(), by=work.bakker)  # fmt: skip
    client = signed_in(work.bakker)
    client.get(f"/trajecten/{amina.number}/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(f"/trajecten/{amina.number}/")

    own = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"] and "app.context" not in one["sql"]]
    around = [sql for sql in own if any(part in sql for part in ('"regions_', "django_session", '"accounts_'))]
    assert len(own) - len(around) <= 20, "\n".join(own)


def test_the_bsn_is_masked_and_showing_it_is_logged(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    before = client.get(f"/trajecten/{amina.number}/").content.decode()
    assert BSN not in before
    assert "•••• ••• 19" in before.replace("\u00a0", " ")

    answer = client.post(f"/trajecten/{amina.number}/nummer/", {"which": "bsn", "purpose": "DUO"})

    assert "9999 90 019" in answer.content.decode().replace("\u00a0", " ")
    assert "no-store" in answer["Cache-Control"]
    assert openings(work, amina)[-1] == ("BSN getoond: contact met DUO", "ASSIGNED")
    assert "9999 90 019" not in client.get(f"/trajecten/{amina.number}/").content.decode().replace("\u00a0", " ")


def test_without_a_purpose_no_number_is_shown(work: Casework, amina: Trajectory) -> None:
    answer = signed_in(work.bakker).post(f"/trajecten/{amina.number}/nummer/", {"which": "bsn"})

    assert answer.status_code == 422
    assert "Kies waarvoor je het nummer nodig hebt" in answer.content.decode()
    assert "9999" not in answer.content.decode()
    assert openings(work, amina) == []


def test_a_stranger_sees_nothing_and_a_colleague_gives_a_reason(work: Casework, amina: Trajectory) -> None:
    absent = signed_in(work.yilmaz).get("/trajecten/T-BESTAAT-NIET/")
    stranger = page(work, amina, user=work.yilmaz)

    assert stranger.status_code == absent.status_code == 404
    assert stranger.content == absent.content
    assert page(work, amina, user=work.world.leader).status_code == 404
    colleague = page(work, amina, user=work.elsewhere)
    assert (colleague.status_code, colleague["Location"]) == (302, f"/trajecten/{amina.number}/reden/")
    assert signed_in(work.yilmaz).post(f"/trajecten/{amina.number}/nummer/", {}).status_code == 404


def test_who_covers_sees_the_dossier_and_reads_that_it_is_logged(work: Casework, amina: Trajectory) -> None:
    with as_user(work.nijhof.pk):
        Absence.objects.create(organisation_id=amina.organisation_id, user=work.bakker, deputy=work.dewit,
                               starts_on=timezone.localdate(), recorded_by="x")  # fmt: skip

    text = page(work, amina, user=work.dewit).content.decode()

    assert "Je bekijkt dit dossier als waarnemer. Dit wordt vastgelegd." in text
    assert openings(work, amina) == [("Overzicht", "DEPUTY")]


def test_a_task_is_added_ticked_off_and_put_back(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    base = f"/trajecten/{amina.number}"
    client.post(f"{base}/taken/nieuw/", {"what": "Taalschool terugbellen", "who": f"user-{work.dewit.pk}",
                                         "due_on": "24-11-2026", "visible": "on"})  # fmt: skip
    with as_user(work.bakker.pk):
        task = FollowUp.objects.get()
    assert (task.user, task.who, task.is_visible_to_inburgeraar) == (work.dewit, "KLANTREGISSEUR", True)
    assert "Taalschool terugbellen" in client.get(f"{base}/").content.decode()

    answer = client.post(f"{base}/taken/{task.pk}/klaar/", follow=True)
    assert "Vandaag klaar" in answer.content.decode()
    answer = client.post(f"{base}/taken/{task.pk}/terug/", {"terug": "https://elders.nl/"})
    assert answer["Location"] == f"{base}/"

    with as_user(work.bakker.pk):
        task.refresh_from_db()
        assert (task.done_on, task.done_by) == (None, "")
        verbs = list(AuditEvent.objects.filter(verb__startswith="trajectory.task").values_list("verb", flat=True))
    assert sorted(verbs) == ["trajectory.task_added", "trajectory.task_finished", "trajectory.task_reopened"]


def test_a_task_without_words_or_with_a_bsn_stays_in_the_form(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    answer = client.post(f"/trajecten/{amina.number}/taken/nieuw/",
                         {"what": f"Bel over {BSN}", "who": f"user-{work.bakker.pk}"})  # fmt: skip

    assert answer.status_code == 422
    assert "In deze tekst staat een BSN" in answer.content.decode()
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="wat er moet gebeuren"):
        follow_up.add(trajectory=amina, what=" ", who="INBURGERAAR", on=timezone.localdate(), by=work.bakker)
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="wie dit doet"):
        follow_up.add(trajectory=amina, what="Belt", who="ANDERE", on=timezone.localdate(), by=work.bakker)


def test_a_stranger_finishes_no_task(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        task = follow_up.add(trajectory=amina, what="Bellen", who="KLANTREGISSEUR", on=timezone.localdate(),
                             by=work.bakker)  # fmt: skip

    assert signed_in(work.yilmaz).post(f"/trajecten/{amina.number}/taken/{task.pk}/klaar/").status_code == 404
    with as_user(work.bakker.pk):
        task.refresh_from_db()
    assert task.done_on is None


def test_the_summary_is_one_page_without_bsn(work: Casework, amina: Trajectory) -> None:
    answer = page(work, amina, "samenvatting.pdf")

    document = pypdfium2.PdfDocument(answer.content)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert "Haddad, Amina" in text
    assert "PIP vaststellen" in text
    assert "9999" not in text
    assert page(work, amina, "samenvatting.pdf", user=work.yilmaz).status_code == 404
