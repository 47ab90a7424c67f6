"""From the work of municipalities to the page on which a region buys: totals, and exact counts by a decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from procurement.actions import demonstration as decisions
from regions.actions import team as members
from regions.rules.realised import rolling
from tests.factories import reference_data
from tests.journeys.conftest import SignedIn
from tests.people import casework
from trajectories.actions import totals
from trajectories.actions.example import PEOPLE, rows
from trajectories.actions.example import people as example_people
from trajectories.models import Inburgeraar, Team, Trajectory

pytestmark = pytest.mark.django_db(transaction=True)

PER_PLACE = {"aalten": (12, 8), "doetinchem": (20, 6), "winterswijk": (9, 5)}  # asielstatushouders, other migrants
ONDERWIJS = 3  # too few to tell, all of them in Doetinchem
Z_ROUTE = 6  # in each place; 18 may be told, but with the total and the B1-route it would tell the 3
RECENT = 3  # in Aalten, on the last day of the month that is over
PURPOSE = "Inkoop van de B1-route voor het volgende jaar"
PAGE = "/regios/achterhoek/gerealiseerd/"


@pytest.fixture
def leader_of_example() -> User:
    """The example region with scenarios, and sixty trajectories that began in March of last year."""
    reference_data()
    today = timezone.localdate()
    region = decisions.load(on=today, by=CLOCK)
    staff = example_people.form_staff(region, today, CLOCK)
    for slug in PER_PLACE:
        worker = next(row["klantregisseur"] for row in rows(PEOPLE) if row["municipality"] == slug)
        registered(slug, staff.teams[slug], staff.users[worker], today)
    return members.members(region)[0]  # the project leader


def march(today: date) -> date:
    return date(today.year - 1, 3, 3)


def registered(slug: str, team: Team, user: User, today: date) -> None:
    """Register, as this user, the people of one place; in Aalten also those of last month."""
    asylum, other = PER_PLACE[slug]
    groups = ["ASIELSTATUSHOUDER"] * asylum + ["GEZINSMIGRANT_EN_OVERIGE_MIGRANT"] * other
    routes = ["ONDERWIJS"] * (ONDERWIJS if slug == "doetinchem" else 0) + ["ZELFREDZAAMHEID"] * Z_ROUTE
    write(team, user, groups, routes, march(today))
    if slug == "aalten":
        write(team, user, ["ASIELSTATUSHOUDER"] * RECENT, [], rolling(today).ends_on)


def write(team: Team, user: User, groups: list[str], routes: list[str], on: date) -> None:
    """Write people with a first PIP of the day they were registered; who is not in `routes` has the B1-route."""
    with as_user(user.pk):
        people = Inburgeraar.objects.bulk_create(
            Inburgeraar(organisation_id=team.organisation_id, full_name=f"Persoon {place}", calling_name="Persoon",
                        sort_name=f"Persoon {place}", birth_year=1990)
            for place in range(len(groups))
        )  # fmt: skip
        Trajectory.objects.bulk_create(
            Trajectory(
                organisation_id=team.organisation_id, inburgeraar=person, team=team, phase="LEARNING",
                registered_on=on, first_pip_dated_on=on, pip_dated_on=on, lessons_started_on=on + timedelta(days=20),
                leerroute=routes[place] if place < len(routes) else "B1", sort_name=person.sort_name, search_text="",
                indeling=groups[place],
            )
            for place, person in enumerate(people)
        )  # fmt: skip


def numbers(page: Page, label: str) -> list[str]:
    """Return what stands in a row of the table with expected and realised."""
    table = page.get_by_role("region", name="Verwacht en gerealiseerd")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=label, exact=True))
    return row.get_by_role("cell").all_inner_texts()


def test_what_was_realised_stands_beside_what_was_expected(at_work: SignedIn, leader_of_example: User) -> None:
    """Expected: 26.000 a year x 70% x the inhabitants of eight gemeenten = 306,80; test_whole_line.py has the sums."""
    today = timezone.localdate()
    leader, last_year = at_work(leader_of_example), today.year - 1
    scenario = "/regios/achterhoek/scenarios/1/"
    leader.goto(scenario)
    expect(leader.get_by_role("heading", name="Verwacht en gerealiseerd")).to_have_count(0)

    assert totals.count_on(today) == len(PER_PLACE)

    more = RECENT if rolling(today).ends_on.year == last_year else 0
    for address in (scenario, f"{scenario}aantallen/"):
        leader.goto(address)
        expect(leader.get_by_role("columnheader", name=f"Gerealiseerd in {last_year}")).to_be_visible()
        assert numbers(leader, "Nieuwe asielstatushouders") == ["307", str(41 + more)]
        assert numbers(leader, "Nieuwe inburgeraars, beide groepen") == ["–", str(60 + more)]
        expected, realised = numbers(leader, "Eerste PIP: B1-route")
        assert (expected, realised.split()[0]) == ("60%", str(39 + more))
        # Three people are too few; and whoever reads the Z-route could subtract them from the total.
        assert numbers(leader, "Eerste PIP: onderwijsroute") == ["25%", "niet getoond"]
        assert numbers(leader, "Eerste PIP: Z-route") == ["15%", "niet getoond"]


def test_exact_counts_are_the_regions_by_a_decision_of_the_municipality(at_work: SignedIn) -> None:
    work, today = casework(), timezone.localdate()
    registered("aalten", work.team, work.bakker, today)
    registered("doetinchem", work.doetinchem, work.yilmaz, today)
    totals.count_on(today)
    exact = RECENT + (sum(PER_PLACE["aalten"]) if rolling(today).has(march(today)) else 0)
    leader, alderman = at_work(work.world.leader), at_work(work.world.alderman("aalten"))
    leader.goto(PAGE)
    place = leader.get_by_role("listitem").filter(has_text="Aalten:")
    expect(place).to_have_text("Aalten: telt mee in het totaal")
    expect(leader.get_by_role("region", name="Vrijgegeven exacte aantallen")).to_have_count(0)
    expect(leader.get_by_text("Geef de exacte aantallen van je gemeente vrij")).to_have_count(0)

    alderman.goto(PAGE)
    alderman.get_by_text("Geef de exacte aantallen van je gemeente vrij").click()
    alderman.get_by_label("Waarvoor gebruikt de regio").fill("inkoop")
    alderman.get_by_label("Datum van het besluit").fill(f"{today:%d-%m-%Y}")
    alderman.get_by_label("Wie besloot?").fill("college van Aalten")
    alderman.get_by_role("button", name="Geef vrij").click()
    expect(alderman.get_by_text("in een hele zin").first).to_be_visible()
    alderman.get_by_label("Waarvoor gebruikt de regio").fill(PURPOSE)
    alderman.get_by_role("button", name="Geef vrij").click()
    expect(alderman.get_by_text("De regio heeft nu de exacte aantallen van Aalten.")).to_be_visible()

    leader.reload()
    expect(place).to_contain_text("vrijgegeven, besluit van college van Aalten op")
    expect(place).to_contain_text(PURPOSE)
    released = leader.get_by_role("region", name="Vrijgegeven exacte aantallen")
    expect(released.get_by_role("columnheader").last).to_have_text("Aalten")
    row = released.get_by_role("row").filter(has_text="Nieuwe inburgeraars")
    expect(row.get_by_role("cell")).to_have_text([str(exact)])
    expect(leader.get_by_role("button", name="Trek de vrijgave")).to_have_count(0)

    alderman.get_by_role("button", name="Trek de vrijgave van Aalten in").click()
    expect(alderman.get_by_text("De regio heeft de exacte aantallen van Aalten niet meer.")).to_be_visible()
    leader.reload()
    expect(place).to_have_text("Aalten: telt mee in het totaal")
    expect(released).to_have_count(0)
