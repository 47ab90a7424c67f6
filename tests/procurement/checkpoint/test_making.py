"""Making a checkpoint: what it freezes, who reads it, what is refused, and that it is never changed."""

import json

import pytest
from django.db import ProgrammingError, transaction

from inburgering.accounts.models import Share
from inburgering.audit.models import AuditEvent
from procurement.actions.checkpoint import Changed, Deviation, NotNow
from procurement.models import Checkpoint
from procurement.reports import checkpoint as report
from regions.actions import cooperation, wish
from regions.models import CooperationPlan, Municipality, Participation, SubregionProposal, WorkSession
from regions.rules.components import Component
from regions.rules.wishes import Kind
from tests.procurement.checkpoint.conftest import AALTEN, AGREED, DOETINCHEM


def test_it_freezes_what_was_agreed_and_what_it_stands_on(agreeing):
    agreeing.stands("aalten", "AGREED_IF", "mits onze eigen leslocatie blijft")

    made = agreeing.make(
        still_open=["Hoe verdelen wij de kosten?"],
        may_deviate=[Deviation(AALTEN, "B1", "houdt een eigen leslocatie")],
    )

    with agreeing.buying.seen_by("leader"):
        frozen = report.thaw(Checkpoint.objects.get(pk=made.pk).frozen)
        assert (frozen.number, frozen.agreed) == (1, AGREED)
        assert frozen.may(AALTEN, Component.B1)
        assert not frozen.may(AALTEN, Component.ONDERWIJS)
        assert not frozen.may(DOETINCHEM, Component.B1)
        assert set(frozen.groups) == set(Component)
        assert len(frozen.inflow) == len(frozen.names) == 8
        assert "threshold_sas_2026_2027" in {one.key for one in frozen.figures}
        assert frozen.question.shared.answers
        assert [row["reason"] for row in frozen.plan["standpunten"] if row["code"] == AALTEN] == [
            "mits onze eigen leslocatie blijft"
        ]


def test_every_municipality_reads_it_and_the_trail_keeps_its_hash(agreeing):
    made = agreeing.make()

    with agreeing.buying.seen_by("leader"):
        assert Share.objects.filter(kind=Share.Kind.CHECKPOINT, subject_id=made.pk).count() == 8
        event = AuditEvent.objects.get(verb="checkpoint.made")
        assert event.details["sha256"] == made.sha256
    with agreeing.buying.seen_by("adviser"):
        assert Checkpoint.objects.get().pk == made.pk
        assert report.intact(Checkpoint.objects.get())
    with agreeing.buying.seen_by("stranger"):
        assert not Checkpoint.objects.exists()


def test_a_concept_is_put_up_for_discussion_with_its_plan(buying, agreeing):
    with buying.seen_by("leader"):
        copy = cooperation.duplicate(plan=agreeing.plan, name="Tweede", by=buying.leader)
    agreeing.plan = copy

    agreeing.make()

    with buying.seen_by("adviser"):
        assert CooperationPlan.objects.get(pk=copy.pk).status == "UNDER_DISCUSSION"


def test_asking_twice_makes_one(agreeing):
    first, second = agreeing.make(), agreeing.make()

    assert first.pk == second.pk
    with pytest.raises(NotNow, match="Piketpaaltje 1 heet al zo"):
        agreeing.make(agreed=["Iets anders."])


def test_a_plan_that_a_colleague_changed_is_not_agreed_on_unseen(agreeing):
    with pytest.raises(Changed):
        agreeing.make(expected_version=agreeing.plan.version + 1)


@pytest.fixture
def without_aalten(agreeing, as_owner):
    with as_owner():
        Participation.objects.filter(component="B1", municipality__code=AALTEN).delete()
    return agreeing


def test_who_is_not_covered_must_be_said_to_be_open_or_may_deviate(without_aalten):
    with pytest.raises(NotNow, match="Aalten doet bij de B1-route nog in geen groep mee"):
        without_aalten.make(still_open=["Wat doet Aalten met de onderwijsroute?"])


@pytest.mark.parametrize(
    "said",
    [
        {"still_open": ["Aalten kiest in januari of zij bij de B1-route aanhaakt."]},
        {"may_deviate": [Deviation(AALTEN, "B1", "eigen leslocatie")]},
        {"may_deviate": [Deviation(AALTEN, "", "doorloopt een eigen proces")]},
    ],
)
def test_who_is_said_to_be_open_or_may_deviate_needs_no_group(without_aalten, said):
    assert without_aalten.make(**said).number == 1


