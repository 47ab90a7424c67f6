"""One person of the example is about to move: announced by Doetinchem, waiting for an answer of Aalten."""

from datetime import date, timedelta

from inburgering.accounts.context import as_user
from trajectories.actions import handover
from trajectories.actions.example import Invented, Staff
from trajectories.reports.handover_content import Wanted
from trajectories.rules import handover_parts

FROM, TO, KIND = "doetinchem", "aalten", "LATE"


def announce(staff: Staff, everybody: list[Invented], on: date) -> None:
    """Announce the first who is far enough along, with everything that the law lets go along."""
    leaving = [one for one in everybody if one.row["municipality"] == FROM and one.kind == KIND]
    for person in leaving[:1]:
        keys = handover_parts.going([part.key for part in handover_parts.BY_LAW], notes=0, portfolio=0)
        with as_user(person.user.pk):
            handover.announce(
                trajectory=person.trajectory, receiver=staff.teams[TO].organisation, moved_on=on - timedelta(days=4),
                wanted=Wanted(keys), on=on, by=person.user,
            )  # fmt: skip
