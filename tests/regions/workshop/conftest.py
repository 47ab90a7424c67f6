"""A work session in the Achterhoek, made by the acts that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from inburgering.accounts.context import as_seat, as_user
from regions.actions import answer, seat, sheet, work_session
from regions.models import Answer, Seat, Statement, WorkSession
from tests import factories


@dataclass
class Room:
    """A session with the world around it. Every method acts as the right person, in that person's context."""

    world: factories.World
    session: WorkSession

    @property
    def leader(self):
        return self.world.leader

    def as_leader(self):
        return as_user(self.leader.pk)

    def as_adviser(self, slug: str):
        return as_user(self.world.adviser(slug).pk)

    def fresh(self) -> WorkSession:
        with self.as_leader():
            return WorkSession.objects.select_related("region").get(pk=self.session.pk)

    def statement(self, number: int = 1) -> Statement:
        with self.as_leader():
            return Statement.objects.get(session=self.session, number=number)

    def open(self) -> Room:
        with self.as_leader():
            self.session = work_session.open_session(session=self.session, by=self.leader)
        return self

    def close(self) -> Room:
        with self.as_leader():
            self.session = work_session.close_session(session=self.session, by=self.leader)
        return self

    def reveal(self) -> Room:
        with self.as_leader():
            self.session = work_session.reveal(session=self.session, by=self.leader)
        return self

    def guest(self, slug: str = "aalten", name: str = "Gast", *, admitted: bool = True) -> Seat:
        municipality = self.world.municipality(slug)
        taken = seat.take(code=self.session.code, municipality=municipality, name=name, by=Guest(name))
        return self.admit(taken) if admitted else taken

    def admit(self, taken: Seat) -> Seat:
        with self.as_leader():
            return seat.admit(seat=taken, by=self.leader)

    def give(self, taken: Seat, number: int = 1, value: int | None = 1, *, replaces: int = 0, **more: object) -> Answer:
        content = {"is_unknown": value is None, "importance": "GEWOON", "is_limit": False, "note": ""} | more
        with as_seat(taken.pk):
            statement = Statement.objects.get(session=self.session, number=number)
            return answer.give(seat=taken, statement=statement, value=value, replaces=replaces, by=taken, **content)

    def share(self, slug: str, values: dict[int, int | None]) -> Seat:
        """Let one admitted guest of a municipality answer and share."""
        taken = self.guest(slug, f"Gast van {slug}")
        for number, value in values.items():
            self.give(taken, number, value)
        return self.share_seat(taken)

    def share_seat(self, taken: Seat) -> Seat:
        with as_seat(taken.pk):
            sheet.share_from_seat(seat=taken, by=taken)
        return taken


@dataclass
class Guest:
    audit_name: str


KEYS = ["S01", "S02", "S05", "S06", "S07", "S09"]


@pytest.fixture(scope="session")
def reference_data(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> None:
    """Public rows, loaded once and kept: every test below only adds to them and is rolled back."""
    with django_db_blocker.unblock():
        factories.reference_data()


@pytest.fixture
def world(standing_world: factories.World) -> factories.World:
    return standing_world


@pytest.fixture
def new_room(world: factories.World) -> Callable[..., Room]:
    def make(world: factories.World = world, keys: list[str] = KEYS) -> Room:
        with as_user(world.leader.pk):
            session = work_session.prepare(region=world.region, title="Sturen of loslaten", keys=keys, by=world.leader)
        return Room(world, session)

    return make


@pytest.fixture
def prepared(new_room: Callable[..., Room]) -> Room:
    return new_room()


@pytest.fixture
def room(prepared: Room) -> Room:
    return prepared.open()
