"""The letter that makes a PIP known: decision, reasons, what follows and how to object. In plain Dutch, with u.

Wi2021 art. 15; Awb art. 3:41 (bekendmaking), 3:45 (how to object), 6:7 and 6:8 (six weeks).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from inburgering.notation import date_long
from trajectories.models import Pip, Trajectory
from trajectories.reports import pip_facts, pip_words
from trajectories.reports.colleague import called
from trajectories.reports.plan import as_it_is, printed
from trajectories.rules.clock import Deadline
from trajectories.rules.objection import Objection, objection

RENDER_PIP_LETTERS = "trajectories.tasks.pip_letters"  # the name of the task, and the kind of its job
_FIXED = (
    "leerroute", "level", "afschaling_parts", "intensity_hours", "hours_per_week", "alphabet", "pvt_hours", "map_hours",
    "conversations_per_year", "vve",
)  # fmt: skip
# The words of the file are for the klantregisseur; the letter says it to the person.
_LABELS = {
    "alphabet": "Lezen en schrijven leren",
    "pvt_hours": "Participatieverklaringstraject (PVT)",
    "map_hours": "Module Arbeidsmarkt en Participatie (MAP)",
    "vve": "Voorschool voor uw kinderen",
}
_ALPHABET = {Pip.Alphabet.ANALFABEET: "ja, vanaf het begin", Pip.Alphabet.ANDERS_ALFABEET: "ja, in ons schrift"}
_UNSAID = (None, "", [], Pip.Alphabet.NVT)
_REASONING = (
    ("reason_words", "Waarom uw plan verandert"),
    ("route_argument", "Waarom deze leerroute"),
    ("onderwijs_wish", "De onderwijsroute: wat u wilt"),
    ("onderwijs_level", "De onderwijsroute: uw niveau"),
    ("onderwijs_chance", "De onderwijsroute: de kans op een diploma"),
    ("other_routes_argument", "De andere route"),
)
PLAIN = {
    "B1": "Met de B1-route leert u Nederlands tot niveau B1. Daarna doet u examen.",
    "ONDERWIJS": "Met de onderwijsroute leert u Nederlands voor een opleiding in Nederland.",
    "ZELFREDZAAMHEID": "Met de Z-route leert u Nederlands voor het leven van elke dag.",
}


@dataclass(frozen=True, slots=True)
class PipLetter:
    """`dates` are day in words and sentence; `plan` has area, goal, own_words and actions of what, who and due_on."""

    title: str
    filename: str
    municipality: str
    name: str
    address: tuple[str, ...]
    dated: str
    contact: str
    subject: str
    decision: str
    route: str
    fixed: tuple[tuple[str, str], ...]
    support: str
    reasons: tuple[tuple[str, str], ...]
    agreement: str
    dates: tuple[tuple[str, str], ...]
    plan: tuple[dict[str, Any], ...]
    objection_until: str
    objection_note: str
    has_ontzorgen: bool
    is_asylum: bool
    number: str
    version: int
    is_concept: bool
    is_demonstration: bool

    def on_every_page(self) -> dict[str, object]:
        """Return what the base of a document prints around the text."""
        return {
            "title": self.title,
            "number": self.number,
            "version": self.version,
            "date": self.dated,
            "confidentiality": "concept" if self.is_concept else "persoonlijk",
            "municipality": f"Gemeente {self.municipality}",
            "is_example": self.is_demonstration,
        }


def job_label(pip: Pip) -> str:
    """Return what the row of the job that makes this letter says: numbers only."""
    return f"Brief bij PIP {pip.number} van {pip.trajectory.number}"


def build(pip: Pip, trajectory: Trajectory, *, on: date) -> PipLetter:
    """Return the letter of a version; of a concept as it would be if it were established on this day."""
    announced_on = pip.announced_on or on
    person, organisation = trajectory.inburgeraar, trajectory.organisation
    values = pip_facts.columns(pip)
    ends = objection(announced_on)
    dated_on = pip.dated_on or on
    return PipLetter(
        title=f"Persoonlijk plan Inburgering en Participatie, versie {pip.number}",
        filename=f"{trajectory.number}-pip-{pip.number}.pdf",
        municipality=organisation.name.removeprefix("Gemeente "),
        name=person.full_name,
        address=_address(trajectory),
        dated=date_long(dated_on),
        contact=_contact(trajectory),
        subject=_subject(pip),
        decision=_decision(pip, dated_on),
        route=PLAIN.get(pip.leerroute, ""),
        fixed=tuple(_fixed(name, values[name]) for name in _FIXED if values[name] not in _UNSAID),
        support=pip.support,
        reasons=tuple((label, values[name]) for name, label in _REASONING if values[name].strip()),
        agreement=_agreement(pip),
        dates=tuple(_date(one) for one in _dates(pip, trajectory, announced_on)),
        plan=tuple(printed(pip.plan_then if pip.is_frozen else as_it_is(trajectory))),
        objection_until=date_long(ends.ends_on),
        objection_note=_moved(ends),
        has_ontzorgen=pip.has_ontzorgen,
        is_asylum=trajectory.indeling == "ASIELSTATUSHOUDER",
        number=trajectory.number,
        version=pip.number,
        is_concept=not pip.is_frozen,
        is_demonstration=organisation.is_demonstration,
    )


def _fixed(name: str, value: Any) -> tuple[str, str]:
    words = _ALPHABET[value] if name == "alphabet" else pip_words.words(name, value)
    return _LABELS.get(name, pip_words.LABELS[name]), words


def _moved(ends: Objection) -> str:
    if not ends.moved_because:
        return ""
    return f"Zes weken eindigt op {date_long(ends.six_weeks_on)}, {ends.moved_because}. Daarom hebt u langer de tijd."


def _address(trajectory: Trajectory) -> tuple[str, ...]:
    person = trajectory.inburgeraar
    if person.no_letter_to_address:
        return ("Persoonlijk overhandigd",)
    return tuple(line for line in (person.street, f"{person.postcode} {person.city}".strip()) if line)


def _contact(trajectory: Trajectory) -> str:
    """Return who of the municipality answers questions, with the address to write to; "" while nobody is assigned."""
    who = trajectory.assigned_to
    return f"{called(who)}, {who.email}" if who else ""


def _subject(pip: Pip) -> str:
    return "Uw plan voor inburgering (PIP)" if pip.reason == Pip.Reason.FIRST else "Wijziging van uw plan (PIP)"


def _decision(pip: Pip, dated_on: date) -> str:
    what = "uw eerste plan" if pip.reason == Pip.Reason.FIRST else f"versie {pip.number} van uw plan"
    return f"Op {date_long(dated_on)} hebben wij {what} vastgesteld."


def _agreement(pip: Pip) -> str:
    said = {
        Pip.Agreement.AGREES: "U hebt gezegd dat u het eens bent met dit plan.",
        Pip.Agreement.DISAGREES: "U hebt gezegd dat u het niet eens bent met dit plan.",
        Pip.Agreement.NOT_ASKED: "Wij konden niet vragen of u het eens bent met dit plan.",
    }.get(pip.agreement, "")
    reason = f" Uw reden: {pip.agreement_reason}" if pip.agreement == Pip.Agreement.DISAGREES else ""
    return f"{said}{reason}"


def _dates(pip: Pip, trajectory: Trajectory, announced_on: date) -> list[Deadline]:
    if not pip.leerroute or pip.dated_on is None:
        return []
    found = pip_facts.dates_after(trajectory, pip, announced_on=announced_on, on=announced_on)
    return [one for one in found if one.kind in _SAID]


_SAID = {
    "TERMIJN": "Op deze dag eindigt uw inburgeringstermijn.",
    "WISSELEN": "Tot en met deze dag kan uw leerroute wijzigen.",
    "VERLENGEN": "Vanaf deze dag kunt u DUO om meer tijd vragen.",
}


def _date(one: Deadline) -> tuple[str, str]:
    days = " of ".join(date_long(day) for day in one.candidates) or date_long(one.due_on)
    return days, _SAID[one.kind] + (" DUO bepaalt welke dag het is." if one.candidates else "")
