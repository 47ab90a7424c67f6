"""Messages of DUO: each counts once, sets its facts, waits for its person, and closes nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inburgering.accounts.context import as_job, as_user
from inburgering.audit.record import CLOCK
from inburgering.jobs.models import Job
from tests.factories import TODAY
from tests.people import Casework, signed_in
from trajectories.actions import duo
from trajectories.models import DuoEvent, ImportRun, Phase, Trajectory
from trajectories.rules.duo_messages import Message, Wrong, WrongFile, message, read
from trajectories.schedule import duo as clock
from trajectories.schedule import exchange

BSN, OTHER_BSN = "999990019", "999990020"
PAGE = "/beheer/duo/"


def line(code: str, *, bsn: str = BSN, day: str = "2026-11-18", **fields: str) -> dict[str, str]:
    return {"registratieDatumTijd": f"{day}T08:00:00+01:00", "bsn": bsn, "vNummer": "", "gebeurtenisId": code} | fields


def lines(*messages: dict[str, str]) -> bytes:
    return "\n".join(json.dumps(one) for one in messages).encode()


def receive(work: Casework, *messages: dict[str, str]) -> dict[str, int]:
    tenant = work.team.organisation_id
    with as_job(tenant):
        return duo.receive(
            organisation_id=tenant, messages=[message(one) for one in messages], source="duo.jsonl", on=TODAY, by=CLOCK
        )


def amina(work: Casework, **facts: object) -> Trajectory:
    with as_user(work.bakker.pk):
        return work.register(person={"bsn": BSN}, **facts)


def fresh(work: Casework, trajectory: Trajectory) -> Trajectory:
    with as_user(work.nijhof.pk):
        return Trajectory.objects.get(pk=trajectory.pk)


def events(work: Casework) -> list[DuoEvent]:
    with as_user(work.nijhof.pk):
        return list(DuoEvent.objects.order_by("pk"))


@pytest.mark.parametrize(
    ("code", "fields", "column", "day"),
    [
        ("SS101", {"datumKennisgevingInburgeringsplicht": "2026-11-02"}, "kennisgeving_on", date(2026, 11, 2)),
        ("SS139", {"datumInschrijvingBrp": "20261109"}, "registered_brp_on", date(2026, 11, 9)),
        ("SS139", {"uiterlijkeDatumPip": "2027-01-18"}, "duo_pip_due_on", date(2027, 1, 18)),
        ("SS102", {"startdatum": "2026-11-03", "einddatum": "2029-11-02"}, "duo_term_ends_on", date(2029, 11, 2)),
        ("SS104", {"einddatum": "2030-05-02"}, "duo_term_ends_on", date(2030, 5, 2)),
        ("SS120", {"datumVestiging": "2026-11-01"}, "moved_in_on", date(2026, 11, 1)),
        ("SS121", {"dagtekeningPip": "2026-03-01"}, "first_pip_dated_on", date(2026, 3, 1)),
    ],
)
def test_a_message_sets_its_fact(work: Casework, code: str, fields: dict[str, str], column: str, day: date) -> None:
    made = amina(work)

    assert receive(work, line(code, **fields)) == {"new": 1, "known": 0, "no_person": 0, "unknown": 0}

    now = fresh(work, made)
    assert getattr(now, column) == day
    assert now.duo_news == 1
    assert f"{day.day} " in events(work)[0].effect


def test_the_same_message_counts_once_also_without_a_number_of_its_own(work: Casework) -> None:
    amina(work)
    numbered = line("SS101", berichtId="a1b2")

    assert receive(work, numbered, line("SS109"))["new"] == 2
    assert receive(work, numbered, line("SS109")) == {"new": 0, "known": 2, "no_person": 0, "unknown": 0}
    assert BSN not in str([(one.message_id, one.content) for one in events(work)])


def test_an_older_message_does_not_undo_a_later_one(work: Casework) -> None:
    made = amina(work)
    receive(work, line("SS104", day="2026-11-18", einddatum="2030-05-02"))

    receive(work, line("SS102", day="2026-11-01", einddatum="2029-11-02"))

    assert fresh(work, made).duo_term_ends_on == date(2030, 5, 2)
    assert "Een later bericht" in events(work)[-1].effect


def test_without_a_date_nothing_is_made_up(work: Casework) -> None:
    made = amina(work)

    receive(work, line("SS101"))

    assert fresh(work, made).kennisgeving_on is None
    assert "staat geen datum" in events(work)[0].effect


def test_another_group_of_the_law_holds_from_its_day(work: Casework) -> None:
    made = amina(work, on=date(2026, 9, 1))

    receive(work, line("SS124", indeling="Gezinsmigrant en overige migrant", begindatum="2026-11-10"))

    assert fresh(work, made).indeling == "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"
    assert "gezinsmigrant of overige migrant" in events(work)[0].effect


def test_the_result_of_the_leerbaarheidstoets_comes_in(work: Casework) -> None:
    made = amina(work)

    receive(
        work,
        line("SS131", resultaat="Haalbaar", datumAfname="2026-11-12", behaaldeScore="41", benodigdeScore="38"),
    )

    with as_user(work.nijhof.pk):
        test = made.leerbaarheidstoetsen.get()
        assert (test.result, test.score, test.needed_score, test.source) == ("HAALBAAR", 41, 38, "DUO")


@pytest.mark.parametrize("code", ["SS106", "SS107", "SS108", "SS111", "SS122"])
def test_a_message_never_closes_a_trajectory_it_puts_a_task(work: Casework, code: str) -> None:
    made = amina(work)

    receive(work, line(code))
    receive(work, line(code, day="2026-11-19"))

    assert fresh(work, made).phase != Phase.CLOSED
    with as_user(work.nijhof.pk):
        task = made.follow_ups.get()
        assert task.what.startswith("DUO: ")
        assert task.user == work.bakker
    assert "Het traject blijft open" in events(work)[0].effect


def test_an_unknown_code_is_kept(work: Casework) -> None:
    amina(work)

    assert receive(work, line("SS777"))["unknown"] == 1
    assert events(work)[0].state == DuoEvent.State.UNKNOWN


def test_a_message_waits_for_its_person(work: Casework) -> None:
    receive(work, line("SS101", datumKennisgevingInburgeringsplicht="2026-11-02"))
    waiting = events(work)[0]
    assert waiting.state == DuoEvent.State.NO_PERSON
    assert BSN not in str(waiting.content)

    made = amina(work)
    with as_job(work.team.organisation_id):
        clock.match_organisation(work.team.organisation_id)

    assert fresh(work, made).kennisgeving_on == date(2026, 11, 2)
    matched = events(work)[0]
    assert (matched.state, matched.trajectory_id, matched.person_sealed) == (DuoEvent.State.NEW, made.pk, None)


def test_the_person_of_another_gemeente_is_not_found(work: Casework) -> None:
    with as_user(work.yilmaz.pk):
        work.register(by=work.yilmaz, person={"bsn": BSN})

    assert receive(work, line("SS101"))["no_person"] == 1


def work_off(work: Casework) -> None:
    with as_user(work.nijhof.pk):
        waiting = list(Job.objects.filter(state=Job.State.QUEUED))
    for job in waiting:
        exchange.work_import(job.pk, job.organisation_id)


def test_a_file_goes_in_and_its_page_tells_and_seen_takes_one_click(work: Casework) -> None:
    made = amina(work)
    client = signed_in(work.nijhof)
    file = lines(line("SS101", datumKennisgevingInburgeringsplicht="2026-11-02"), line("SS106", bsn=OTHER_BSN))

    answer = client.post(PAGE, {"file": SimpleUploadedFile("duo.jsonl", file + b"\nonzin")})
    work_off(work)

    page = client.get(answer.url).content.decode()
    assert "1 nieuw bericht verwerkt" in page
    assert "1 wacht op een persoon" in page
    assert "Regel 3: Dit is geen bericht" in page
    listed = client.get(PAGE)
    assert made.number in listed.content.decode()
    assert "2 nov 2026" in listed.content.decode()
    assert BSN not in listed.content.decode()
    event = next(one for one in events(work) if one.trajectory_id)
    client.post(f"{PAGE}{event.pk}/gezien/", {"terug": "/vandaag/"})
    assert fresh(work, made).duo_news == 0
    assert "gezien op" in client.get(f"{PAGE}?toon=alles").content.decode()
    assert client.get(f"{PAGE}excel/?toon=alles").status_code == 200


def test_a_colleague_of_the_team_sees_off_a_message_and_a_stranger_does_not(work: Casework) -> None:
    amina(work)
    receive(work, line("SS109"))
    address = f"{PAGE}{events(work)[0].pk}/gezien/"

    for user in (work.elsewhere, work.yilmaz, work.world.leader):
        assert signed_in(user).post(address).status_code == 404
    assert signed_in(work.bakker).get(PAGE).status_code == 404
    assert signed_in(work.bakker).post(address).status_code == 302
    assert events(work)[0].seen_by == work.bakker.audit_name


def test_the_folder_is_read_once(work: Casework, settings, tmp_path) -> None:
    amina(work)
    settings.DUO_FOLDER = str(tmp_path)
    (tmp_path / "GM0197").mkdir()
    (tmp_path / "GM0197" / "vandaag.jsonl").write_bytes(lines(line("SS109")))
    (tmp_path / "GM9999").mkdir()

    clock.read_duo_folder()
    work_off(work)
    clock.read_duo_folder()

    assert [one.code for one in events(work)] == ["SS109"]
    with as_user(work.nijhof.pk):
        assert ImportRun.objects.get().state == ImportRun.State.DONE


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([line("SS101"), line("SS109")]).encode(),
        lines(line("SS101"), line("SS109")),
        json.dumps({"notificaties": [line("SS101"), line("SS109")]}, indent=2).encode(),
        f"﻿gebeurtenisId;BSN;registratieDatumTijd\nSS101;{BSN};18-11-2026\nSS109;{BSN};2026-11-18T08:00:00".encode(),
    ],
)
def test_each_shape_gives_the_same_messages(content: bytes) -> None:
    found = list(read(content))

    assert [(one.code, one.bsn, one.registered_at.date()) for one in found] == [
        ("SS101", BSN, date(2026, 11, 18)), ("SS109", BSN, date(2026, 11, 18)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (line("SS101", bsn="123456789"), "Het BSN in dit bericht klopt niet"),
        (line("SS101", bsn=""), "Er staat geen BSN of V-nummer"),
        (line("x"), "gebeurtenisId ontbreekt"),
        (line("SS101", day="morgen"), "registratieDatumTijd ontbreekt"),
    ],
)
def test_a_line_that_is_no_message_says_why(fields: dict[str, str], sentence: str) -> None:
    found = next(iter(read(lines(fields))))

    assert isinstance(found, Wrong)
    assert sentence in found.sentence


@pytest.mark.parametrize("content", [b"", b"\xff\x00\x81", b"naam;adres\na;b", b"[1, 2", b"{\n{"])
def test_a_file_that_is_no_list_of_messages_is_refused(content: bytes) -> None:
    with pytest.raises(WrongFile):
        list(read(content))


def test_numbers_never_stay_in_the_content() -> None:
    found = message(line("SS101", persoon={"BSN": BSN, "plaats": "Aalten"}, opmerking=f"zie {BSN}"))

    assert isinstance(found, Message)
    assert BSN not in str(found.content)
    assert found.content["persoon"] == {"plaats": "Aalten"}
