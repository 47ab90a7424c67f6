"""Acts of two people at the same moment: the one does not wait for the other, nor does the database break one off."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from inburgering.accounts.context import as_seat, as_user
from procurement.actions import scenario
from procurement.rules.choices import ComponentChoice
from regions.actions import answer, seat, subregion, work_session
from regions.models import LibraryStatement, Seat, Statement, WorkSession
from tests.drill import reports
from tests.procurement.conftest import Buying, example_scenarios


@dataclass(frozen=True)
class Busy:
    """A region that buys together and holds a work session meanwhile."""

    buying: Buying
    session: WorkSession
    guest: Seat

    def asks_for_a_report(self) -> None:
        reports.ask(self.buying)

    def makes_a_scenario(self) -> None:
        choices = [ComponentChoice.from_row(row) for row in next(example_scenarios())]
        with as_user(self.buying.leader.pk):
            scenario.make(
                proposal=self.buying.proposal, name="Nog een", summary="", components=choices, by=self.buying.leader
            )

    def discusses_the_proposal(self) -> None:
        with as_user(self.buying.leader.pk):
            subregion.discuss(proposal=self.buying.proposal, by=self.buying.leader)

    def proposes_a_division(self) -> None:
        with as_user(self.buying.leader.pk):
            revealed = self.buying.proposal.session
            subregion.propose(session=revealed, group_count=2, contiguous=True, by=self.buying.leader)

    def answers(self) -> None:
        with as_seat(self.guest.pk):
            statement = Statement.objects.get(session=self.session, number=1)
            answer.give(
                seat=self.guest, statement=statement, value=1, is_unknown=False, importance="GEWOON", is_limit=False,
                note="", replaces=0, by=self.guest,
            )  # fmt: skip

    def joins(self) -> None:
        seat.take(code=self.session.code, municipality=self.guest.municipality, name="Nog een gast", by=self.guest)


Act = Callable[[Busy], None]


@pytest.fixture
def busy(transactional_db: None) -> Busy:
    buying = reports.achterhoek()
    keys = list(LibraryStatement.objects.filter(in_default=True).values_list("key", flat=True))
    with as_user(buying.leader.pk):
        session = work_session.prepare(region=buying.region, title="Ondertussen", keys=keys, by=buying.leader)
        session = work_session.open_session(session=session, by=buying.leader)
    aalten = buying.region.memberships.get(municipality__code="GM0197").municipality
    return Busy(buying, session, seat.take(code=session.code, municipality=aalten, name="Gast", by=buying.leader))


@pytest.mark.parametrize(
    ("slow", "other"),
    [
        (Busy.asks_for_a_report, Busy.answers),
        (Busy.makes_a_scenario, Busy.answers),
        (Busy.proposes_a_division, Busy.joins),
        (Busy.asks_for_a_report, Busy.joins),
        (Busy.discusses_the_proposal, Busy.makes_a_scenario),
        (Busy.makes_a_scenario, Busy.discusses_the_proposal),
    ],
)
def test_the_other_is_ready_before_the_slow_one(
    busy: Busy, slow: Callable[[Busy], None], other: Callable[[Busy], None]
):
    with transaction.atomic(), ThreadPoolExecutor(1) as elsewhere:
        slow(busy)
        # Raises when the database makes it wait longer than its lock_timeout.
        elsewhere.submit(committed, other, busy).result()


def committed(act: Act, busy: Busy) -> None:
    try:
        with transaction.atomic():
            act(busy)
    finally:
        connection.close()
