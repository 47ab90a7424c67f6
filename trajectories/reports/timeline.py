"""What happened in one trajectory, newest first: who, when, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from inburgering.notation import SHORT_MONTHS, count, date_short
from trajectories.models import (
    Betrokkene,
    ContactForm,
    Conversation,
    ConversationRevision,
    ExamResult,
    Handover,
    Indeling,
    Leerbaarheidstoets,
    Leerroute,
    Outcome,
    PersonFile,
    Pip,
    Trajectory,
    TrajectorySignal,
)
from trajectories.reports import timeline_sources
from trajectories.rules import duo_events

PAGE = 30
KINDS = timeline_sources.KINDS


@dataclass(frozen=True, slots=True)
class Version:
    """What a conversation said before it was changed."""

    until: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `label` is what, `detail` how, `words` what was written, `who` by whom."""

    day: date
    day_words: str
    label: str
    detail: str
    words: str
    who: str
    url: str = ""
    is_file: bool = False
    agreements: str = ""
    versions: tuple[Version, ...] = ()

    def row(self) -> list[Any]:
        return [self.day, self.label, self.detail, self.words, self.agreements, self.who,
                "ja" if self.versions else ""]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of the timeline; `total` counts everything that was asked for."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int


HEADER = ["Datum", "Wat", "Hoe", "Tekst", "Afspraken", "Door", "Aangepast"]


def build(
    trajectory: Trajectory, *, on: date, kinds: Iterable[str] = (), typed: str = "", page: int = 1
) -> Timeline:  # fmt: skip
    """Return the entries of these kinds (none: all) in which the typed words occur."""
    rows = timeline_sources.rows(trajectory, kinds=frozenset(kinds) & frozenset(KINDS), typed=typed.strip())
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    return Timeline(_entries(trajectory, rows[(page - 1) * PAGE : page * PAGE], on), total, page, pages)


def newest(trajectory: Trajectory, *, on: date, most: int) -> tuple[Entry, ...]:
    """Return the latest of what already happened, without tasks and documents."""
    kinds = frozenset(KINDS) - {"taak", "document"}
    return _entries(trajectory, timeline_sources.rows(trajectory, kinds=kinds)[:most], on)


def everything(trajectory: Trajectory, *, on: date, kinds: Iterable[str] = (), typed: str = "") -> tuple[Entry, ...]:
    """Return all of it, for a spreadsheet."""
    rows = timeline_sources.rows(trajectory, kinds=frozenset(kinds) & frozenset(KINDS), typed=typed.strip())
    return _entries(trajectory, rows, on)


def _entries(trajectory: Trajectory, rows: Iterable[dict[str, Any]], on: date) -> tuple[Entry, ...]:
    found = list(rows)
    versions = _versions([row["row"] for row in found if row["source"] == "gesprek"])
    entries = []
    for row in found:
        label, detail = WORDS[row["source"]](row)
        entries.append(
            Entry(
                day=row["day"],
                day_words=_day(row["day"], on),
                label=label,
                detail=detail,
                words=row["words"],
                who=name_of(row["who"]) or ("DUO" if row["source"] == "duo" else ""),
                url=_url(trajectory, row),
                is_file=row["source"] == "document",
                agreements=count(row["number"], "afspraak", "afspraken")
                if row["source"] == "gesprek" and row["number"] else "",
                versions=versions.get(row["row"], ()) if row["source"] == "gesprek" else (),
            )
        )  # fmt: skip
    return tuple(entries)


def _url(trajectory: Trajectory, row: dict[str, Any]) -> str:
    """Return the page on which one reads or mends this one thing, "" when it has none."""
    if row["source"] == "document":
        return reverse("download_file", args=[trajectory.number, row["second"]])
    if row["source"] == "overgenomen":
        return reverse("show_handover", args=[row["words"]])
    return reverse("change_conversation", args=[trajectory.number, row["row"]]) if row["source"] == "gesprek" else ""


def _versions(conversations: list[int]) -> dict[int, tuple[Version, ...]]:
    found: dict[int, tuple[Version, ...]] = {}
    if not conversations:
        return found
    for one in ConversationRevision.objects.filter(conversation__in=conversations).order_by("-changed_at"):
        text = one.former.get("note", "") if isinstance(one.former, dict) else ""
        version = Version(date_short(one.changed_at.date()), name_of(one.changed_by), str(text))
        found[one.conversation_id] = (*found.get(one.conversation_id, ()), version)
    return found


def name_of(actor: str) -> str:
    """Return "J. Bakker" of "J. Bakker, klantregisseur <address>", as the trail names people."""
    name, address, _rest = actor.partition(" <")
    return name.partition(",")[0] if address else name  # who has no address is an organisation or a file


def _day(day: date, on: date) -> str:
    short = f"{day.day} {SHORT_MONTHS[day.month - 1]}"
    return short if day.year == on.year else f"{short} {day.year}"


def _label(choices: Any, code: str) -> str:
    return str(dict(choices.choices).get(code, code))


def _gesprek(row: dict[str, Any]) -> tuple[str, str]:
    there = row["second"]
    missed = "" if there == Conversation.Attendance.PRESENT else f", {_label(Conversation.Attendance, there)}"
    return "Gesprek", f"{_label(ContactForm, row['code'])}{missed}"


def _pip(row: dict[str, Any]) -> tuple[str, str]:
    return f"PIP {row['number']} vastgesteld", f"{_label(Pip.Reason, row['code'])}, {_label(Leerroute, row['second'])}"


def _duo(row: dict[str, Any]) -> tuple[str, str]:
    kind = duo_events.kind_of(row["code"])
    return "DUO", kind.label if kind.is_known else f"onbekend bericht, code {row['code']}"


def _exam(row: dict[str, Any]) -> tuple[str, str]:
    result = _label(ExamResult.Result, row["second"]) if row["second"] else "wacht op uitslag"
    return "Examen", f"{_label(ExamResult.Part, row['code'])}: {result}"


def _lbt(row: dict[str, Any]) -> tuple[str, str]:
    result = _label(Leerbaarheidstoets.Result, row["second"]) if row["second"] else "wacht op uitslag"
    return "Leerbaarheidstoets", result


WORDS: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {
    "gesprek": _gesprek,
    "taak": lambda row: ("Taak klaar", ""),
    "signaal": lambda row: ("Signaal", _label(TrajectorySignal.Kind, row["code"])),
    "pip": _pip,
    "duo": _duo,
    "overdracht": lambda row: ("Overdracht", f"{_label(Handover.State, row['code'])}: {row['second']}"),
    "aanbod": lambda row: ("Les aangeboden", row["second"]),
    "lesstart": lambda row: ("Les begint", row["second"]),
    "leseinde": lambda row: ("Les gestopt", row["second"]),
    "examen": _exam,
    "lbt": _lbt,
    "aanmelding": lambda row: ("Aangemeld bij de gemeente", ""),
    "einde": lambda row: ("Traject afgesloten", _label(Outcome, row["code"])),
    "intake": lambda row: ("Brede intake afgerond", ""),
    "heropend": lambda row: ("Brede intake weer geopend", ""),
    "overgenomen": lambda row: ("Overgenomen", f"van gemeente {row['second'].removeprefix('Gemeente ')}"),
    "indeling": lambda row: ("Indeling", _label(Indeling, row["code"])),
    "betrokkene": lambda row: ("Betrokkene erbij", f"{_label(Betrokkene.Kind, row['code'])}: {row['second']}"),
    "document": lambda row: ("Document", _label(PersonFile.Kind, row["code"])),
}
