"""Everything that is known about one person (AVG art. 15), for reading and for a machine.

Every table with a road to a person has a part here; a test walks over the models and fails for one that has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from inburgering import secrecy
from inburgering.accounts.models import Organisation, User
from inburgering.notation import date_long, number, time_of_day
from trajectories import models as tables
from trajectories.models import Inburgeraar, PersonFile, Trajectory
from trajectories.reports.person_export_words import TECHNICAL, WORDS

CANNOT_OPEN = "niet te openen met de sleutels van deze gemeente"
_T, _P = "trajectory__inburgeraar", "inburgeraar"
# Table, road to the person, heading.
PARTS: tuple[tuple[type[models.Model], str, str], ...] = (
    (tables.Inburgeraar, "pk", "Wie u bent"),
    (tables.IndelingPeriod, _P, "Indeling"),
    (tables.Trajectory, _P, "Traject"),
    (tables.Betrokkene, _P, "Betrokkenen"),
    (tables.Appointment, _T, "Afspraken"),
    (tables.Conversation, _T, "Gesprekken"),
    (tables.ConversationRevision, f"conversation__{_T}", "Eerdere teksten van gesprekken"),
    (tables.FollowUp, _T, "Taken"),
    (tables.TrajectorySignal, _T, "Signalen"),
    (tables.Draft, _T, "Concepten van wie deze inzage maakte"),
    (tables.BredeIntake, _T, "Brede intake"),
    (tables.IntakePart, f"intake__{_T}", "Onderdelen van de intake"),
    (tables.SnuffelImpression, f"intake__{_T}", "Snuffelplekken"),
    (tables.RouteConsequence, f"intake__{_T}", "Besproken leerroutes"),
    (tables.Leerbaarheidstoets, _T, "Leerbaarheidstoets"),
    (tables.Pip, _T, "Plan Inburgering en Participatie (PIP)"),
    (tables.PipGoal, _T, "Doelen"),
    (tables.PipAction, f"goal__{_T}", "Acties bij doelen"),
    (tables.CoursePlacement, _T, "Lessen"),
    (tables.HoursMonth, _T, "Uren"),
    (tables.ExamResult, _T, "Examens"),
    (tables.Participatieverklaring, _T, "Participatieverklaring (PVT)"),
    (tables.ModuleMap, _T, "Arbeidsmarkt en participatie (MAP)"),
    (tables.Ontzorgen, _T, "Ontzorgen"),
    (tables.PortfolioItem, _T, "Portfolio"),
    (tables.PortfolioShare, _T, "Gedeeld portfolio"),
    (tables.DuoEvent, _P, "Berichten van DUO"),
    (tables.Handover, _T, "Overdracht naar een andere gemeente"),
    (tables.HandoverContent, f"handover__{_T}", "Wat meeging bij de overdracht"),
    (tables.ImportedRow, _T, "Ingelezen uit een bestand"),
    (tables.HealthRemark, _T, "Gezondheid"),
    (tables.PersonFile, _T, "Documenten"),
    (tables.RetentionHold, _T, "Uitstel van vernietiging"),
    (tables.DossierOpening, _T, "Wie uw dossier opende"),
    (tables.DestructionItem, _P, "Op de lijst om te vernietigen"),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One column of one row: its name for a machine and for a person, and its value for both."""

    name: str
    label: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """All rows of one table about this person."""

    key: str
    title: str
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonExport:
    sections: tuple[Section, ...]
    files: tuple[tuple[str, bytes], ...]

    def for_machine(self) -> dict[str, list[dict[str, Any]]]:
        """Return {table: [{column: value}]} with nothing but what JSON holds."""
        return {one.key: [{value.name: value.value for value in row} for row in one.rows] for one in self.sections}


def build(person: Inburgeraar) -> PersonExport:
    """Return everything that the present reader may see about this person; empty tables are named as well."""
    sections, files = [], []
    for model, road, title in PARTS:
        key = model._meta.model_name or ""
        rows = list(model._default_manager.filter(**{road: person.pk}).select_related(*_people(model)).order_by("pk"))
        sections.append(Section(key, title, tuple(tuple(_values(row)) for row in rows)))
        if model is PersonFile:
            files += [(row.filename, bytes(row.content)) for row in rows if row.kind != PersonFile.Kind.EXPORT]
    return PersonExport(tuple(sections), tuple(files))


def _people(model: type[models.Model]) -> list[str]:
    """Return the columns that name a user, so that a long list asks for them once."""
    return [field.name for field in model._meta.concrete_fields if field.is_relation and field.related_model is User]


def _values(row: models.Model) -> Iterator[Value]:
    for field in row._meta.concrete_fields:
        if field.name in TECHNICAL:
            continue
        value, words = _read(row, field)
        if words:
            yield Value(field.name.removesuffix("_sealed"), WORDS[field.name], value, words)


def _read(row: models.Model, field: models.Field[Any, Any]) -> tuple[Any, str]:
    """Return a value for a machine and in words; ("", "") for nothing."""
    raw = getattr(row, field.attname)
    if raw is None or raw in ("", [], {}):
        return "", ""
    if isinstance(field, models.BinaryField):
        text = _opened(row, raw)
        return text, text
    if field.is_relation:
        return _related(row, field, raw)
    if field.choices:
        return raw, str(dict(field.flatchoices).get(raw, raw))
    return _plain(raw), _in_words(raw)


def _related(row: models.Model, field: models.Field[Any, Any], raw: Any) -> tuple[Any, str]:
    if field.related_model in (User, Organisation):
        name = getattr(row, field.name).name
        return name, name
    if field.related_model is Trajectory:
        number = getattr(row, field.name).number if field.name in row._state.fields_cache else ""
        return (number, number) if number else (raw, f"nummer {raw}")
    return raw, f"nummer {raw}"


def _opened(row: models.Model, sealed: bytes) -> str:
    """Return sealed text; what goes to another municipality was sealed for that one."""
    receiver = getattr(row, "receiver_id", None) or getattr(getattr(row, "handover", None), "receiver_id", None)
    for tenant in (row.organisation_id, receiver):  # type: ignore[attr-defined]
        try:
            return secrecy.opened(sealed, tenant=tenant) if tenant else CANNOT_OPEN
        except secrecy.CannotOpen:
            continue
    return CANNOT_OPEN


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return f"{value}" if isinstance(value, Decimal) else value


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{date_long(local.date())}, {time_of_day(local.time())}"
    if isinstance(value, date):
        return date_long(value)
    if isinstance(value, Decimal):
        return number(value, 1)
    return "; ".join(_flat(value)) if isinstance(value, dict | list) else str(value)


def _flat(value: Any) -> Iterable[str]:
    """Return what stands in a tree of answers, one text per answer."""
    if isinstance(value, dict):
        return [f"{key}: {', '.join(_flat(inner))}" for key, inner in value.items() if inner not in ("", None)]
    if isinstance(value, list):
        return [text for inner in value for text in _flat(inner)]
    return ["ja" if value is True else "nee" if value is False else str(value)]
