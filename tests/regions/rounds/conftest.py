"""Rounds in the Achterhoek: made by the acts, answered above row-level security to keep it fast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Share, User
from regions.actions import round as rounds
from regions.actions import work_session
from regions.models import AnswerSheet, MunicipalAnswer, Seat, Statement, WorkSession
from tests import database, factories

KEYS = ["S01", "S02", "S05", "S06", "S07"]
Given = int | None | Mapping[str, object]


@dataclass
class Rounds:
    """A region with a first round that is closed and shown."""

    world: factories.World
    first: WorkSession

    @property
    def leader(self) -> User:
        return self.world.leader

    def answered(self, session: WorkSession, given: Mapping[str, Mapping[str, Given]]) -> None:
        """Let municipalities (by slug) share answers (by statement key) with the region."""
        with database.as_owner():
            statements = {one.key: one for one in Statement.objects.filter(session=session)}
            for slug, answers in given.items():
                sheet = self._shared_sheet(session, slug)
                for key, content in answers.items():
                    fields = content if isinstance(content, Mapping) else {"value": content}
                    fields = {"is_unknown": fields.get("value") is None and not fields.get("is_divided")} | dict(fields)
                    MunicipalAnswer.objects.create(
                        organisation=sheet.organisation,
                        host=sheet.host,
                        sheet=sheet,
                        statement=statements[key],
                        **fields,
                    )

    def _shared_sheet(self, session: WorkSession, slug: str) -> AnswerSheet:
        municipality = self.world.municipality(slug)
        sheet = AnswerSheet.objects.create(
            organisation=municipality.organisation, host=session.organisation, session=session,
            municipality=municipality, shared_at=timezone.now(), shared_by=slug,
        )  # fmt: skip
        Share.objects.create(
            organisation=municipality.organisation, kind=Share.Kind.ANSWER_SHEET, subject_id=sheet.pk,
            shared_with=session.organisation, shared_by=slug,
        )  # fmt: skip
        return sheet

    def finish(self, session: WorkSession) -> WorkSession:
        """Close a session and show its outcome."""
        with as_user(self.leader.pk):
            work_session.close_session(session=session, by=self.leader)
            return work_session.reveal(session=session, by=self.leader)

    def next_round(self, keys: list[str] | None = None, *, opened: bool = True) -> WorkSession:
        with as_user(self.leader.pk):
            made = rounds.prepare_next(session=self.first, keys=keys or KEYS[:4], title="Tweede ronde", by=self.leader)
            return work_session.open_session(session=made, by=self.leader) if opened else made

    def seat(self, session: WorkSession, slug: str, *, admitted: bool = True) -> Seat:
        municipality = self.world.municipality(slug)
        with database.as_owner():
            seat = Seat.objects.create(
                organisation=municipality.organisation, host=session.organisation, session=session,
                municipality=municipality, name="Piet", admitted_at=timezone.now() if admitted else None,
                admitted_by="Begeleider" if admitted else None,
            )  # fmt: skip
            return Seat.objects.select_related("session__region", "municipality").get(pk=seat.pk)


FIRST = {
    "aalten": {"S01": {"value": 2, "is_limit": True, "note": "Onze eigen school."}, "S02": -1, "S05": 2, "S06": 0},
    "doetinchem": {"S01": {"value": -2, "note": "De aanbieder weet het beter."}, "S02": 2, "S05": None, "S06": 1},
    "winterswijk": {"S01": {"value": 2, "note": "Wij willen nabij zijn."}, "S02": -2, "S05": 2, "S06": 1},
    "montferland": {"S01": {"value": -1, "note": "Kosten tellen."}, "S02": 1, "S05": {"is_divided": True}, "S06": 1},
    "berkelland": {"S01": {"value": -2, "is_limit": True, "note": "Geen eigen regie."}, "S02": 1, "S05": 1, "S06": 1},
}


@pytest.fixture
def begun(standing_world: factories.World) -> Rounds:
    """A first session that is open and not yet answered."""
    world = standing_world
    with as_user(world.leader.pk):
        first = work_session.prepare(region=world.region, title="Wat willen wij?", keys=KEYS, by=world.leader)
        first = work_session.open_session(session=first, by=world.leader)
    return Rounds(world, first)


@pytest.fixture
def rounds_world(begun: Rounds) -> Rounds:
    """A first round that five municipalities answered, closed and shown."""
    begun.answered(begun.first, FIRST)
    begun.first = begun.finish(begun.first)
    return begun


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
