"""A process of the Achterhoek with two principles of 2019, and a session that tests them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.audit.models import AuditEvent
from regions.actions import principle, process
from regions.models import Principle, Process, WorkSession
from tests import database, factories
from tests.regions.results.conftest import Workshop, make_session

SignIn = Callable[[User], Client]


@dataclass
class Line:
    """A process with its world; every method acts as the project leader."""

    world: factories.World
    process: Process
    workshop: Workshop

    @property
    def leader(self) -> User:
        return self.world.leader

    @property
    def session(self) -> WorkSession:
        return self.workshop.session

    def as_leader(self):
        return as_user(self.leader.pk)

    def add(self, text: str = "Lessen op gedeelde locaties.", theme: str = "Leslocatie en bereikbaarheid") -> Principle:
        with self.as_leader():
            return principle.add(process=self.process, text=text, theme=theme, by=self.leader)

    def test(self, one: Principle, key: str, *, agreeing_supports: bool = True) -> None:
        with self.as_leader():
            principle.link_test(principle=one, key=key, agreeing_supports=agreeing_supports, by=self.leader)

    def adopt(self, *principles: Principle, slugs: list[str] | None = None, on: date = date(2019, 6, 18)) -> int:
        chosen = [self.world.municipality(slug) for slug in slugs or factories.ACHTERHOEK]
        with self.as_leader():
            return principle.adopt(
                process=self.process, principles=principles, municipalities=chosen, adopted_on=on, body="gemeenteraad",
                by=self.leader,
            )  # fmt: skip

    def place(self, session: WorkSession | None = None, **meeting: object) -> WorkSession:
        session = session or self.session
        content = {"purpose": "", "agenda": "", "starts_at": None, "ends_at": None, "place": "", "answer_by": None}
        with self.as_leader():
            return process.place_session(
                process=self.process, session=session, expected_version=session.version, by=self.leader,
                **(content | meeting),
            )  # fmt: skip

    def share(self) -> None:
        with self.as_leader():
            process.share(process=self.process, by=self.leader)

    def verbs(self) -> list[str]:
        with database.as_owner():
            return list(AuditEvent.objects.order_by("happened_at", "id").values_list("verb", flat=True))


def begin(world: factories.World) -> Process:
    with as_user(world.leader.pk):
        return process.start(
            region=world.region, title="Samen inkopen", assignment="Vraag van de besturen.", note_title="Procesnota",
            started_on=timezone.localdate() - timedelta(days=60), by=world.leader,
        )  # fmt: skip


@pytest.fixture
def line(standing_world: factories.World) -> Line:
    world = standing_world
    made = begin(world)
    with database.as_owner():
        session = make_session(world)
    return Line(world, made, Workshop(world, session))


@pytest.fixture
def tested(line: Line) -> Line:
    """Two principles, adopted by all in 2019: on S07 and S08 municipalities differ, with S24 all agree."""
    apart, together = line.add(), line.add("Binnen vier weken beginnen.", "Doorlooptijd en participatie")
    line.test(apart, "S08")
    line.test(apart, "S07", agreeing_supports=False)
    line.test(together, "S24")
    line.adopt(apart, together)
    line.place()
    line.workshop.share(factories.ACHTERHOEK)
    return line


@pytest.fixture
def signed_in(client: Client) -> SignIn:
    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
