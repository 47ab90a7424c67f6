"""From the rows of one trajectory to the facts from which its dates follow."""

from datetime import date

from trajectories.models import Outcome, Pip, Trajectory
from trajectories.rules.deadlines import Facts

_SAME_NAME = (
    "indeling", "kennisgeving_on", "plicht_begins_on", "registered_brp_on", "moved_in_on", "third_party_received_on",
    "bijstand_from_on", "leerroute", "level", "first_pip_dated_on", "pip_dated_on", "offered_on", "pvt_signed_on",
    "map_ended_on", "z_ended_on", "duo_pip_due_on", "duo_term_starts_on", "duo_term_ends_on", "closed_on", "law",
)  # fmt: skip
# The duty itself goes on after a move, and nothing is known of it after "overig".
_DUTY_GOES_ON = frozenset({"", Outcome.VERHUISD, Outcome.OVERIG})


def of(trajectory: Trajectory) -> Facts:
    """Return the facts; asks for the person and the PIP in force."""
    in_force = trajectory.pips.filter(state=Pip.State.ESTABLISHED).only("announced_on").first()
    return from_rows(trajectory, in_force.announced_on if in_force else None)


def from_rows(trajectory: Trajectory, announced_on: date | None) -> Facts:
    """Return the facts of a trajectory whose person is at hand, with the day its PIP was announced; asks nothing."""
    person = trajectory.inburgeraar
    return Facts(
        **{name: getattr(trajectory, name) for name in _SAME_NAME},
        awaits_registration=bool(trajectory.azc_location) and trajectory.registered_brp_on is None,
        waits_for_third_party=bool(trajectory.waits_for_third_party),
        pip_announced_on=announced_on,
        next_conversation_on=trajectory.next_appointment_on,
        birth_year=person.birth_year,
        birth_month=person.birth_month,
        birth_day=person.birth_day,
        plicht_ended_on=_duty_ended_on(trajectory),
        has_died=trajectory.outcome == Outcome.OVERLIJDEN,
    )


def _duty_ended_on(trajectory: Trajectory) -> date | None:
    return None if trajectory.outcome in _DUTY_GOES_ON else trajectory.closed_on
