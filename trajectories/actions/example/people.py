"""Who is in the example: klantregisseurs, teams, a provider, and 63 people with names from a list."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Role
from inburgering.audit.record import Actor
from regions.actions import team as people
from regions.actions.team import Part
from regions.models import Municipality, Region
from trajectories.actions import registration
from trajectories.actions.example import PEOPLE, Invented, Staff, rows
from trajectories.models import Indeling, Phase, Team, TeamMember

STAFF = {
    "bakker": Part("klantregisseur-bakker", "J. Bakker, klantregisseur Aalten", Role.CASE_MANAGER, "GM0197"),
    "dewit": Part("klantregisseur-dewit", "S. de Wit, klantregisseur Aalten", Role.CASE_MANAGER, "GM0197"),
    "yilmaz": Part("klantregisseur-yilmaz", "R. Yilmaz, klantregisseur Doetinchem", Role.CASE_MANAGER, "GM0222"),
    "nijhof": Part("teamleider-aalten", "M. Nijhof, teamleider Aalten", Role.TEAM_LEADER, "GM0197"),
}  # fmt: skip
WAITING, WAITS = "Iryna Kovalénko", {"waits_for_third_party": "de diplomawaardering (IDW)"}
LEADS = ("aalten", "winterswijk", "berkelland")
HOURS = {"bakker": 36, "dewit": 24, "yilmaz": 32, "nijhof": 32}
KNOWN_BEFORE = timedelta(days=30)  # COA links somebody to a gemeente before DUO's kennisgeving
TOLD_AFTER, ANNOUNCED_BEFORE = timedelta(days=2), timedelta(days=6)
FIRST_BSN, LAST_BSN = 999_900_000, 999_999_999  # the test range; no living person has one of these
# A place of the gemeente with the four digits of its postcode.
PLACES = {
    "aalten": ("Aalten", 7121), "doetinchem": ("Doetinchem", 7001), "winterswijk": ("Winterswijk", 7101),
    "oude-ijsselstreek": ("Terborg", 7061), "berkelland": ("Borculo", 7271), "bronckhorst": ("Vorden", 7251),
    "oost-gelre": ("Groenlo", 7141), "montferland": ("Didam", 6942),
}  # fmt: skip
STREETS = ["Hofstraat", "Kerkstraat", "Molenweg", "Beukenlaan", "Stationsweg", "Lindenstraat", "Prinsenstraat"]


def form_staff(region: Region, on: date, by: Actor) -> Staff:
    """Return the people who work with inburgeraars, each in the gemeenten where the file has work for them."""
    users = dict(zip(STAFF, people.form(region=region, parts=list(STAFF.values()), by=by), strict=True))
    places = {municipality.slug: municipality for municipality in region.municipalities_on(on)}
    work = {(row["municipality"], row["klantregisseur"]) for row in rows(PEOPLE)}
    for slug, key in sorted(work):
        _join(users[key], places[slug].organisation, Role.CASE_MANAGER)
    for slug in LEADS:
        _join(users["nijhof"], places[slug].organisation, Role.TEAM_LEADER)
    teams = {}
    for slug in sorted({slug for slug, _ in work}):
        members = sorted(key for place, key in work if place == slug) + (["nijhof"] if slug in LEADS else [])
        teams[slug] = _team(places[slug], {key: users[key] for key in members}, work)
    return Staff(region, users, teams)


def _join(user: User, organisation: Organisation, role: Role) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.join_demonstration(%s, %s, %s)", [user.pk, organisation.pk, role.value])


def _team(municipality: Municipality, members: dict[str, User], work: set[tuple[str, str]]) -> Team:
    with as_user(next(iter(members.values())).pk):
        team = Team.objects.create(organisation=municipality.organisation, name=f"Team {municipality.name}")
        TeamMember.objects.bulk_create(
            TeamMember(organisation=municipality.organisation, team=team, user=user, hours_per_week=_hours(key, work))
            for key, user in members.items()
        )
    return team


def _hours(key: str, work: set[tuple[str, str]]) -> float:
    """Return the hours of this person in each of the teams where there is work."""
    teams = sum(1 for _, worker in work if worker == key) or len(LEADS)
    return round(HOURS[key] / teams, 1)


def register(staff: Staff, on: date) -> list[Invented]:
    """Register everybody of the file, each in the context of who works with this person."""
    numbers = bsns()
    found = []
    for number, row in enumerate(rows(PEOPLE)):
        user = staff.users[row["klantregisseur"]]
        with as_user(user.pk):
            found.append(_one(number, row, staff, user, on, next(numbers)))
    return found


def _one(number: int, row: dict[str, str], staff: Staff, user: User, on: date, bsn: str) -> Invented:
    year, month, day = (*map(int, row["birth"].split("-")), None, None)[:3]
    ago = {key: on - timedelta(days=int(row[key])) if row[key] else None for key in ("kennisgeving", "brp", "bijstand")}
    made = registration.register(
        person=registration.Person(
            full_name=row["full_name"], prefix=row["prefix"], calling_name=row["calling_name"], birth_year=year,
            birth_month=month, birth_day=day, bsn=bsn, details=_details(number, row),
        ),
        team=staff.teams[row["municipality"]],
        assigned_to=user,
        indeling=row["indeling"],
        on=on,
        by=user,
        facts={
            "registered_on": _known_on(row, ago["kennisgeving"] or on, ago["brp"]),
            "linked_on": _known_on(row, ago["kennisgeving"] or on, None) if _is_housed_by_us(row) else None,
            "kennisgeving_on": ago["kennisgeving"],
            "plicht_begins_on": ago["kennisgeving"],
            "registered_brp_on": ago["brp"],
            "moved_in_on": ago["brp"] if row["kind"] == "MOVED_IN" else None,
            **(WAITS if row["full_name"] == WAITING else {}),
            "bijstand_from_on": ago["bijstand"],
            "azc_location": "azc Winterswijk" if row["kind"] == "AZC" else "",
            "phase": Phase.REGISTERED if row["kind"] in {"AZC", "REGISTERED"} else Phase.INTAKE,
        },
    )  # fmt: skip
    return Invented(number, row, made, user)


def _is_housed_by_us(row: dict[str, str]) -> bool:
    return row["indeling"] == Indeling.ASIELSTATUSHOUDER and row["kind"] != "MOVED_IN"


def _known_on(row: dict[str, str], kennisgeving: date, moved_in_on: date | None) -> date:
    """Return since when this gemeente knows somebody: linked by COA, told by DUO, or announced before a move."""
    if row["kind"] == "MOVED_IN" and moved_in_on:
        return moved_in_on - ANNOUNCED_BEFORE
    return kennisgeving - KNOWN_BEFORE if _is_housed_by_us(row) else kennisgeving + TOLD_AFTER


def _details(number: int, row: dict[str, str]) -> dict[str, object]:
    has_address = row["kind"] != "AZC"
    city, postcode = PLACES[row["municipality"]]
    return {
        "languages": row["languages"],
        "needs_interpreter": row["interpreter"] == "ja",
        "street": f"{STREETS[number % len(STREETS)]} {number * 3 + 2}" if has_address else "",
        "postcode": f"{postcode} A{'ABCDEGHJK'[number % 9]}" if has_address else "",
        "city": city if has_address else "Winterswijk",
        "phone": f"+316000000{number:02d}",
        "no_letter_to_address": number % 16 == 0,
    }


def bsns() -> object:
    """Yield the numbers of the test range that pass the elfproef, in order."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    for bsn in range(FIRST_BSN, LAST_BSN):
        if sum(int(digit) * weight for digit, weight in zip(str(bsn), weights, strict=True)) % 11 == 0:
            yield str(bsn)
