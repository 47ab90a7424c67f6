"""Everything about one person leaves in one export: a mark in every text of every table, and no table forgotten."""

import io
import json
import zipfile
from datetime import timedelta
from itertools import count

import pypdfium2
import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from inburgering import secrecy
from inburgering.accounts.context import as_job, as_user
from inburgering.audit.models import AuditEvent
from inburgering.jobs.models import Job
from tests.database import as_owner
from tests.people import Casework, signed_in
from tests.whole_person import BSN, WholePerson, whole_person
from trajectories.actions import dossier, person_export
from trajectories.actions.refusal import NotNow
from trajectories.models import (
    DossierOpening,
    ImportedRow,
    Inburgeraar,
    PersonFile,
    Trajectory,
)
from trajectories.reports.person_export import PARTS
from trajectories.reports.person_export_page import MAKE_PERSON_EXPORT
from trajectories.reports.person_export_words import TECHNICAL, WORDS
from trajectories.schedule.person_export import make_person_export

SHORTEST = 4
# Says what kind of thing a row is; the rules of the database allow no mark in it.
STRUCTURE = {"number", "media_type", "filename"}
# What must be so for a text to be there.
BESIDE = {
    "followup": {"done_on": "2026-11-20"}, "dossieropening": {"is_with_reason": True},
    "retentionhold": {"released_at": "2026-11-20T10:00:00Z"},
}  # fmt: skip


def test_every_table_with_a_road_to_a_person_has_a_part() -> None:
    known: set[type[models.Model]] = {Inburgeraar}
    grown = True
    while grown:
        found = {
            model
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.is_relation and field.related_model in known
        }
        grown = not found <= known
        known |= found

    assert {model for model, _, _ in PARTS} == known


def test_every_column_has_a_name_that_a_person_reads() -> None:
    names = {field.name for model, _, _ in PARTS for field in model._meta.concrete_fields} - TECHNICAL

    assert names - set(WORDS) == set()


@pytest.fixture
def person(work: Casework) -> WholePerson:
    made = whole_person(work)
    of = {"organisation_id": made.trajectory.organisation_id}
    with as_user(work.bakker.pk):
        ImportedRow.objects.create(**of, run=made.rows["importrun"], trajectory=made.trajectory, line=2, is_new=True,
                                   version_after=1)  # fmt: skip
        dossier.open_page(trajectory=made.trajectory, purpose="Overzicht", on=timezone.localdate(), by=work.bakker)
    return made


def marked(person: WholePerson, receiver: int) -> dict[str, str]:
    """Put a mark of its own in every text about this person; return {mark: table.column}."""
    numbers, marks = count(1), {}
    for model, road, _ in PARTS:
        name = model._meta.model_name or ""
        rows = model._default_manager.filter(**{road: person.trajectory.inburgeraar_id})
        assert rows.exists(), f"{name}: the marked person has no row"
        new = dict(BESIDE.get(name, {}))
        for field in model._meta.concrete_fields:
            mark = f"K{next(numbers):03d}"
            value = _value(field, mark, receiver if name in {"handover", "handovercontent"} else person)
            if value is not None:
                new[field.name] = value
                marks[mark] = f"{name}.{field.name}"
        first = rows.order_by("pk").first()
        model._default_manager.filter(pk=first.pk).update(**new)
    return marks


def _value(field: models.Field, mark: str, tenant: object) -> object:
    if field.name in TECHNICAL | STRUCTURE or field.choices or field.is_relation:
        return None
    if isinstance(field, models.BinaryField):
        key = tenant.trajectory.organisation_id if isinstance(tenant, WholePerson) else tenant
        return secrecy.sealed(mark, tenant=key)
    if isinstance(field, models.JSONField):
        return [mark] if field.default is list else {"antwoord": mark}
    if isinstance(field, models.CharField | models.TextField) and (field.max_length or 99) >= SHORTEST:
        return mark
    return None


