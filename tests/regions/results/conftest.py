"""A session of the Achterhoek whose eight municipalities shared the answers of the example."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from inburgering.accounts.models import Share, User
from regions.models import (
    AnswerSheet,
    ExpectedInflow,
    LibraryStatement,
    MunicipalAnswer,
    Municipality,
    Statement,
    WorkSession,
)
from tests import database, factories, standing

ANSWERS = Path(settings.BASE_DIR) / "regions" / "data" / "demonstration_answers.csv"
OPENED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SHARED = datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
STATEMENTS = 24


@dataclass
class Workshop:
    """A session at work: its world, and the acts of arranging that a test needs, above row-level security."""

    world: factories.World
    session: WorkSession

    def share(self, slugs: Iterable[str]) -> None:
        """Let municipalities share the answers of the example with the region."""
        with database.as_owner():
            for slug in slugs:
                _share(self.session, Municipality.objects.get(slug=slug))

    def reveal(self) -> None:
        with database.as_owner():
            WorkSession.objects.filter(pk=self.session.pk).update(revealed_at=SHARED)
        self.session.revealed_at = SHARED

    def answer(self, slug: str, number: int, **values: object) -> None:
        """Set what a municipality that shared says to a statement."""
        with database.as_owner():
            MunicipalAnswer.objects.filter(
                sheet__session=self.session, sheet__municipality__slug=slug, statement__number=number
            ).update(**values)


def _share(session: WorkSession, municipality: Municipality) -> None:
    sheet = AnswerSheet.objects.create(
        organisation=municipality.organisation, host=session.organisation, session=session, municipality=municipality,
        shared_at=SHARED, shared_by="Maaike Hoekman",
    )  # fmt: skip
    by_key = {statement.key: statement for statement in session.statements.all()}
    MunicipalAnswer.objects.bulk_create(
        MunicipalAnswer(
            organisation=municipality.organisation, host=session.organisation, sheet=sheet, note=row["note"],
            statement=by_key[row["statement_key"]], importance=row["importance"], is_limit=row["is_limit"] == "1",
            value=int(row["value"]) if row["value"] else None, is_unknown=not row["value"],
        )
        for row in csv.DictReader(ANSWERS.read_text(encoding="utf-8").splitlines())
        if row["municipality_code"] == municipality.code and row["statement_key"] in by_key
    )  # fmt: skip
    Share.objects.create(
        organisation=municipality.organisation, kind=Share.Kind.ANSWER_SHEET, subject_id=sheet.pk,
        shared_with=session.organisation, shared_by="Maaike Hoekman",
    )  # fmt: skip


def make_session(world: factories.World, number: int = 1) -> WorkSession:
    """Return an open session of the region with the statements of the example; every municipality was invited."""
    organisation = world.region.organisation
    session = WorkSession.objects.create(
        organisation=organisation, region=world.region, number=number, title="Sturen of loslaten",
        state=WorkSession.State.OPEN, opened_at=OPENED, made_at=OPENED,
    )  # fmt: skip
    library = LibraryStatement.objects.filter(in_default=True).order_by("number")[:STATEMENTS]
    Statement.objects.bulk_create(
        Statement(organisation=organisation, session=session, number=place, key=one.key, theme=one.theme,
                  text=one.text, short_label=one.short_label, hint=one.hint)
        for place, one in enumerate(library, start=1)
    )  # fmt: skip
    Share.objects.bulk_create(
        Share(organisation=organisation, kind=Share.Kind.WORK_SESSION, subject_id=session.pk,
              shared_with=municipality.organisation, shared_by="Projectleider")
        for municipality in world.region.municipalities_on(factories.TODAY)
    )  # fmt: skip
    return session


def before_anybody_shared() -> Workshop:
    world = factories.world()
    with database.as_owner():
        session = make_session(world)
        for municipality in world.region.municipalities_on(factories.TODAY):
            ExpectedInflow.objects.create(
                organisation=world.region.organisation, municipality=municipality, per_year=20,
                source="Taakstelling tweede halfjaar 2026, 70%", source_on=date(2026, 10, 1),
            )  # fmt: skip
    return Workshop(world, session)


standing_workshop = standing.gives("standing_workshop", before_anybody_shared)


@pytest.fixture
def workshop(standing_workshop: Workshop) -> Workshop:
    """The session before anybody shared."""
    return standing_workshop


@pytest.fixture
def answered(workshop: Workshop) -> Workshop:
    """The session after all eight municipalities shared, before the reveal."""
    workshop.share(factories.ACHTERHOEK)
    return workshop


@pytest.fixture
def revealed(answered: Workshop) -> Workshop:
    answered.reveal()
    return answered


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
