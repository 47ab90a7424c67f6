"""People around somebody, files, health, the reason of a colleague, and who looked."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.people import Casework, signed_in
from trajectories.actions import health
from trajectories.actions.refusal import NotNow
from trajectories.models import Absence, Betrokkene, DossierOpening, HealthRemark, PersonFile, Trajectory

PDF = b"%PDF-1.7\nniets"


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    return work.register(person={"calling_name": "Amina"})


def base(one: Trajectory) -> str:
    return f"/trajecten/{one.number}"


def test_the_number_of_people_is_said_with_the_one_contact_person(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    client.post(f"{base(amina)}/betrokkenen/", {"kind": "DOCENT", "name": "P. Docent", "works_for": "Taalschool",
                                                "phone": "0612345678", "starts_on": "1-10-2026"})  # fmt: skip

    text = client.get(f"{base(amina)}/betrokkenen/").content.decode()

    assert "Amina heeft te maken met <strong>2 mensen</strong>. J. Bakker is het vaste aanspreekpunt." in text
    assert "P. Docent" in text
    excel = client.get(f"{base(amina)}/betrokkenen/excel/")
    assert excel["Content-Type"].endswith("sheet")


def test_a_betrokkene_is_changed_and_ended(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    fields = {"kind": "TOLK", "name": "T. Olk", "starts_on": "1-10-2026"}
    client.post(f"{base(amina)}/betrokkenen/", fields)
    with as_user(work.bakker.pk):
        one = Betrokkene.objects.get()
    address = f"{base(amina)}/betrokkenen/{one.pk}"

    client.post(f"{address}/", fields | {"works_for": "Tolkbureau", "expected_version": "1"})
    conflict = client.post(f"{address}/", fields | {"works_for": "Anders", "expected_version": "1"})
    early = client.post(f"{address}/einde/", {"ends_on": "1-9-2026"})
    client.post(f"{address}/einde/", {"ends_on": "1-11-2026"})

    assert "Tolkbureau" in conflict.content.decode()
    assert "De laatste dag ligt voor de eerste dag" in early.content.decode()
    with as_user(work.bakker.pk):
        one.refresh_from_db()
    assert (one.works_for, one.ends_on.isoformat()) == ("Tolkbureau", "2026-11-01")
    assert signed_in(work.yilmaz).get(f"{address}/").status_code == 404


def test_a_scan_is_kept_under_its_own_number(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.bakker)
    upload = SimpleUploadedFile("BSN 999990019 Amina.pdf", PDF, "text/html")
    client.post(f"{base(amina)}/documenten/", {"file": upload, "title": "Diploma", "kind": "SCAN"})

    with as_user(work.bakker.pk):
        file = PersonFile.objects.defer("content").get()
    assert (file.filename, file.media_type) == (f"{file.number}.pdf", "application/pdf")
    answer = client.get(f"{base(amina)}/documenten/{file.number}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{file.number}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    with as_user(work.bakker.pk):
        last = DossierOpening.objects.latest("pk")
    assert last.purpose == f"Document {file.number} gedownload"
    assert signed_in(work.yilmaz).get(f"{base(amina)}/documenten/{file.number}/").status_code == 404


@pytest.mark.parametrize(
    ("content", "title", "sentence"),
    [
        (b"<html>", "Brief", "Dit bestand is geen PDF, JPG of PNG"),
        (b"", "Brief", "Dit bestand is leeg"),
        (PDF + b"0" * (10 * 1024 * 1024), "Brief", "Kies een bestand van maximaal 10 MB"),
        (PDF, "Van 999990019", "In deze tekst staat een BSN"),
        (PDF, "", "Vul in wat het is"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused(
    work: Casework, amina: Trajectory, content: bytes, title: str, sentence: str
) -> None:
    upload = SimpleUploadedFile("brief.pdf", content)
    answer = signed_in(work.bakker).post(f"{base(amina)}/documenten/", {"file": upload, "title": title, "kind": "SCAN"})

    assert sentence in answer.content.decode()
    with as_user(work.bakker.pk):
        assert not PersonFile.objects.exists()


def test_health_is_sealed_and_for_who_works_with_this_person(work: Casework, amina: Trajectory) -> None:
    address = f"{base(amina)}/gezondheid/"
    client = signed_in(work.bakker)
    client.post(address, {"text": "Medicijnen om 12 uur"})

    assert "Medicijnen om 12 uur" in client.get(address).content.decode()
    assert "Medicijnen" not in client.get(f"{base(amina)}/").content.decode()
    for user in (work.dewit, work.nijhof, work.yilmaz):
        assert signed_in(user).get(address).status_code == 404
    assert signed_in(work.elsewhere).get(address).status_code == 302
    with as_user(work.bakker.pk):
        remark = HealthRemark.objects.get()
        assert b"Medicijnen" not in bytes(remark.text_sealed)
        assert DossierOpening.objects.filter(purpose="Gezondheid").count() == 1
        trace = AuditEvent.objects.get(verb="trajectory.health_added")
    assert "Medicijnen" not in str(trace.details)

    assert signed_in(work.dewit).post(f"{address}{remark.pk}/verwijderen/").status_code == 404
    client.post(f"{address}{remark.pk}/verwijderen/")
    with as_user(work.bakker.pk):
        assert not HealthRemark.objects.exists()


def test_who_covers_reads_health_and_a_bsn_in_it_is_refused(work: Casework, amina: Trajectory) -> None:
    with as_user(work.nijhof.pk):
        Absence.objects.create(organisation_id=amina.organisation_id, user=work.bakker, deputy=work.dewit,
                               starts_on=timezone.localdate() - timedelta(days=1), recorded_by="x")  # fmt: skip
    client = signed_in(work.dewit)

    assert client.get(f"{base(amina)}/gezondheid/").status_code == 200
    answer = client.post(f"{base(amina)}/gezondheid/", {"text": "bsn 999990019"})
    assert "In deze tekst staat een BSN" in answer.content.decode()
    with as_user(work.nijhof.pk), pytest.raises(NotNow):
        health.add(trajectory=amina, text="iets", on=timezone.localdate(), by=work.nijhof)


def test_a_colleague_without_relation_writes_why(work: Casework, amina: Trajectory) -> None:
    client = signed_in(work.elsewhere)
    address = f"{base(amina)}/reden/"

    asked = client.get(address).content.decode()
    assert "Team Aalten" in asked
    assert "J. Bakker of M. Nijhof" in asked
    assert "Haddad" not in asked
    assert "in een hele zin" in client.post(address, {"reason": "zomaar"}).content.decode()

    client.post(address, {"reason": "Belt de spoedlijn, eigen team is vrij"})
    text = client.get(f"{base(amina)}/").content.decode()
    assert "Je bekijkt dit dossier zonder relatie. Dit wordt vastgelegd." in text
    assert signed_in(work.yilmaz).get(address).status_code == 404
    assert signed_in(work.bakker).get(address)["Location"] == f"{base(amina)}/"

    log = signed_in(work.bakker).get(f"{base(amina)}/wie-keek-mee/?relatie=zonder").content.decode()
    assert "Belt de spoedlijn, eigen team is vrij" in log
    assert "T. Tweede" in log
    excel = signed_in(work.bakker).get(f"{base(amina)}/wie-keek-mee/excel/")
    assert excel.status_code == 200
    assert signed_in(work.yilmaz).get(f"{base(amina)}/wie-keek-mee/").status_code == 404
