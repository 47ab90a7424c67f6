"""The letter: made by a worker, tagged, in plain Dutch with u, with the term to object. The database keeps the PIP."""

from __future__ import annotations

import io
import re
from datetime import date

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from inburgering.accounts.context import as_user
from inburgering.documents import pdf
from inburgering.jobs.models import Job
from tests.factories import TODAY
from tests.people import Casework, signed_in
from tests.trajectories.pip.conftest import established, fresh
from trajectories.actions import pip_letter as acts
from trajectories.actions import plan
from trajectories.actions.refusal import NotNow
from trajectories.models import Inburgeraar, PersonFile, Pip, Trajectory
from trajectories.reports import pip_letter
from trajectories.tasks.letters import TEMPLATE, render_pip_letters

STANDARDS = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_3A)
BSN = "999990019"
MOST_WORDS_IN_A_SENTENCE = 20


@pytest.fixture
def decided(work: Casework, amina: Trajectory) -> Pip:
    with as_user(work.bakker.pk):
        person = Inburgeraar.objects.get(pk=amina.inburgeraar_id)
        person.seal_bsn(BSN)
        person.street, person.postcode, person.city = "Markt 1", "7121 AA", "Aalten"
        person.save()
        plan.from_template(trajectory=amina, key="start-b1", on=TODAY, by=work.bakker)
    return established(work, amina)


def run_the_job(work: Casework) -> Job:
    with as_user(work.bakker.pk):
        job = Job.objects.latest("queued_at")
    render_pip_letters(job.pk, job.organisation_id)
    return fresh(work.bakker, job)


def test_the_worker_makes_a_tagged_letter_once(work: Casework, decided: Pip, tmp_path: object) -> None:
    assert run_the_job(work).state == Job.State.DONE
    with as_user(work.bakker.pk):
        kept = PersonFile.objects.get()
        assert (kept.kind, fresh(work.bakker, decided).letter_id) == ("PIP", kept.pk)
        with pytest.raises(NotNow, match="al gemaakt"):
            acts.ask(pip=fresh(work.bakker, decided), by=work.bakker)
    file = tmp_path / "brief.pdf"
    file.write_bytes(bytes(kept.content))
    for profile in STANDARDS:
        checked = page_validation.validate_pdf(str(file), profile=profile)
        assert checked.is_compliant, checked.failures
    with pikepdf.open(io.BytesIO(bytes(kept.content))) as opened:
        assert str(opened.Root.Lang) == "nl"
        assert "/StructTreeRoot" in opened.Root
    text = text_of(bytes(kept.content))
    assert "tot en met 4 januari 2027" in text  # 1 January is a holiday, 2 and 3 January the weekend
    assert "20 november 2029" in text
    assert "Markt 1" in text
    assert BSN not in text
    assert "Amina" not in kept.filename

    client = signed_in(work.bakker)
    shown = client.get(reverse("download_pip_letter", args=[decided.trajectory.number, 1]))
    assert (shown.status_code, shown["Content-Type"], shown.content) == (200, "application/pdf", bytes(kept.content))
    stranger = signed_in(work.yilmaz).get(reverse("download_pip_letter", args=[decided.trajectory.number, 1]))
    assert stranger.status_code == 404


def test_the_letter_says_u_in_short_sentences(work: Casework, decided: Pip) -> None:
    with as_user(work.bakker.pk):
        letter = pip_letter.build(decided, decided.trajectory, on=TODAY)
        markup = pdf.html(TEMPLATE, {"letter": letter, **letter.on_every_page()})
    body = markup.split("Beste", 1)[1]
    paragraphs = re.findall(r"<p>(.*?)</p>", body, flags=re.S)
    own = [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in paragraphs]
    sentences = [one for text in own for one in re.split(r"(?<=[.?!])\s", text) if one]
    assert not [one for one in sentences if len(one.split()) > MOST_WORDS_IN_A_SENTENCE]
    assert sum(len(one.split()) for one in sentences) / len(sentences) <= 12
    assert not re.search(r"\b(je|jij|jouw)\b", " ".join(own), flags=re.I)
    assert "€" not in markup


def test_no_address_when_no_letter_may_go_there(work: Casework, decided: Pip) -> None:
    with as_user(work.bakker.pk):
        Inburgeraar.objects.update(no_letter_to_address=True)
        trajectory = Trajectory.objects.select_related("inburgeraar", "organisation").get()
        letter = pip_letter.build(decided, trajectory, on=TODAY)
    assert letter.address == ("Persoonlijk overhandigd",)


def test_a_letter_that_failed_can_be_asked_again(work: Casework, decided: Pip) -> None:
    with as_user(work.bakker.pk):
        Job.objects.update(state=Job.State.FAILED, error="Op deze computer ontbreekt Pango.")
    client = signed_in(work.bakker)
    shown = client.get(reverse("show_pip", args=[decided.trajectory.number])).content.decode()
    assert "De brief is er nog niet. Op deze computer ontbreekt Pango." in shown

    client.post(reverse("ask_pip_letter", args=[decided.trajectory.number, 1]))
    client.post(reverse("ask_pip_letter", args=[decided.trajectory.number, 1]))
    with as_user(work.bakker.pk):
        assert Job.objects.filter(state=Job.State.QUEUED).count() == 1


@pytest.mark.parametrize("change", [{"leerroute": "ONDERWIJS"}, {"dated_on": date(2026, 1, 1)}, {"state": "CONCEPT"}])
def test_the_database_itself_keeps_a_decision(work: Casework, decided: Pip, change: dict[str, object]) -> None:
    with as_user(work.bakker.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            Pip.objects.filter(pk=decided.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            Pip.objects.filter(pk=decided.pk).delete()


def text_of(content: bytes) -> str:
    opened = pypdfium2.PdfDocument(content)
    try:
        return " ".join(" ".join(one.get_textpage().get_text_range() for one in opened).split())
    finally:
        opened.close()
