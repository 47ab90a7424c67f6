"""The plan of the example region, from its files."""

from regions.actions.example import cooperation as example
from regions.models import SubregionProposal
from regions.reports import cooperation as report
from regions.rules.components import Component
from regions.rules.cooperation_words import region_finding
from tests.regions.cooperation.conftest import Together, Workshop


def test_the_example_ends_as_the_region_of_the_seed_did(revealed: Workshop, proposal: SubregionProposal) -> None:
    world = revealed.world
    people = {key: world.users[key] for key in ("adviseur-aalten", "adviseur-doetinchem")}

    plan = example.seed(region=world.region, people=people, by=world.leader)

    made = Together(revealed, proposal, plan)
    with made.as_leader():
        groups, standing = report.groups_of(plan), report.standing(plan)
        assert report.uncovered(plan) == []
        assert len(report.wishes_of(plan)) == 5
    finding = "".join(part.text for part in region_finding(groups, made.area()))
    assert finding == (
        "Noord en West trekken samen op bij alle leerroutes. Oost doet mee bij de onderwijsroute en de Z-route."
    )
    assert list(groups) == list(Component)
    stances = [one.stance for one in standing]
    assert [stances.count(one) for one in ("AGREED", "AGREED_IF", "NOT_AGREED")] == [5, 2, 1]
    assert {one.name for one in standing if not one.is_noted} == {"Aalten", "Doetinchem"}
    assert not any(one.is_outdated for one in standing)
