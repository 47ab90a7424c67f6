"""Everything that happened in one trajectory as rows of one shape, so that the database joins, orders and cuts them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, Count, DateField, DateTimeField, F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, TruncDate

from trajectories.models import BredeIntake, DuoEvent, PersonFile, Pip, Trajectory
from trajectories.reports import handover_received

# What a reader may choose; each holds the sources that belong together.
KINDS = {
    "gesprek": "Gesprekken",
    "besluit": "PIP",
    "duo": "DUO",
    "les": "Lessen en examens",
    "taak": "Taken",
    "signaal": "Signalen",
    "intake": "Brede intake",
    "persoon": "Persoon en overdracht",
    "document": "Documenten",
}
COLUMNS = ("source", "row", "day", "moment", "code", "second", "words", "who", "number")


def rows(trajectory: Trajectory, *, kinds: frozenset[str], typed: str = "") -> QuerySet[Any, Any]:
    """Return one query over all sources of these kinds (none: all), newest first; each row a dict of COLUMNS."""
    found = [
        _shaped(source, queryset.filter(**{f"{words}__icontains": typed}) if typed else queryset, given)
        for source, kind, queryset, words, given in _sources(trajectory)
        if (not kinds or kind in kinds) and (words or not typed)
    ]
    first, *others = found
    return first.union(*others, all=True).order_by("-day", "-moment", "-row")


def _shaped(source: str, queryset: QuerySet[Any, Any], given: dict[str, Any]) -> QuerySet[Any, Any]:
    texts = {name: Cast(given.get(name, Value("")), TextField()) for name in ("code", "second", "words", "who")}
    moment = given.get("moment", Value(datetime(1900, 1, 1, tzinfo=UTC)))
    return queryset.order_by().values_list().annotate(
        x_source=Value(source, CharField()),
        x_row=F("pk"),
        x_day=Cast(given["day"], DateField()),
        x_moment=Cast(moment, DateTimeField()),
        x_code=texts["code"],
        x_second=texts["second"],
        x_words=texts["words"],
        x_who=texts["who"],
        x_number=Cast(given.get("number", Value(0)), IntegerField()),
    ).values(
        source=F("x_source"), row=F("x_row"), day=F("x_day"), moment=F("x_moment"), code=F("x_code"),
        second=F("x_second"), words=F("x_words"), who=F("x_who"), number=F("x_number"),
    )  # fmt: skip


def _sources(trajectory: Trajectory) -> list[tuple[str, str, QuerySet[Any, Any], str, dict[str, Any]]]:
    """Return (source, kind, rows, the column that a search looks in, columns) for everything there is."""
    parts = (_contacts, _decisions, _intake, _lessons, _around)
    return [source for part in parts for source in part(trajectory)]


def _contacts(trajectory: Trajectory) -> list[tuple[str, str, QuerySet[Any, Any], str, dict[str, Any]]]:
    done = trajectory.follow_ups.filter(done_on__isnull=False)
    return [
        ("gesprek", "gesprek", trajectory.conversations.annotate(agreed=Count("agreements")), "note",
         {"day": F("held_on"), "moment": F("recorded_at"), "code": F("form"), "second": F("attendance"),
          "words": F("note"), "who": F("recorded_by"), "number": F("agreed")}),
        ("taak", "taak", done, "what", {"day": F("done_on"), "words": F("what"), "who": F("done_by")}),
        ("signaal", "signaal", trajectory.signals.all(), "reason",
         {"day": F("noticed_on"), "code": F("kind"), "second": F("answer"), "words": F("reason")}),
    ]  # fmt: skip


def _decisions(trajectory: Trajectory) -> list[tuple[str, str, QuerySet[Any, Any], str, dict[str, Any]]]:
    established = trajectory.pips.exclude(state=Pip.State.CONCEPT)
    events = DuoEvent.objects.filter(Q(trajectory=trajectory) | Q(inburgeraar_id=trajectory.inburgeraar_id),
                                     organisation_id=trajectory.organisation_id)  # fmt: skip
    return [
        ("pip", "besluit", established, "reason_words",
         {"day": F("dated_on"), "moment": F("established_at"), "code": F("reason"), "second": F("leerroute"),
          "words": F("reason_words"), "who": F("established_by"), "number": F("number")}),
        ("duo", "duo", events, "effect",
         {"day": TruncDate("registered_at"), "moment": F("registered_at"), "code": F("code"), "second": F("state"),
          "words": F("effect")}),
        ("overdracht", "persoon", trajectory.handovers.all(), "answer_reason",
         {"day": TruncDate("announced_at"), "moment": F("announced_at"), "code": F("state"),
          "second": F("receiver__name"), "words": F("answer_reason"), "who": F("announced_by")}),
    ]  # fmt: skip


def _intake(trajectory: Trajectory) -> list[tuple[str, str, QuerySet[Any, Any], str, dict[str, Any]]]:
    """Return the end of the brede intake and the last time it was opened again, with its reason."""
    known = BredeIntake.objects.filter(trajectory=trajectory)
    again = known.exclude(reopenings=[]).annotate(
        again_on=Cast(KT("reopenings__-1__on"), DateField()), again_why=KT("reopenings__-1__reason"),
        again_by=KT("reopenings__-1__by"),
    )  # fmt: skip
    return [
        ("intake", "intake", known.filter(completed_on__isnull=False), "", {"day": F("completed_on")}),
        ("heropend", "intake", again, "again_why",
         {"day": F("again_on"), "words": F("again_why"), "who": F("again_by")}),
    ]  # fmt: skip


def _lessons(trajectory: Trajectory) -> list[tuple[str, str, QuerySet[Any, Any], str, dict[str, Any]]]:
    placements = trajectory.placements.all()
    name = {"second": F("cursusinstelling")}
    return [
        *((source, "les", placements.filter(**{f"{day}__isnull": False}), "cursusinstelling", {"day": F(day)} | name)
          for source, day in (("aanbod", "offered_on"), ("lesstart", "starts_on"))),
        ("leseinde", "les", placements.filter(ended_on__isnull=False), "end_reason",
         {"day": F("ended_on"), "words": F("end_reason")} | name),
        ("examen", "les", trajectory.exams.all(), "",
         {"day": F("taken_on"), "code": F("part"), "second": F("result"), "who": F("source")}),
        ("lbt", "les", trajectory.leerbaarheidstoetsen.filter(taken_on__isnull=False), "",
         {"day": F("taken_on"), "second": F("result"), "who": F("source")}),
    ]  # fmt: skip


def _around(trajectory: Trajectory) -> list[tuple[str, str, QuerySet[Any, Any], str, dict[str, Any]]]:
    itself = Trajectory.objects.filter(pk=trajectory.pk)
    person = trajectory.inburgeraar
    files = trajectory.files.exclude(kind=PersonFile.Kind.EXPORT)
    return [
        ("aanmelding", "persoon", itself, "", {"day": F("registered_on")}),
        ("einde", "persoon", itself.filter(closed_on__isnull=False), "",
         {"day": F("closed_on"), "code": F("outcome")}),
        ("overgenomen", "persoon", handover_received.accepted(trajectory), "",
         {"day": TruncDate("answered_at"), "moment": F("answered_at"), "second": F("organisation__name"),
          "words": F("number")}),
        ("indeling", "persoon", person.indelingen.all(), "source",
         {"day": F("begins_on"), "code": F("indeling"), "words": F("source")}),
        ("betrokkene", "persoon", person.betrokkenen.all(), "name",
         {"day": F("starts_on"), "code": F("kind"), "second": F("name"), "words": F("works_for")}),
        ("document", "document", files, "title",
         {"day": TruncDate("stored_at"), "moment": F("stored_at"), "code": F("kind"), "second": F("number"),
          "words": F("title"), "who": F("stored_by")}),
    ]  # fmt: skip
