"""What the pages of an import show: how far it is, what would change, what is wrong, and what can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from inburgering.jobs.models import Job
from inburgering.notation import count, date_short, number, time_of_day
from regions.rules.finding import Part
from trajectories.models import ImportRun
from trajectories.reports.import_content import trial_of
from trajectories.rules.import_columns import HOURS, PEOPLE
from trajectories.rules.person_numbers import has_bsn, masked

STATES = {"NEW": "nieuw", "CHANGED": "gewijzigd", "SAME": "ongewijzigd"}
SHOWN_PROBLEMS = 50
UNDO_WITHIN = timedelta(hours=24)
MOST_WRONG = 2_000
UNDO_ASKED = "undo_asked"  # in the counts of a run that is being taken back


@dataclass(frozen=True, slots=True)
class PreviewRow:
    line: int
    name: str
    state: str
    changes: list[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, such as C5."""

    cell: str
    column: str
    typed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One run. `is_open`: a worker is busy or about to be. `done` of `total` rows, total None as long as unknown."""

    finding: list[Part]
    is_open: bool
    progress: str
    done: int
    total: int | None
    error: str
    refusal: str
    preview: list[PreviewRow]
    problems: list[Problem]
    more_problems: int
    lines: list[dict[str, Any]]
    unknown: list[str]
    repaired: str
    good: int
    wrong: int
    may_take_in: bool
    may_undo: bool
    kept: list[str]
    left_out: str
    undo_until: str


def build(run: ImportRun) -> ImportPage:
    """Return the page of a run; its job is at hand."""
    job, counts, trial = run.job, run.counts, trial_of(run)
    is_open = bool(job and job.is_open)
    problems = _problems(trial.wrong, trial.letters, run.kind)
    good, wrong = counts.get("new", 0) + counts.get("changed", 0), counts.get("wrong", 0) + counts.get("double", 0)
    tried = run.state == ImportRun.State.TRIED
    until = (run.taken_in_at or timezone.now()) + UNDO_WITHIN
    return ImportPage(
        finding=finding(run),
        is_open=is_open,
        progress=_progress(run, job),
        done=run.rows_done,
        total=_total(run),
        error=job.error if job and job.state == Job.State.FAILED else "",
        refusal=run.refusal,
        preview=[_preview_row(one) for one in trial.preview],
        problems=problems[:SHOWN_PROBLEMS],
        more_problems=max(0, len(problems) - SHOWN_PROBLEMS),
        lines=counts.get("lines", []),
        unknown=trial.unknown,
        repaired=_repaired(counts.get("repaired", 0)),
        good=good,
        wrong=wrong,
        may_take_in=tried and good > 0,
        may_undo=_may_undo(run) and until > timezone.now(),
        kept=counts.get("kept", []),
        left_out=f"De eerste {number(MOST_WRONG)} staan in het foutbestand." if wrong > MOST_WRONG else "",
        undo_until=_moment(until),
    )


def finding(run: ImportRun) -> list[Part]:
    """Return the first sentence: what was read, and what became of it."""
    counts = run.counts
    if run.kind == ImportRun.Kind.DUO and run.state == ImportRun.State.DONE:
        return _duo_finding(counts)
    read = sum(counts.get(name, 0) for name in ("new", "changed", "same", "wrong", "double"))
    good = read - counts.get("wrong", 0) - counts.get("double", 0)
    start = f"{count(read, 'rij', 'rijen')} gelezen: "
    parts = [Part(start), Part(f"{number(good)} goed", strong=True)]
    parts += [Part(", "), Part(f"{number(counts.get('wrong', 0))} met een fout", strong=True)]
    parts += [Part(f", {number(counts.get('double', 0))} dubbel.")]
    tail = {
        ImportRun.State.TRIED: " Er is nog niets ingelezen.",
        ImportRun.State.DONE: f" Ingelezen: {counts.get('new', 0)} nieuw en {counts.get('changed', 0)} gewijzigd.",
        ImportRun.State.UNDONE: f" Ongedaan gemaakt: {count(counts.get('undone', 0), 'rij', 'rijen')}.",
    }
    if counts.get(UNDO_ASKED):
        return [Part("Wordt ongedaan gemaakt.", strong=True)]
    if run.state == ImportRun.State.REFUSED:
        return [Part("Dit bestand is niet te lezen.", strong=True)]
    if run.state in {ImportRun.State.UPLOADED, ImportRun.State.TAKING_IN}:
        return [Part(f"{run.get_state_display().capitalize()}.", strong=True)]
    return [*parts, Part(tail.get(run.state, ""))]


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the history."""

    number: str
    kind: str
    filename: str
    moment: str
    who: str
    outcome: str
    is_open: bool


