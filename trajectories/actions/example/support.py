"""Who stands around the people in the example, what is paid for them, what they show, and what must still be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from inburgering import secrecy
from trajectories.actions import ontzorgen
from trajectories.actions.example import Invented, rows
from trajectories.actions.example.lessons import BOUGHT, OWN_CHOICE
from trajectories.models import Betrokkene, DuoEvent, FollowUp, HealthRemark, Ontzorgen, PortfolioItem
from trajectories.rules.calendar_days import last_days

GUIDE = ("Joke te Winkel", "Vrijwilligerswerk Achterhoek (verzonnen)")
KEY_PEOPLE = {
    "Arabisch": "Yara Salman", "Tigrinya": "Mulu Habtom", "Dari": "Nargis Wardak", "Farsi": "Shirin Azadi",
    "Somali": "Amina Yusuf", "Turks": "Derya Polat", "Koerdisch": "Baran Aslan",
}  # fmt: skip
KEY_PEOPLE_OF = "sleutelpersonen Achterhoek (verzonnen)"
TEACHERS = {True: ("Henk Lammers", BOUGHT), False: ("Marja Oonk", OWN_CHOICE)}  # by whether the gemeente bought it
JOBCOACH = ("Anneke Wolters", "Werkcentrum Achterhoek (verzonnen)")
SUPPLIERS = {
    Ontzorgen.Kind.HUUR: "Woningstichting De Esch (verzonnen)",
    Ontzorgen.Kind.ENERGIE: "Oostenergie (verzonnen)",
    Ontzorgen.Kind.ZORGVERZEKERING: "Zorgzaam (verzonnen)",
}
REFUSAL = "De leverancier sluit alleen een contract met de bewoner zelf."
# Per kind: what the klantregisseur does, and what the inburgeraar does.
TASKS = {
    "AZC": ("Bellen over de dag van de verhuizing", "Papieren voor de inschrijving verzamelen"),
    "REGISTERED": ("Oproep voor de brede intake sturen", "Paspoort en verblijfspas meenemen"),
    "INTAKE": ("Gevolgen van elke route bespreken", "Papieren van school en werk meenemen"),
    "PIP": ("PIP in eenvoudige woorden doornemen", "Thuis over het plan praten"),
    "EARLY": ("Taalschool bellen over de start", "Vervoer naar de leslocatie uitzoeken"),
    "MIDDLE": ("Docent bellen over de voortgang", "Elke week oefenen met een taalmaatje"),
    "LATE": ("Bespreken wat er nog moet en wanneer", "Portfolio aanvullen"),
    "COMPLETION": ("Eindgesprek voorbereiden", "Portfolio meenemen naar het gesprek"),
    "MOVED_IN": ("Doornemen wat de vorige gemeente meegaf", "Inschrijven bij een huisarts"),
}
HEALTH = {2: "Kan niet lang zitten. Pauze elk halfuur is genoeg.", 21: "Slaapt slecht. Geen les voor 10.00 uur.",
          37: "Hoort aan één kant niet. Vooraan zitten helpt."}  # fmt: skip
ASKED_WITHIN, PAID_WITHIN = timedelta(days=45), timedelta(days=300)


def write(people: list[Invented], on: date) -> None:
    """Write what surrounds these people; call it in the context of their own klantregisseur."""
    Betrokkene.objects.bulk_create(one for person in people for one in _around(person, on))
    FollowUp.objects.bulk_create(one for person in people for one in _tasks(person, on))
    shown = rows("demonstration_portfolio.csv")
    PortfolioItem.objects.bulk_create(one for person in people for one in _portfolio(person, shown, on))
    HealthRemark.objects.bulk_create(_health(person) for person in people if person.number in HEALTH)
    DuoEvent.objects.bulk_create(one for person in people for one in _messages(person, on))
    Ontzorgen.objects.bulk_create(one for person in people for one in _paid(person, on))


def refuse_one(people: list[Invented], places: dict[int, int], on: date) -> None:
    """Let one supplier refuse, and tell the region: by the acts, for what follows from it must follow here too."""
    for person in people:
        energy = person.trajectory.ontzorgen.filter(kind=Ontzorgen.Kind.ENERGIE).first()
        if energy and person.kind == "EARLY" and places[person.number] == 1:
            refused = ontzorgen.refuse(
                ontzorgen=energy, refused_on=on - timedelta(days=3), because=REFUSAL, on=on, by=person.user
            )
            ontzorgen.make_signaal(ontzorgen=refused, on=on, by=person.user)


def _around(person: Invented, on: date) -> Iterator[Betrokkene]:
    pip_on, known_on = person.day("pip", on), person.trajectory.registered_on
    for kind, (name, works_for), since, until in _who(person, pip_on, known_on, on):
        yield Betrokkene(
            organisation_id=person.trajectory.organisation_id, inburgeraar=person.trajectory.inburgeraar, kind=kind,
            name=name, works_for=works_for, starts_on=since, ends_on=until if until and until <= on else None,
        )  # fmt: skip


def _who(
    person: Invented, pip_on: date | None, known_on: date, on: date
) -> Iterator[tuple[str, tuple[str, str], date, date | None]]:
    """Yield kind, name and organisation, first and last day: only who somebody with this road would have."""
    language = person.row["languages"].split(",")[0]
    if person.is_asylum and person.kind != "AZC":  # Wi2021 art. 13: from the registration on
        since = max(person.day("brp", on) or known_on, known_on)
        yield Betrokkene.Kind.MAATSCHAPPELIJK_BEGELEIDER, GUIDE, since, since + timedelta(days=540)
    if language in KEY_PEOPLE and person.number % 2:
        yield Betrokkene.Kind.SLEUTELPERSOON, (KEY_PEOPLE[language], KEY_PEOPLE_OF), known_on, None
    if person.has_interpreter:
        yield Betrokkene.Kind.TOLK, ("tolkentelefoon", ""), known_on, None
    if pip_on and person.kind in {"MIDDLE", "MOVED_IN"}:
        yield Betrokkene.Kind.DOCENT, TEACHERS[person.is_asylum], max(pip_on + timedelta(days=80), known_on), None
    if pip_on and person.kind in {"LATE", "COMPLETION"} and person.likely_route != "ONDERWIJS":
        yield Betrokkene.Kind.JOBCOACH, JOBCOACH, pip_on + timedelta(days=500), None


def _tasks(person: Invented, on: date) -> Iterator[FollowUp]:
    for turn in range(person.number % 3):
        yield FollowUp(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            what=TASKS[person.kind][turn],
            who=FollowUp.Who.KLANTREGISSEUR if turn == 0 else FollowUp.Who.INBURGERAAR,
            user=person.user if turn == 0 else None,
            is_visible_to_inburgeraar=turn != 0,
            due_on=on + timedelta(days=(person.number * 5) % 23 - 3),
            made_by=person.user.audit_name,
        )


def _portfolio(person: Invented, shown: list[dict[str, str]], on: date) -> Iterator[PortfolioItem]:
    if person.kind not in {"MIDDLE", "LATE", "COMPLETION"}:
        return
    mine = [item for item in shown if item["set"] == person.life]
    for turn, item in enumerate(mine[: person.number % 3]):
        yield PortfolioItem(
            organisation_id=person.trajectory.organisation_id, trajectory=person.trajectory,
            life_area=item["life_area"], title=item["title"], own_words=item["own_words"],
            happened_on=on - timedelta(days=60) if item["life_area"] == "MEEDOEN" else None, may_go_along=turn == 0,
            added_by=person.user.audit_name,
        )  # fmt: skip


def _health(person: Invented) -> HealthRemark:
    tenant = person.trajectory.organisation_id
    return HealthRemark(
        organisation_id=tenant, trajectory=person.trajectory, made_by=person.user.audit_name,
        text_sealed=secrecy.sealed(HEALTH[person.number], tenant=tenant),
    )  # fmt: skip


def _said(person: Invented, on: date) -> list[tuple[str, date]]:
    """Return the codes of DUO with their days; who moved in has only what DUO told this gemeente."""
    kennisgeving, pip, brp = person.day("kennisgeving", on), person.day("pip", on), person.day("brp", on)
    moved_in_on = person.trajectory.moved_in_on
    if moved_in_on:
        return [("SS121", moved_in_on + timedelta(days=1))]
    if kennisgeving is None:
        return []
    said = [("SS101", kennisgeving)]
    if brp and brp > kennisgeving:
        said.append(("SS139", brp + timedelta(days=1)))
    if person.kind != "REGISTERED":
        said += [("SS137", kennisgeving + timedelta(days=20)), ("SS131", kennisgeving + timedelta(days=38))]
    return [*said, ("SS102", pip + timedelta(days=6))] if pip else said


def _messages(person: Invented, on: date) -> Iterator[DuoEvent]:
    for code, day in _said(person, on):
        if day > on:
            continue
        is_new = (on - day).days < 7  # noqa: PLR2004 - nobody read them this week
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


def _paid(person: Invented, on: date) -> Iterator[Ontzorgen]:
    """Yield the three bills: asked for in the first weeks, paid for six months, then handed back."""
    since = person.day("bijstand", on)
    if since is None or not person.is_asylum or person.trajectory.moved_in_on or on - since > PAID_WITHIN:
        return
    ends_on = last_days(since, 6)[0]
    state = Ontzorgen.State.ARRANGED if ends_on >= on else Ontzorgen.State.ENDED
    if on - since < ASKED_WITHIN:
        state = Ontzorgen.State.ASKED
    for kind, supplier in SUPPLIERS.items():
        yield Ontzorgen(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            kind=kind,
            supplier=supplier,
            starts_on=since,
            ends_on=ends_on,
            paid_until_on=None if state == Ontzorgen.State.ASKED else min(ends_on, last_of_month(on)),
            state=state,
        )


def last_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
