"""What a municipality tells DUO, in the order of the fields of DUO (SDI 014 and 016): to copy, field by field."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, Sum

from trajectories.models import CoursePlacement, HoursMonth, ModuleMap, Participatieverklaring, Pip, Trajectory
from trajectories.rules.duo_rules import LEERROUTES, level_at_duo

ASIELSTATUSHOUDER = "ASIELSTATUSHOUDER"


@dataclass(frozen=True, slots=True)
class DuoField:
    """`name` is DUO's own; `value` as it is typed at DUO; "" is not known, and needed when `is_needed`."""

    name: str
    label: str
    value: str
    is_needed: bool = False

    @property
    def is_missing(self) -> bool:
        return self.is_needed and not self.value


@dataclass(frozen=True, slots=True)
class DuoPart:
    title: str
    note: str
    fields: tuple[DuoField, ...]


@dataclass(frozen=True, slots=True)
class DuoBlock:
    parts: tuple[DuoPart, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(field.label for part in self.parts for field in part.fields if field.is_missing)

    @property
    def text(self) -> str:
        """Return the whole block as lines to paste."""
        parts = [[f"{one.name}: {one.value}" for one in part.fields if one.value] for part in self.parts]
        return "\n\n".join("\n".join(lines) for lines in parts if lines)

    def rows(self) -> list[list[str]]:
        return [[part.title, one.name, one.label, one.value] for part in self.parts for one in part.fields]


def build(trajectory: Trajectory) -> DuoBlock:
    """Return the block of the PIP in force and what belongs to it. Five queries."""
    in_force = trajectory.pips.filter(state=Pip.State.ESTABLISHED).first()
    is_asylum = trajectory.indeling == ASIELSTATUSHOUDER
    parts = [_pip(in_force, is_asylum), _modules(trajectory, in_force), _hours(trajectory)]
    if is_asylum:
        parts.insert(1, _offer(trajectory, in_force))
    return DuoBlock(tuple(parts))


def _pip(pip: Pip | None, is_asylum: bool) -> DuoPart:
    if pip is None:
        return DuoPart("PIP", "Er is nog geen vastgesteld PIP.", (
            DuoField("dagtekeningPip", "dagtekening", "", True), DuoField("leerroute", "leerroute", "", True),
        ))  # fmt: skip
    asks_hours = is_asylum and pip.leerroute == "B1"
    fields = [
        DuoField("dagtekeningPip", "dagtekening", _day(pip.dated_on), True),
        DuoField("leerroute", "leerroute", LEERROUTES[pip.leerroute], True),
        DuoField("niveau", "niveau", level_at_duo(pip.leerroute, pip.level)),
        DuoField("geschatteIntensiteitB1Route", "geschatte intensiteit", _number(pip.intensity_hours), asks_hours),
        DuoField("indicatorMagOpleidingAfmaken", "mag opleiding afmaken", "Ja" if pip.may_finish_education else "Nee"),
        DuoField("indicatorAlfabetiseringsonderwijs", "alfabetisering", pip.alphabet),
    ]
    return DuoPart("PIP", _parts_note(pip), tuple(fields))


def _parts_note(pip: Pip) -> str:
    """DUO's interface has one level for a PIP; how parts of it are told is not in what DUO published."""
    if pip.afschaling_parts and pip.level != "A2":
        return (
            "Alleen een deel van de onderdelen gaat naar A2. DUO heeft in dit blok één niveau. "
            "Vraag DUO hoe je losse onderdelen doorgeeft."
        )
    return ""


def _offer(trajectory: Trajectory, pip: Pip | None) -> DuoPart:
    placed = trajectory.placements.exclude(state=CoursePlacement.State.CANCELLED).order_by("-offered_on", "-pk").first()
    offered = (placed.offered_on if placed else None) or trajectory.offered_on
    fields = [
        DuoField("datumInburgeringsaanbod", "datum van het aanbod", _day(offered), pip is not None),
        DuoField("verwachteStartdatumOpleiding", "verwachte start", _day(placed.starts_on if placed else None)),
        DuoField("verwachteEinddatumOpleiding", "verwacht einde", _day(placed.expected_end_on if placed else None)),
        DuoField("indicatorAlfabetiseringsonderwijs", "alfabetisering", pip.alphabet if pip and offered else ""),
        DuoField("naamInstelling", "cursusinstelling", placed.cursusinstelling if placed else ""),
    ]
    return DuoPart("Inburgeringsaanbod", "Alleen voor asielstatushouders.", tuple(fields))


def _modules(trajectory: Trajectory, pip: Pip | None) -> DuoPart:
    has_map, has_z = trajectory.leerroute != "ONDERWIJS", trajectory.leerroute == "ZELFREDZAAMHEID"
    fields: list[DuoField] = []
    if has_map:
        fields.append(DuoField("datumEindgesprekMap", "eindgesprek MAP", _day(trajectory.map_ended_on)))
        fields += _blamed(ModuleMap, trajectory, "MAP verwijtbaar")
    fields.append(DuoField("datumOndertekeningPvt", "PVT getekend", _day(trajectory.pvt_signed_on)))
    fields += _blamed(Participatieverklaring, trajectory, "PVT verwijtbaar")
    if has_z:
        fields.append(DuoField("datumAfrondingZroute", "afronding Z-route", _day(trajectory.z_ended_on)))
    note = "" if pip is None or has_map else "De onderwijsroute heeft geen MAP."
    return DuoPart("MAP, PVT en Z-route", note, tuple(fields))


def _blamed(model: type[ModuleMap | Participatieverklaring], trajectory: Trajectory, label: str) -> list[DuoField]:
    """Return what a person judged, as DUO asks it for each part; nothing when nobody judged."""
    judged = model.objects.filter(trajectory=trajectory).exclude(blamed=None).values_list("blamed", flat=True)
    return [DuoField("verwijtbaar", label, "Ja" if is_blamed else "Nee") for is_blamed in judged]


def _hours(trajectory: Trajectory) -> DuoPart:
    before, kinds = Q(is_before_pip=True), HoursMonth.Kind
    found = trajectory.hours.aggregate(
        last=Max("month"),
        lessons=Sum("followed", filter=before & Q(kind__in=[kinds.NT2, kinds.ALFABETISERING, kinds.KNM])),
        activities=Sum("followed", filter=before & Q(kind=kinds.PARTICIPATIE)),
    )
    fields = [
        DuoField("bekendTot", "bekend tot", _day(_end_of_month(found["last"]))),
        DuoField("TaallesEnKnmBredeIntake", "taalles en KNM tijdens de intake", _number(found["lessons"])),
        DuoField("ParticipatieactiviteitenBredeIntake", "participatie tijdens de intake", _number(found["activities"])),
    ]
    note = "Hele uren. Participatie die telt als taalles (ParticipatieAlsTaalles) houden we hier niet bij."
    return DuoPart("Gevolgde uren", note, tuple(fields))


def _end_of_month(month: date | None) -> date | None:
    return month.replace(day=monthrange(month.year, month.month)[1]) if month else None


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
