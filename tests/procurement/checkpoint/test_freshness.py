"""Since when a checkpoint is out of date: one sentence per input, with the day it began to differ."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils.timezone import now

from inburgering.audit.models import AuditEvent
from inburgering.notation import date_long
from procurement.models import Assumption, Checkpoint
from procurement.reports import checkpoint as report
from regions.actions import cooperation, demand, subregion, wish
from regions.models import AnswerSheet, ExpectedInflow, MunicipalAnswer, Municipality, Statement, WorkSession
from regions.rules.components import Component
from regions.rules.wishes import Kind
from tests.procurement.checkpoint.conftest import AALTEN

TODAY_TOLD = f"Verouderd sinds {date_long(date.today())}: "  # noqa: DTZ011 - the acts use the same clock
NOON = datetime(2030, 11, 24, 11, tzinfo=timezone.utc)  # noqa: UP017 - spelled out beside the others


def sentences(agreeing, checkpoint: Checkpoint, key: str = "leader") -> tuple[str, ...]:
    with agreeing.buying.seen_by(key):
        return report.freshness(Checkpoint.objects.get(pk=checkpoint.pk)).sentences


def test_nothing_changed_is_current(agreeing):
    made = agreeing.make()

    with agreeing.buying.seen_by("leader"):
        assert report.freshness(made).is_current
        assert report.notices(made) == ()


def test_a_number_that_changed_is_told_with_the_day_it_left_its_value(agreeing, as_owner):
    made = agreeing.make()
    agreeing.dearer(400)
    agreeing.dearer(100)
    with as_owner():
        first = AuditEvent.objects.filter(verb="assumption.changed").order_by("happened_at")[0]
        AuditEvent.objects.filter(pk=first.pk).update(happened_at=NOON)
        AuditEvent.objects.exclude(pk=first.pk).filter(verb="assumption.changed").update(
            happened_at=NOON + timedelta(days=3)
        )

    found = sentences(agreeing, made)

    before = next(one for one in made.frozen["figures"] if one["key"] == "price_b1")
    old, new = int(Decimal(before["value"])), int(Decimal(before["value"])) + 500
    told = [f"€\xa0{amount:,}".replace(",", ".") for amount in (old, new)]
    assert found == (
        f"Verouderd sinds 24 november 2030: de aanname ‘{before['label']}’ ging van {told[0]} naar {told[1]}.",
    )


def test_a_number_that_went_back_is_no_change(agreeing):
    made = agreeing.make()
    agreeing.dearer(400)
    agreeing.dearer(-400)

    assert sentences(agreeing, made) == ()


def test_a_number_that_came_later_is_no_change(agreeing, as_owner):
    made = agreeing.make()
    with as_owner():
        Assumption.objects.create(
            organisation=agreeing.buying.region.organisation,
            key="nieuw",
            label="Nieuw",
            value=1,
            unit="",
            source="Zelf",
        )

    assert sentences(agreeing, made) == ()


def test_inflow(agreeing):
    made = agreeing.make()
    with agreeing.buying.seen_by("leader"):
        row = ExpectedInflow.objects.select_related("municipality").get(municipality__code=AALTEN)
        demand.change(
            inflow=row, per_year=Decimal(99), source="Eigen telling", source_on=date(2026, 11, 20),
            expected_version=row.version, by=agreeing.buying.leader,
        )  # fmt: skip

    (found,) = sentences(agreeing, made)

    assert found.startswith(f"{TODAY_TOLD}de verwachte instroom van Aalten ging van ")
    assert found.endswith(" naar 99 per jaar.")


def test_the_plan_and_its_standpunten(agreeing):
    agreeing.stands("aalten", "AGREED_IF", "mits de leslocatie blijft")
    made = agreeing.make()
    agreeing.stands("aalten", "AGREED_IF", "mits de leslocatie blijft")  # said again, nothing changed
    assert sentences(agreeing, made) == ()

    agreeing.stands("aalten", "NOT_AGREED", "de leslocatie blijft niet")
    agreeing.stands("doetinchem", "AGREED")
    with agreeing.buying.seen_by("leader"):
        cooperation.place(
            plan=agreeing.plan, component=Component.CONTRACT, groups=(), expected_version=1, by=agreeing.buying.leader
        )

    assert set(sentences(agreeing, made)) == {
        f"{TODAY_TOLD}Aalten ging van ‘Akkoord mits’ naar ‘Niet akkoord’.",
        f"{TODAY_TOLD}Doetinchem ging van ‘Nog geen reactie’ naar ‘Akkoord’.",
        f"{TODAY_TOLD}samenwerking 1 ging van versie 1 naar versie 2.",
    }


def test_wishes_that_came_and_went(agreeing):
    region, leader = agreeing.buying.region, agreeing.buying.leader

    def wanted(kind: Kind):
        return wish.give(
            municipality=Municipality.objects.get(code=AALTEN), host=region.organisation, kind=kind, component=None,
            other=None, text="", is_hard=False, by=leader,
        )  # fmt: skip

    with agreeing.buying.seen_by("leader"):
        former = wanted(Kind.OWN_LOCATION)
    made = agreeing.make()
    with agreeing.buying.seen_by("leader"):
        wish.withdraw(wish=former, by=leader)
        wanted(Kind.KEEP_LOCAL)
        wish.withdraw(wish=wanted(Kind.OWN_LOCATION), by=leader)

    assert set(sentences(agreeing, made)) == {
        f"{TODAY_TOLD}Aalten trok een wens in: eigen leslocatie houden.",
        f"{TODAY_TOLD}Aalten kwam met een wens: dit onderdeel lokaal houden.",
    }


def test_answers_and_how_firmly_they_stand(agreeing, as_owner):
    made = agreeing.make()
    with as_owner():
        sheet = AnswerSheet.objects.get(municipality__code=AALTEN)
        given = MunicipalAnswer.objects.filter(sheet=sheet).exclude(value=None)[0]
        MunicipalAnswer.objects.filter(pk=given.pk).update(value=-given.value or 2)
        AnswerSheet.objects.filter(pk=sheet.pk).update(
            shared_at=NOON, status="ADOPTED", settled_on=date(2030, 11, 26), settled_by="College"
        )

    assert sentences(agreeing, made) == (
        "Verouderd sinds 24 november 2030: Aalten heeft andere antwoorden bij werksessie 1.",
        "Verouderd sinds 26 november 2030: de antwoorden van Aalten gingen van ‘Concept’ naar "
        "‘Bestuurlijk vastgesteld’.",
    )


def test_a_statement_that_was_added_later_changes_nothing(agreeing, as_owner):
    made = agreeing.make()
    with as_owner():
        session = WorkSession.objects.get(organisation=agreeing.buying.region.organisation)
        Statement.objects.create(
            organisation_id=session.organisation_id, session=session, number=99, key="later", theme="", text="Later",
            short_label="Later",
        )  # fmt: skip

    assert sentences(agreeing, made) == ()


def test_a_later_proposal_counts_once_it_is_discussed(agreeing):
    made = agreeing.make()
    with agreeing.buying.seen_by("leader"):
        later = subregion.propose(
            session=agreeing.plan.proposal.session, group_count=2, contiguous=True, by=agreeing.buying.leader
        )
    assert sentences(agreeing, made) == ()

    with agreeing.buying.seen_by("leader"):
        subregion.discuss(proposal=later, by=agreeing.buying.leader)

    assert sentences(agreeing, made) == (f"{TODAY_TOLD}voorstel 2 ligt nu op tafel in plaats van voorstel 1.",)


def test_what_a_municipality_may_not_see_is_no_change_to_it(agreeing):
    made = agreeing.make()
    agreeing.dearer(400)
    agreeing.stands("doetinchem", "AGREED")

    assert len(sentences(agreeing, made)) == 2
    assert sentences(agreeing, made, "adviser") == (
        f"{TODAY_TOLD}Doetinchem ging van ‘Nog geen reactie’ naar ‘Akkoord’.",
    )


@pytest.mark.parametrize("key", ["leader", "adviser"])
def test_the_hash_holds_for_everyone(agreeing, key):
    made = agreeing.make()

    with agreeing.buying.seen_by(key):
        found = Checkpoint.objects.get(pk=made.pk)
        assert report.fingerprint(found.frozen) == found.sha256
        assert report.intact(found)
        assert found.made_at < now()
