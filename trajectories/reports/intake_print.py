"""The written record of the brede intake (Wi2021 art. 14): for the folder as A4, and as a list for Excel.

What stays inside (whether somebody needs support because of health) stands in neither (art. 37 lid 2 b).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import date_long
from trajectories.models import BredeIntake, IntakePart, RouteConsequence, Trajectory
from trajectories.reports import intake_known, intake_page
from trajectories.rules import intake_parts as rules
from trajectories.rules.intake_parts import Kind, Part

HEADER = ["Periode", "Onderdeel", "Status", "Vraag", "Antwoord", "Bron", "Dag van het gesprek", "Wie erbij", "Tolk"]


@dataclass(frozen=True, slots=True)
class PrintedAnswer:
    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class PrintedPart:
    label: str
    status: str
    around: str
    answers: tuple[PrintedAnswer, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PrintedIntake:
    title: str
    name: str
    number: str
    finding: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PrintedPart, ...]
    places: tuple[PrintedAnswer, ...]
    routes: tuple[PrintedAnswer, ...]
    made_on: str
    made_on_iso: str


def build(trajectory: Trajectory, intake: BredeIntake, *, on: date) -> PrintedIntake:
    """Return what stands on paper, with the notes: it is the file of the municipality."""
    page = intake_page.build(trajectory, on=on)
    stand = intake_page.standing_of(intake)
    stored = {one.key: one for one in intake.parts.all()}
    calls = tuple((call.label.capitalize(), call.on) for call in page.calls)
    return PrintedIntake(
        title="Brede intake",
        name=trajectory.inburgeraar.full_name,
        number=trajectory.number,
        finding="".join(said.text for said in page.finding),
        facts=(*page.facts, *calls, ("Leerbaarheidstoets", page.test_words)),
        parts=tuple(
            _printed(part, stored[part.key], rules.LABELS[stand.states[part.key]])
            for part in rules.PARTS
            if part.key in stored
        ),
        places=tuple(_places(intake)),
        routes=tuple(_routes(intake)),
        made_on=date_long(on),
        made_on_iso=on.isoformat(),
    )


def _printed(part: Part, stored: IntakePart, status: str) -> PrintedPart:
    around = [
        date_long(stored.held_on) if stored.held_on else "",
        f"erbij: {stored.present}" if stored.present else "",
        "met tolk" if stored.with_interpreter else "",
        stored.reason,
    ]
    return PrintedPart(part.label, status, " · ".join(filter(None, around)), tuple(_answers(part, stored)), stored.note)


def _answers(part: Part, stored: IntakePart) -> list[PrintedAnswer]:
    said = []
    for field in part.fields:
        value = stored.fields.get(field.key)
        if field.kind == Kind.DAY and value:
            value = date_long(date.fromisoformat(value))
        if not field.stays_inside and (shown := rules.written(field, value)):
            said.append(PrintedAnswer(field.label, shown, intake_known.source_of(stored, field.key)))
    return said


def _places(intake: BredeIntake) -> list[PrintedAnswer]:
    return [
        PrintedAnswer(
            one.place,
            " ".join(filter(None, [f"“{one.own_words}”" if one.own_words else "", one.impression])),
            date_long(one.visited_on) if one.visited_on else "gepland",
        )
        for one in sorted(intake.impressions.all(), key=lambda one: one.pk)
    ]


def _routes(intake: BredeIntake) -> list[PrintedAnswer]:
    label = dict(RouteConsequence._meta.get_field("leerroute").choices or ())
    order = {code: place for place, code in enumerate(rules.ROUTES)}
    return [
        PrintedAnswer(str(label[one.leerroute]), one.own_words, f"besproken op {date_long(one.discussed_on)}")
        for one in sorted(intake.consequences.all(), key=lambda one: order[one.leerroute])
    ]


def rows(intake: BredeIntake) -> list[list[str | date | None]]:
    """Return a row per question for Excel, the open ones too."""
    stand = intake_page.standing_of(intake)
    stored = {one.key: one for one in intake.parts.all()}
    found: list[list[str | date | None]] = []
    for part in rules.PARTS:
        one = stored[part.key]
        status = rules.LABELS[stand.states[part.key]]
        answers = {answer.label: answer for answer in _answers(part, one)}
        for field in part.fields:
            if field.stays_inside:
                continue
            said = answers.get(field.label, PrintedAnswer(field.label, "", ""))
            found.append([part.period.value, part.label, status, field.label, said.value, said.source, one.held_on,
                          one.present, "ja" if one.with_interpreter else ""])  # fmt: skip
    return found
