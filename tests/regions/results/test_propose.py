"""Making a proposal: what it keeps, and when it is refused."""

from inburgering.accounts.context import as_user
from regions.actions import subregion
from tests.regions.results.conftest import Workshop


def test_a_proposal_keeps_the_division_and_where_everybody_is(answered: Workshop) -> None:
    with as_user(answered.world.leader.pk):
        proposal = subregion.propose(session=answered.session, group_count=3, contiguous=True, by=answered.world.leader)

        assert proposal.number == 1
        assert proposal.placements.count() == 8
        assert {place.group_name for place in proposal.placements.all()} == {"Noord", "Oost", "West"}
