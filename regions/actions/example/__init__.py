"""The parts of the example region beyond its first session; each part is done by the acts that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from inburgering.accounts.models import User
from regions.actions.example import invitations, live, preparation, process, rounds
from regions.models import Region, WorkSession


@dataclass(frozen=True, slots=True)
class ExampleRegion:
    """What stands when the parts are added: `first` is closed and revealed, `trial` is open to whoever looks round."""

    region: Region
    users: dict[str, User]  # by key, such as projectleider and adviseur-aalten
    first: WorkSession
    trial: WorkSession
    on: date

    @property
    def leader(self) -> User:
        return self.users["projectleider"]


# In this order: a later part may build on an earlier one.
PARTS: tuple[Callable[[ExampleRegion], None], ...] = (
    process.add,
    preparation.add,
    rounds.add,
    live.add,
    invitations.add,
)


def fill(example: ExampleRegion) -> None:
    for part in PARTS:
        part(example)
