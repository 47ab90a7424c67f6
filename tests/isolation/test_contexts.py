"""Each kind of asker tries the rows of the others, with the Python filter left out."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from inburgering.accounts.context import as_job, as_seat, as_user, context
from inburgering.accounts.models import Membership, Organisation, Share
from inburgering.audit.models import AuditEvent
from inburgering.audit.record import CLOCK
from inburgering.documents.models import Document, ShareLink, new_token
from procurement.actions import demonstration
from procurement.models import Assumption, Scenario
from regions.models import (
    Answer,
    AnswerSheet,
    MunicipalAnswer,
    Municipality,
    Seat,
    Statement,
    SubregionProposal,
    WorkSession,
)
from tests.database import as_owner
from tests.isolation.conftest import Example
from tests.isolation.test_catalogue import PUBLIC, our_tables

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    return {table: tables[table].objects.count() for table in sorted(our_tables() - set(PUBLIC))}


def seen() -> set[str]:
    return {table for table, count in counts().items() if count}


def test_there_is_something_to_see(example: Example) -> None:
    with as_owner():
        filled = seen()

    assert {"regions_answer", "regions_municipalanswer", "procurement_scenario", "accounts_membership"} <= filled


def test_nobody_sees_nothing(example: Example) -> None:
    assert seen() == set()


def test_a_stranger_sees_only_memberships_of_his_own_region(example: Example) -> None:
    with as_user(example.stranger.leader.pk):
        assert seen() == {"accounts_membership"}
        assert set(Membership.objects.values_list("user_id", flat=True)) == {example.stranger.leader.pk}


def test_the_leader_reads_municipal_answers_but_no_answer_of_a_person(example: Example) -> None:
    with as_user(example.users["projectleider"].pk):
        assert MunicipalAnswer.objects.filter(sheet__session__number=1).count() == 8 * 24
        assert Answer.objects.count() == 0
        assert Seat.objects.count() > 8


def test_a_municipality_sees_the_answers_of_its_own_people_only(example: Example) -> None:
    with as_user(example.users["adviseur-aalten"].pk):
        assert set(Answer.objects.values_list("seat__municipality__slug", flat=True)) == {"aalten"}
        assert set(Seat.objects.values_list("municipality__slug", flat=True)) == {"aalten"}


def test_before_the_reveal_a_municipality_sees_its_own_sheet_only(example: Example) -> None:
    with as_owner(), transaction.atomic():
        WorkSession.objects.update(revealed_at=None)
        with as_user(example.users["adviseur-aalten"].pk):
            _as_app()
            assert set(AnswerSheet.objects.values_list("municipality__slug", flat=True)) == {"aalten"}
            assert MunicipalAnswer.objects.filter(sheet__session__number=1).count() == 24


def _as_app() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")


def test_after_the_reveal_a_municipality_sees_all_sheets(example: Example) -> None:
    with as_user(example.users["adviseur-aalten"].pk):
        assert AnswerSheet.objects.filter(session__number=1).count() == 8


def test_a_withdrawn_share_hides_the_sheet_again(example: Example) -> None:
    with as_user(example.users["adviseur-doetinchem"].pk):
        Share.objects.filter(kind="ANSWER_SHEET", organisation__municipality__slug="doetinchem").update(
            withdrawn_at="2026-11-20T12:00:00Z"
        )
    with as_user(example.users["projectleider"].pk):
        assert not AnswerSheet.objects.filter(municipality__slug="doetinchem").exists()


def test_a_seat_sees_its_own_session_and_answers(example: Example) -> None:
    with as_owner():
        seat = Seat.objects.filter(municipality__slug="bronckhorst", session__number=1).first()
    with as_seat(seat.pk):
        assert set(Answer.objects.values_list("seat_id", flat=True)) == {seat.pk}
        # Its own session, and the next round in which its municipality answered too; never the open one.
        assert set(WorkSession.objects.values_list("number", flat=True)) == {1, 3}
        assert Statement.objects.filter(session__number=1).count() == 24
        assert Scenario.objects.count() == Assumption.objects.count() == SubregionProposal.objects.count() == 0
        assert AuditEvent.objects.count() == 0


def test_after_the_reveal_only_an_admitted_seat_sees_the_sheets(example: Example) -> None:
    with as_owner():
        seat = Seat.objects.filter(municipality__slug="bronckhorst", session__number=1).first()
    with as_seat(seat.pk):
        assert AnswerSheet.objects.filter(session__number=1).count() == 8
        # Of the round that followed only what its own municipality said there.
        assert set(AnswerSheet.objects.filter(session__number=3).values_list("municipality__slug", flat=True)) == {
            "bronckhorst"
        }
    with as_owner():
        Seat.objects.filter(pk=seat.pk).update(admitted_at=None, admitted_by=None)
    with as_seat(seat.pk):
        assert AnswerSheet.objects.count() == MunicipalAnswer.objects.count() == 0


def test_a_seat_cannot_answer_for_another_seat(example: Example) -> None:
    with as_owner():
        mine, other = (
            Seat.objects.filter(municipality__slug="bronckhorst").first(),
            Seat.objects.filter(municipality__slug="aalten").first(),
        )
        answer = Answer.objects.filter(seat=other).first()
    with as_seat(mine.pk), pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.create(
            organisation_id=other.organisation_id,
            host_id=other.host_id,
            seat=other,
            statement_id=answer.statement_id,
            revision=99,
            value=2,
            is_current=False,
        )


def test_a_job_sees_its_organisation_only(example: Example) -> None:
    with as_job(example.stranger.region.organisation_id):
        assert seen() == {"accounts_membership"}
        assert set(Membership.objects.values_list("user_id", flat=True)) == {example.stranger.leader.pk}
    with as_job(example.region.organisation_id):
        assert MunicipalAnswer.objects.filter(sheet__session__number=1).count() == 8 * 24
        assert Answer.objects.count() == 0


def test_a_link_opens_one_document_and_nothing_else(example: Example) -> None:
    _token, hashed = new_token()
    with as_owner():
        document, _other = (
            Document.objects.create(
                organisation=example.region.organisation,
                title=title,
                filename=f"{title}.pdf",
                media_type="application/pdf",
                sha256="0" * 64,
                size=1,
                content=b"x",
            )
            for title in ("een", "twee")
        )
        link = ShareLink.objects.create(
            organisation=example.region.organisation,
            document=document,
            addressee="wethouder@voorbeeld.invalid",
            token_sha256=hashed,
            made_by="test",
        )
    with context("link", link.pk):
        assert list(Document.objects.values_list("pk", flat=True)) == [document.pk]
        assert seen() == {"documents_document", "documents_sharelink"}


def test_only_demonstration_organisations_can_be_joined(example: Example) -> None:
    real = Organisation.objects.create(kind=Organisation.Kind.REGION, name="Echt", is_demonstration=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.join_demonstration(%s, %s, 'PROJECT_LEADER')", [example.stranger.leader.pk, real.pk])
    with as_owner():
        assert not Membership.objects.filter(organisation=real).exists()


def test_a_child_row_cannot_hang_on_a_parent_of_somebody_else(example: Example) -> None:
    """Foreign-key checks bypass row-level security: the composite key is what stops this."""
    with as_owner():
        session = WorkSession.objects.filter(organisation=example.region.organisation).first()
    with as_user(example.stranger.leader.pk), pytest.raises(DatabaseError), transaction.atomic():  # noqa: PT012
        Statement.objects.create(
            organisation=example.stranger.region.organisation,
            session_id=session.pk,
            number=99,
            key="X",
            theme="x",
            text="x",
            short_label="x",
        )
        connection.check_constraints()


def test_removing_the_demonstration_leaves_reference_data_and_nothing_else(example: Example) -> None:
    demonstration.remove(by=CLOCK)

    with as_owner():
        assert seen() == set()
    assert Municipality.objects.count() == 342