def history(runs: Sequence[ImportRun]) -> list[RunRow]:
    """Return the runs as lines, in their order."""
    return [
        RunRow(
            number=run.number, kind=run.get_kind_display(), filename=run.filename,
            moment=_moment(run.uploaded_at), who=run.uploaded_by.split(" <")[0],
            outcome="".join(part.text for part in finding(run)), is_open=bool(run.job and run.job.is_open),
        )
        for run in runs
    ]  # fmt: skip


def _duo_finding(counts: dict[str, Any]) -> list[Part]:
    parts = [Part(f"{count(counts.get('new', 0), 'nieuw bericht', 'nieuwe berichten')} verwerkt", strong=True)]
    rest = [
        (counts.get("no_person", 0), "wacht op een persoon die hier nog niet staat"),
        (counts.get("unknown", 0), "met een code die we niet kennen"),
        (counts.get("known", 0), "stond er al"),
        (counts.get("wrong", 0), "niet te lezen"),
    ]
    return [*parts, Part("".join(f", {number(many)} {what}" for many, what in rest if many) + ".")]


def _progress(run: ImportRun, job: Job | None) -> str:
    if job is None or not job.is_open:
        return ""
    what = "berichten" if run.kind == ImportRun.Kind.DUO else "rijen"
    done = f"{number(run.rows_done)} {what}" if run.rows_done else "We openen het bestand"
    total = _total(run)
    return f"{done} van {number(total)}" if total and run.rows_done else done


def _total(run: ImportRun) -> int | None:
    """Return how many rows there are, known once the trial has read them all."""
    if run.state in {ImportRun.State.UPLOADED, ImportRun.State.REFUSED} or run.kind == ImportRun.Kind.DUO:
        return None
    of_all = ("new", "changed") if run.counts.get(UNDO_ASKED) else ("new", "changed", "same", "wrong", "double")
    return sum(run.counts.get(name, 0) for name in of_all)


def _may_undo(run: ImportRun) -> bool:
    is_list = run.kind != ImportRun.Kind.DUO
    return run.state == ImportRun.State.DONE and is_list and not run.counts.get(UNDO_ASKED)


def _preview_row(one: dict[str, Any]) -> PreviewRow:
    """Return a row of the trial: of somebody new what comes in, of somebody known what was and what will be."""
    if one["state"] == "NEW":
        changes = [f"{title}: {new}" for title, _, new in one["changes"] if new != one["name"]]
    else:
        changes = [f"{title}: {former} → {new}" for title, former, new in one["changes"]]
    return PreviewRow(one["line"], one["name"], STATES[one["state"]], changes + one["notices"])


def _problems(wrong: list[dict[str, Any]], letters: dict[str, str], kind: str) -> list[Problem]:
    columns = HOURS if kind == ImportRun.Kind.HOURS else PEOPLE
    titles = {column.field: column.title for column in columns}
    return [
        Problem(f"{letters.get(name, '')}{row['line']}", titles.get(name, ""), _typed(name, row["cells"]), sentence)
        for row in wrong
        for name, sentence in row["problems"].items()
    ]


def _typed(name: str, cells: dict[str, str]) -> str:
    """Return what stands in a cell; of a BSN or V-nummer the last two digits, wherever it was typed."""
    text = cells.get(name, "")
    return masked(text) if name in {"bsn", "v_number"} or has_bsn(text) else text


def _repaired(rows: int) -> str:
    if not rows:
        return ""
    return f"In {count(rows, 'rij', 'rijen')} ontbrak een 0 aan het begin van een nummer. Die hebben we erbij gezet."


def _moment(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{date_short(local.date())} om {time_of_day(local.time())}"
