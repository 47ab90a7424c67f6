"""From the rows of one trajectory to the facts from which its dates follow."""

from trajectories.models import Pip, Trajectory
from trajectories.rules.deadlines import Facts

_SAME_NAME = (
    "indeling", "kennisgeving_on", "plicht_begins_on", "registered_brp_on", "moved_in_on", "third_party_received_on",
    "bijstand_from_on", "leerroute", "level", "first_pip_dated_on", "pip_dated_on", "offered_on", "pvt_signed_on",
    "map_ended_on", "z_ended_on", "duo_pip_due_on", "duo_term_starts_on", "duo_term_ends_on", "closed_on",
)  # fmt: skip


def of(trajectory: Trajectory) -> Facts:
    """Return the facts; asks for the person and the PIP in force."""
    person = trajectory.inburgeraar
    in_force = trajectory.pips.filter(state=Pip.State.ESTABLISHED).only("announced_on").first()
    return Facts(
        **{name: getattr(trajectory, name) for name in _SAME_NAME},
        waits_for_third_party=bool(trajectory.waits_for_third_party),
        pip_announced_on=in_force.announced_on if in_force else None,
        next_conversation_on=trajectory.next_appointment_on,
        birth_year=person.birth_year,
        birth_month=person.birth_month,
        birth_day=person.birth_day,
    )