def asked(work: Casework, person: WholePerson) -> Job:
    today = timezone.localdate()
    with as_user(work.bakker.pk):
        return person_export.ask(trajectory=person.trajectory, asked_on=today, identity="ID", on=today, by=work.bakker)


def files_of(work: Casework) -> list[PersonFile]:
    with as_user(work.bakker.pk):
        return list(PersonFile.objects.filter(kind="EXPORT").order_by("pk"))


def exported(work: Casework, person: WholePerson) -> list[PersonFile]:
    """Ask, and do what the worker does."""
    job = asked(work, person)
    make_person_export(job.pk, job.organisation_id)
    return files_of(work)


def job_of(work: Casework) -> Job:
    with as_user(work.bakker.pk):
        return Job.objects.filter(kind=MAKE_PERSON_EXPORT).order_by("-pk").first()


def test_every_text_of_every_table_is_in_both_files(work: Casework, person: WholePerson) -> None:
    with as_user(work.bakker.pk), as_owner():
        marks = marked(person, person.rows["handover"].receiver_id)
    assert len(marks) > 100

    readable, machine = exported(work, person)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bytes(readable.content)))
    with zipfile.ZipFile(io.BytesIO(bytes(machine.content))) as packed:
        names = packed.namelist()
        tables = packed.read("inzage.json").decode()

    assert [where for mark, where in marks.items() if mark not in tables] == []
    assert [where for mark, where in marks.items() if mark not in text] == []
    assert f"bestanden/{person.rows['personfile'].filename}" in names
    assert set(json.loads(tables)["tabellen"]) == {model._meta.model_name for model, _, _ in PARTS}
    assert "index" not in tables


def test_the_page_makes_both_files_and_logs_why(work: Casework, person: WholePerson) -> None:
    address = f"/trajecten/{person.trajectory.number}/inzage/"
    client = signed_in(work.bakker)

    answer = client.post(address, {"asked_on": "1-11-2025", "identity": "ID"}, follow=True)
    waiting = client.get(f"{address}voortgang/")
    job = job_of(work)
    make_person_export(job.pk, job.organisation_id)

    assert "Je mag deze pagina verlaten" in answer.content.decode()
    assert (waiting.status_code, client.get(f"{address}voortgang/").status_code) == (200, 286)
    page = client.get(address).content.decode()
    assert "alle bestanden" in page
    assert "Wanneer is inzage gevraagd?" in page
    files = files_of(work)
    with as_user(work.bakker.pk):
        trace = AuditEvent.objects.get(verb="trajectory.person_exported")
        question = AuditEvent.objects.get(verb="trajectory.person_export_asked")
        assert DossierOpening.objects.filter(purpose="Inzage gemaakt op verzoek (AVG)").count() == 1
    assert (question.details["asked_on"], question.details["identity"]) == ("2025-11-01", "ID")
    assert question.actor == trace.actor == work.bakker.audit_name
    assert BSN not in f"{job.label}{job.step}{job.requested_by}{question.details}"
    assert [file.media_type for file in files] == ["application/pdf", "application/zip"]
    assert BSN in "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bytes(files[0].content))
    )
    assert BSN not in f"{trace.details}{trace.about}{files[0].title}{files[1].filename}"


def test_who_may_not_see_health_makes_no_export(work: Casework, person: WholePerson) -> None:
    address = f"/trajecten/{person.trajectory.number}/inzage/"

    assert "Alleen de klantregisseur en de waarnemer" in signed_in(work.nijhof).get(address).content.decode()
    refused = signed_in(work.nijhof).post(address, {"asked_on": "1-11-2025", "identity": "ID"})
    assert refused.status_code == 422
    assert signed_in(work.yilmaz).get(address).status_code == 404
    assert signed_in(work.yilmaz).post(address, {}).status_code == 404
    with as_user(work.bakker.pk):
        assert not PersonFile.objects.filter(kind="EXPORT").exists()