def test_a_component_without_any_choice_is_named_as_open(agreeing, as_owner):
    with as_owner():
        Participation.objects.filter(component="ZELFREDZAAMHEID").delete()

    with pytest.raises(NotNow, match="Over de Z-route is nog niets gekozen"):
        agreeing.make(still_open=["Over het participatiedeel van de Z-route praten wij later."])
    assert agreeing.make(still_open=["Over de Z-route beslissen wij in januari."])


def test_a_component_covered_twice_is_refused(agreeing, monkeypatch):
    """The database keeps a municipality out of two groups; a plan that says so otherwise is refused all the same."""
    with agreeing.buying.seen_by("leader"):
        found = report.cooperation.groups_of(agreeing.plan)
    twice = found | {Component.B1: (*found[Component.B1], found[Component.B1][0])}
    monkeypatch.setattr(report.cooperation, "groups_of", lambda plan: twice)

    with pytest.raises(NotNow, match="staat bij de B1-route in 2 groepen"):
        agreeing.make()


def test_wishes_that_clash_are_named_as_open(agreeing):
    leader, host = agreeing.buying.leader, agreeing.buying.region.organisation
    with agreeing.buying.seen_by("leader"):
        aalten, winterswijk = (Municipality.objects.get(slug=slug) for slug in ("aalten", "winterswijk"))
        for one, other, kind in ((aalten, winterswijk, Kind.TOGETHER), (winterswijk, aalten, Kind.APART)):
            wish.give(
                municipality=one, host=host, kind=kind, component=Component.B1, other=other, text="", is_hard=True,
                by=leader,
            )  # fmt: skip

    with pytest.raises(NotNow, match="Deze 2 wensen kunnen niet samen"):
        agreeing.make()
    assert agreeing.make(still_open=["Aalten en Winterswijk praten nog over de B1-route."])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"agreed": []}, "minstens 1 zin"),
        ({"may_deviate": [Deviation("GM0363", "", "hoort elders")]}, "hoort niet bij deze regio"),
        ({"may_deviate": [Deviation(AALTEN, "MAAN", "bestaat niet")]}, "een onderdeel uit de lijst"),
        ({"may_deviate": [Deviation(AALTEN, "B1", "")]}, "de reden"),
    ],
)
def test_half_an_agreement_is_refused(agreeing, said, sentence):
    with pytest.raises(NotNow, match=sentence):
        agreeing.make(**said)


def test_the_database_refuses_a_change(agreeing):
    made = agreeing.make()
    found = Checkpoint.objects.filter(pk=made.pk)

    with agreeing.buying.seen_by("leader"), transaction.atomic(), pytest.raises(ProgrammingError):
        found.update(agreed=["Iets anders."])


def test_the_database_refuses_to_remove_it(agreeing):
    made = agreeing.make()

    with agreeing.buying.seen_by("leader"), transaction.atomic(), pytest.raises(ProgrammingError):
        Checkpoint.objects.filter(pk=made.pk).delete()


@pytest.mark.parametrize("what", ["agreed", "frozen", "both", "hash"])
def test_a_forced_change_is_seen(agreeing, as_owner, what):
    made = agreeing.make()
    with as_owner():
        row = Checkpoint.objects.get(pk=made.pk)
        frozen = json.loads(json.dumps(row.frozen))
        frozen["agreement"]["agreed"] = frozen["agreement"]["agreed"][:1]
        changes = {"agreed": {"agreed": AGREED[:1]}, "frozen": {"frozen": frozen}}
        changes["both"] = changes["agreed"] | changes["frozen"]
        changes["hash"] = changes["both"] | {"sha256": report.fingerprint(frozen)}  # only the trail still knows better
        Checkpoint.objects.filter(pk=made.pk).update(**changes[what])

    with agreeing.buying.seen_by("leader"):
        assert not report.intact(Checkpoint.objects.get())
        assert "na het slaan gewijzigd" in report.notices(Checkpoint.objects.get())[0]


def test_what_nobody_may_see_yet_is_not_agreed_on(client, agreeing, as_owner):
    """Who reads the agreement reads the answers below it; before the reveal these are not for the room."""
    with as_owner():
        CooperationPlan.objects.update(status="CONCEPT")
        SubregionProposal.objects.update(status="CONCEPT")
        WorkSession.objects.update(revealed_at=None)

    with pytest.raises(NotNow, match="Toon eerst de uitkomsten"):
        agreeing.make()
    client.force_login(agreeing.buying.leader)
    sent = {"name": "Te vroeg", "agreed": "Zelf getypt", "expected_version": "1", "rows": "0", "confirm": "ja"}
    response = client.post("/regios/achterhoek/samenwerking/1/piketpaaltje/", sent)
    assert response.status_code == 409
    assert "Toon eerst de uitkomsten" in response.content.decode()
    assert "Zelf getypt" in response.content.decode()
    with agreeing.buying.seen_by("leader"):
        assert not Checkpoint.objects.exists()
