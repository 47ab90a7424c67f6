"""Who stands around the people in the example, what is paid for them, what they show, and what must still be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from inburgering import secrecy
from trajectories.actions import ontzorgen
from trajectories.actions.example import Invented
from trajectories.models import (
    Betrokkene,
    DuoEvent,
    FollowUp,
    HealthRemark,
    Ontzorgen,
    PipAction,
    PipGoal,
    PortfolioItem,
)
from trajectories.rules.calendar_days import last_days

AROUND = [
    (Betrokkene.Kind.MAATSCHAPPELIJK_BEGELEIDER, "Joke te Winkel", "Vrijwilligerswerk Achterhoek (verzonnen)"),
    (Betrokkene.Kind.SLEUTELPERSOON, "Yara Salman", "sleutelpersonen Achterhoek (verzonnen)"),
    (Betrokkene.Kind.TOLK, "tolkentelefoon", ""),
    (Betrokkene.Kind.DOCENT, "Henk Lammers", "Taalhuis De Brug (verzonnen)"),
    (Betrokkene.Kind.JOBCOACH, "Anneke Wolters", "Werkcentrum Achterhoek (verzonnen)"),
]
SUPPLIERS = {
    Ontzorgen.Kind.HUUR: "Woningstichting De Esch (verzonnen)",
    Ontzorgen.Kind.ENERGIE: "Oostenergie (verzonnen)",
    Ontzorgen.Kind.ZORGVERZEKERING: "Zorgzaam (verzonnen)",
}
REFUSAL = "De leverancier sluit alleen een contract met de bewoner zelf."
TASKS = [
    "Diploma laten waarderen", "Kinderopvang aanvragen", "Taalschool terugbellen", "Gevolgen van elke route bespreken",
    "Fiets regelen via de kringloop", "Vervoer naar de leslocatie uitzoeken", "Aanmelden bij de huisarts",
]  # fmt: skip
GOALS = [
    ("WERK", "Werk in de zorg", "Ik wil zelf mijn geld verdienen."),
    ("TAAL", "Met de juf kunnen praten", "Zonder tolk."),
    ("REGELEN", "Zelf mijn post lezen", "Dan hoef ik niet te vragen."),
    ("MEEDOEN", "Mensen leren kennen", "Sport helpt mij."),
]
SHOWN = [("WERK", "Vrijwilliger bij de kringloop", "Ik help klanten en tel de kas."),
         ("OPLEIDING", "Diploma verpleegkunde", "Drie jaar school in mijn land."),
         ("TAAL", "Certificaat lezen A2", "Eerste examen, in één keer.")]  # fmt: skip
HEALTH = {2: "Kan niet lang zitten. Pauze elk halfuur is genoeg.", 21: "Slaapt slecht. Geen les voor 10.00 uur.",
          37: "Hoort aan één kant niet. Vooraan zitten helpt."}  # fmt: skip
REFUSED, MONTHS = 0, 6


def write(people: list[Invented], places: dict[int, int], on: date) -> None:
    """Write what surrounds these people; call it in the context of their own klantregisseur."""
    Betrokkene.objects.bulk_create(one for person in people for one in _around(person))
    FollowUp.objects.bulk_create(one for person in people for one in _tasks(person, on))
    PortfolioItem.objects.bulk_create(one for person in people for one in _portfolio(person, on))
    HealthRemark.objects.bulk_create(_health(person) for person in people if person.number in HEALTH)
    goals = PipGoal.objects.bulk_create(
        _goal(person) for person in people if person.day("pip", on) or person.kind == "PIP"
    )
    PipAction.objects.bulk_create(_action(goal, place, on) for place, goal in enumerate(goals))
    DuoEvent.objects.bulk_create(one for person in people for one in _messages(person, on))
    Ontzorgen.objects.bulk_create(one for person in people for one in _paid(person, places[person.number], on))


def refuse_one(people: list[Invented], places: dict[int, int], on: date) -> None:
    """Let one supplier refuse, and tell the region: by the acts, for what follows from it must follow here too."""
    for person in people:
        energy = person.trajectory.ontzorgen.filter(kind=Ontzorgen.Kind.ENERGIE).first()
        if energy and person.kind == "EARLY" and places[person.number] == REFUSED + 1:
            refused = ontzorgen.refuse(
                ontzorgen=energy, refused_on=on - timedelta(days=3), because=REFUSAL, on=on, by=person.user
            )
            ontzorgen.make_signaal(ontzorgen=refused, on=on, by=person.user)


def _around(person: Invented) -> Iterator[Betrokkene]:
    for kind, name, works_for in AROUND[: 1 + person.number % len(AROUND)]:
        yield Betrokkene(
            organisation_id=person.trajectory.organisation_id, inburgeraar=person.trajectory.inburgeraar, kind=kind,
            name=name, works_for=works_for, starts_on=person.trajectory.registered_on,
        )  # fmt: skip


def _tasks(person: Invented, on: date) -> Iterator[FollowUp]:
    for turn in range(person.number % 3):
        yield FollowUp(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            what=TASKS[(person.number + turn * 3) % len(TASKS)],
            who=FollowUp.Who.KLANTREGISSEUR if turn == 0 else FollowUp.Who.INBURGERAAR,
            user=person.user if turn == 0 else None,
            is_visible_to_inburgeraar=turn != 0,
            due_on=on + timedelta(days=(person.number * 5) % 23 - 3),
            made_by=person.user.audit_name,
        )


def _portfolio(person: Invented, on: date) -> Iterator[PortfolioItem]:
    if person.kind not in {"MIDDLE", "LATE", "COMPLETION"}:
        return
    for turn in range(person.number % 3):
        life_area, title, own_words = SHOWN[(person.number + turn) % len(SHOWN)]
        yield PortfolioItem(
            organisation_id=person.trajectory.organisation_id, trajectory=person.trajectory, life_area=life_area,
            title=title, own_words=own_words, happened_on=on - timedelta(days=60 + 30 * turn), may_go_along=turn == 0,
            added_by=person.user.audit_name,
        )  # fmt: skip


def _health(person: Invented) -> HealthRemark:
    tenant = person.trajectory.organisation_id
    return HealthRemark(
        organisation_id=tenant, trajectory=person.trajectory, made_by=person.user.audit_name,
        text_sealed=secrecy.sealed(HEALTH[person.number], tenant=tenant),
    )  # fmt: skip


def _goal(person: Invented) -> PipGoal:
    life_area, goal, own_words = GOALS[person.number % len(GOALS)]
    return PipGoal(
        organisation_id=person.trajectory.organisation_id, trajectory=person.trajectory, life_area=life_area, goal=goal,
        own_words=own_words,
    )  # fmt: skip


def _action(goal: PipGoal, place: int, on: date) -> PipAction:
    return PipAction(
        organisation_id=goal.organisation_id,
        goal=goal,
        what=[
            "Een plek zoeken om mee te lopen",
            "Elke week een uur met een taalmaatje",
            "Brieven meenemen naar het gesprek",
        ][place % 3],
        who="inburgeraar",
        due_on=on + timedelta(days=14 + place % 40),
        done_on=on - timedelta(days=place % 30) if place % 4 == 0 else None,
    )


def _messages(person: Invented, on: date) -> Iterator[DuoEvent]:
    kennisgeving, pip = person.day("kennisgeving", on), person.day("pip", on)
    if kennisgeving is None:
        return
    said = [
        ("SS101", kennisgeving),
        ("SS137", kennisgeving + timedelta(days=20)),
        ("SS131", kennisgeving + timedelta(days=38)),
    ]
    if pip:
        said.append(("SS102", pip + timedelta(days=6)))
    for code, day in said:
        if day > on:
            continue
        is_new = (on - day).days < 4  # noqa: PLR2004 - the last days
        yield DuoEvent(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            inburgeraar=person.trajectory.inburgeraar,
            code=code,
            message_id=f"voorbeeld-{person.number}-{code}",
            registered_at=timezone.make_aware(datetime.combine(day, time(6, 0))),
            source="voorbeeld",
            state=DuoEvent.State.NEW if is_new else DuoEvent.State.SEEN,
            seen_at=None if is_new else timezone.make_aware(datetime.combine(day, time(9, 0))),
            seen_by="" if is_new else person.user.audit_name,
        )


def _paid(person: Invented, place: int, on: date) -> Iterator[Ontzorgen]:
    since = person.day("bijstand", on)
    if since is None or person.trajectory.indeling != "ASIELSTATUSHOUDER" or (on - since).days > 300:  # noqa: PLR2004
        return
    for kind, supplier in SUPPLIERS.items():
        yield Ontzorgen(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            kind=kind,
            supplier=supplier,
            starts_on=since,
            ends_on=last_days(since, 6)[0],
            paid_until_on=on.replace(day=1) if place % 4 else None,
            state=Ontzorgen.State.ARRANGED if place % 4 else Ontzorgen.State.ASKED,
        )