def test_a_request_of_tomorrow_is_refused(work: Casework, person: WholePerson) -> None:
    today = timezone.localdate()
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="toekomst"):
        person_export.ask(trajectory=person.trajectory, asked_on=today.replace(year=today.year + 1), identity="ID",
                          on=today, by=work.bakker)  # fmt: skip


def test_nothing_is_rendered_within_a_transaction(work: Casework, person: WholePerson, monkeypatch) -> None:
    """The test itself runs in one, so what counts is that nobody's context is set: no row can be read or locked."""
    contexts = []
    render = person_export.pdf.render

    def noted(*args: object) -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.context', true)")
            contexts.append(cursor.fetchone()[0])
        return render(*args)

    monkeypatch.setattr(person_export.pdf, "render", noted)
    exported(work, person)

    assert contexts == [""]


def test_asking_twice_is_asking_once_and_a_made_one_may_be_asked_again(work: Casework, person: WholePerson) -> None:
    assert asked(work, person).pk == asked(work, person).pk
    job = job_of(work)
    make_person_export(job.pk, job.organisation_id)
    make_person_export(job.pk, job.organisation_id)
    assert len(files_of(work)) == 2

    assert asked(work, person).pk != job.pk


class Killed(BaseException):
    """As the end of a process: nothing in our code may catch it."""


@pytest.mark.parametrize("step", ["made", "keep"])
def test_after_a_killed_worker_another_makes_each_file_once(
    work: Casework, person: WholePerson, monkeypatch, step: str
) -> None:
    job = asked(work, person)
    with monkeypatch.context() as patched:
        patched.setattr(person_export, step, lambda *args, **options: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            make_person_export(job.pk, job.organisation_id)
    assert files_of(work) == []
    with as_user(work.bakker.pk):
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))

    make_person_export(job.pk, job.organisation_id)

    assert (job_of(work).state, len(files_of(work))) == (Job.State.DONE, 2)


def test_who_lost_the_dossier_while_waiting_gets_nothing(work: Casework, person: WholePerson) -> None:
    job = asked(work, person)
    with as_user(work.nijhof.pk):
        Trajectory.objects.filter(pk=person.trajectory.pk).update(assigned_to=work.dewit, deputy=None)

    make_person_export(job.pk, job.organisation_id)

    assert (job_of(work).state, files_of(work)) == (Job.State.FAILED, [])
    assert "Alleen de klantregisseur en de waarnemer" in job_of(work).error


def test_a_colleague_who_may_not_see_health_gets_no_file_of_it(work: Casework, person: WholePerson) -> None:
    readable, _ = exported(work, person)
    documents = f"/trajecten/{person.trajectory.number}/documenten/"

    assert signed_in(work.bakker).get(f"{documents}{readable.number}/").status_code == 200
    for colleague in (work.dewit, work.nijhof, work.yilmaz):
        assert signed_in(colleague).get(f"{documents}{readable.number}/").status_code == 404
    assert readable.number not in signed_in(work.dewit).get(documents).content.decode()
    assert readable.number not in signed_in(work.nijhof).get(documents.replace("documenten", "inzage")).content.decode()


def test_after_a_day_the_files_are_gone_and_that_they_were_made_stays(work: Casework, person: WholePerson) -> None:
    readable, _ = exported(work, person)
    page = f"/trajecten/{person.trajectory.number}/inzage/"
    client = signed_in(work.bakker)
    with as_owner():
        PersonFile.objects.filter(kind="EXPORT").update(stored_at=timezone.now() - timedelta(hours=25))

    assert client.get(page.replace("inzage", "documenten") + f"{readable.number}/").status_code == 404
    assert "Klaar om te downloaden" not in client.get(page).content.decode()

    with as_job(person.trajectory.organisation_id):
        gone = person_export.forget(
            organisation_id=person.trajectory.organisation_id, now=timezone.now(), by=work.bakker
        )
    assert (gone, files_of(work)) == (2, [])
    assert "Wanneer is inzage gevraagd?" in client.get(page).content.decode()
