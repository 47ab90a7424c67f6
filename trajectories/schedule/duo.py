"""Messages of DUO from a file or a folder. A file may come again: each message counts once."""

from __future__ import annotations

import hashlib
from itertools import islice
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK
from inburgering.jobs.claim import Claim
from inburgering.notation import number
from inburgering.spreadsheet.reading import WrongFile
from regions.models import Municipality
from trajectories.actions import duo, imports
from trajectories.actions.imports import Upload, Worker
from trajectories.models import DuoEvent, ImportRun, Inburgeraar, Phase
from trajectories.rules import duo_messages
from trajectories.rules.duo_messages import Message, Wrong

CHUNK = 200
MOST_WRONG = 200
LARGEST_FILE = 10 * 1024 * 1024
KINDS = frozenset({".json", ".jsonl", ".csv", ".txt"})


def receive_file(held: Claim, asked: ImportRun, content: bytes) -> None:
    """Keep every message of a file, a chunk in a transaction. Who does it again finds what is there already."""
    by = Worker(asked.uploaded_by)
    read = iter(_read(content))
    counts: dict[str, int] = dict.fromkeys(["new", "known", "no_person", "unknown", "wrong"], 0)
    wrong: list[dict[str, object]] = []
    done = 0
    while chunk := list(islice(read, CHUNK)):
        done += len(chunk)
        messages = [one for one in chunk if isinstance(one, Message)]
        failed = [one for one in chunk if isinstance(one, Wrong)]
        wrong += [{"line": one.line, "sentence": one.sentence} for one in failed]
        with as_job(held.organisation_id):
            found = duo.receive(
                organisation_id=held.organisation_id, messages=messages, source=asked.filename,
                on=timezone.localdate(), by=by,
            )  # fmt: skip
            counts = {name: counts[name] + found.get(name, 0) for name in counts} | {"wrong": len(wrong)}
            held.keep(f"{number(done)} berichten", is_saved=True)
            kept = asked.counts | counts | {"lines": wrong[:MOST_WRONG]}
            ImportRun.objects.filter(pk=asked.pk).update(rows_done=done, counts=kept)
    with as_job(held.organisation_id):
        imports.finish(run=asked, by=by)
        held.finish()


def match_organisation(organisation_id: int) -> int:
    """Let waiting messages of one organisation find who was registered meanwhile, in the context of that job."""
    waiting = DuoEvent.objects.filter(organisation_id=organisation_id, state=DuoEvent.State.NO_PERSON)
    indexes = {one for content in waiting.values_list("content", flat=True) for one in content.get(duo.FIND, [])}
    if not indexes:
        return 0
    people = Inburgeraar.objects.filter(organisation_id=organisation_id)
    found = people.filter(bsn_index__in=indexes) | people.filter(v_number_index__in=indexes)
    matched = 0
    for person in found.distinct():
        trajectory = person.trajectories.exclude(phase=Phase.CLOSED).first()
        if trajectory:
            matched += duo.match_waiting(inburgeraar=person, trajectory=trajectory, on=timezone.localdate(), by=CLOCK)
    return matched


@shared_task(name="trajectories.schedule.exchange.read_duo_folder")
def read_duo_folder() -> int:
    """Bring in files that are new in the folder of DUO, where each municipality has its own: GM0197/….jsonl."""
    folder = Path(settings.DUO_FOLDER) if getattr(settings, "DUO_FOLDER", "") else None
    if folder is None or not folder.is_dir():
        return _match_everywhere()
    codes = {path.name: path for path in sorted(folder.iterdir()) if path.is_dir() and not path.is_symlink()}
    places = Municipality.objects.filter(code__in=codes).exclude(organisation=None)
    for code, organisation_id in places.values_list("code", "organisation_id"):
        _read_folder(codes[code], organisation_id)
    return _match_everywhere()


def _read_folder(folder: Path, organisation_id: int) -> None:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in KINDS or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size > LARGEST_FILE:
            continue
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        with as_job(organisation_id):
            known = ImportRun.objects.filter(organisation_id=organisation_id, sha256=digest)
            if known.filter(kind=ImportRun.Kind.DUO).exists():
                continue
            upload = Upload(path.name, content, ImportRun.Kind.DUO)
            imports.upload(organisation_id=organisation_id, upload=upload, user=None, by=CLOCK)


def _match_everywhere() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.organisations_with_persons()")
        organisations: list[int] = cursor.fetchone()[0]
    return sum(_match(organisation_id) for organisation_id in organisations)


def _match(organisation_id: int) -> int:
    with as_job(organisation_id):
        return match_organisation(organisation_id)


def _read(content: bytes) -> list[Message | Wrong]:
    try:
        return list(duo_messages.read(content))
    except duo_messages.WrongFile as reason:
        raise WrongFile(str(reason)) from reason
