"""A region in which all say the same, a large one, and words that look like another component or municipality."""

import pytest
from django.conf import settings

from procurement.forms.checkpoint import SentencesField
from procurement.forms.scenario import Builder
from procurement.models import Checkpoint
from procurement.reports import checkpoint as report
from procurement.reports import checkpoint_draft
from procurement.reports.checkpoint import Deviation, Frozen
from procurement.reports.checkpoint_coverage import names
from procurement.reports.checkpoint_groups import as_agreed, deviations, recognised, split_off
from procurement.rules.choices import Component, ComponentChoice, JointGroup, Scale
from regions.actions import cooperation, subregion
from regions.models import MunicipalAnswer, Municipality, SubregionProposal

A, B, C, D = "GM0001", "GM0002", "GM0003", "GM0004"
NAMES = {A: "Aa", B: "Bee", C: "Cee", D: "Dee"}
NORTH, SOUTH = JointGroup("Noord", (A, B), Scale.SUBREGIONAAL), JointGroup("Zuid", (C, D), Scale.SUBREGIONAAL)
SUBREGIONS = {"Noord": (A, B), "Zuid": (C, D)}


def frozen(*groups: JointGroup, free: tuple[Deviation, ...] = ()) -> Frozen:
    return Frozen(
        number=1, name="", made_at=None, agreed=(), still_open=(), may_deviate=free, region="", names=NAMES, plan={},
        groups={Component.B1: groups} if groups else {}, proposal={}, statuses={}, inflow={}, figures=(),
    )  # fmt: skip


def told(agreed: Frozen, *groups: JointGroup, scale: Scale = Scale.SUBREGIONAAL) -> tuple[str, ...]:
    return deviations(agreed, [ComponentChoice(Component.B1, scale, groups=groups)], SUBREGIONS)


def test_all_municipalities_identical(agreeing, as_owner):
    with as_owner():
        MunicipalAnswer.objects.update(value=1, importance="GEWOON", is_limit=False, is_unknown=False, is_divided=False)
    leader = agreeing.buying.leader
    with agreeing.buying.seen_by("leader"):
        proposal = subregion.propose(session=agreeing.plan.proposal.session, group_count=2, contiguous=True, by=leader)
        agreeing.plan = cooperation.make(proposal=proposal, name="Alles gelijk", by=leader)

    made = agreeing.make()

    with agreeing.buying.seen_by("leader"):
        assert report.intact(Checkpoint.objects.get(pk=made.pk))
        assert report.freshness(made).is_current


def test_a_region_of_25_fits_in_the_form(reference_data, db):
    municipalities = list(Municipality.objects.order_by("code")[:25])
    base = "De basis is voorstel 1: " + ", ".join(one.name for one in municipalities)

    builder = Builder(
        None, proposals=SubregionProposal.objects.none(), checkpoints=Checkpoint.objects.none(),
        municipalities=municipalities,
    )  # fmt: skip

    ticked = sum(len(municipalities) * (1 + ("own_locations" in part.fields)) for part in builder.parts)
    assert sum(len(part.fields) for part in builder.parts) + ticked < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert SentencesField(label="Afgesproken").clean(base) == (base,)


@pytest.mark.parametrize(
    ("sentence", "name", "found"),
    [
        ("aalten praat nog", "Aalten", True),
        ("Aaltense scholen praten nog", "Aalten", False),
        ("Over de Z-route praten wij", "Z-route", True),
        ("’s-Gravenhage praat nog", "’s-Gravenhage", True),
    ],
)
def test_a_name_is_a_whole_word(sentence, name, found):
    assert names(sentence, name) is found


def test_a_leerroute_is_for_everybody_and_another_component_is_not():
    assert [one.codes for one in as_agreed(frozen(NORTH), Component.B1)] == [(A, B), (C,), (D,)]
    assert as_agreed(frozen(), Component.B1) == ()
    assert as_agreed(frozen(NORTH), Component.KLANTREGIE) == ()


def test_who_goes_apart_is_recognised_again():
    apart = split_off((NORTH, SOUTH), {B}, NAMES)

    assert [one.label for one in apart] == ["Noord zonder Bee", "Zuid", "Bee"]
    assert recognised(apart, {"PIKETPAALTJE": (NORTH, SOUTH)}) == ("PIKETPAALTJE", frozenset({B}))
    assert recognised(apart, {"REGIONAAL": (JointGroup("hele regio", (A, B, C, D), Scale.REGIONAAL),)}) is None


def test_the_same_groups_deviate_nowhere():
    assert told(frozen(NORTH, SOUTH)) == ()
    assert told(frozen(NORTH, SOUTH), SOUTH, NORTH) == ()
    assert told(frozen(), scale=Scale.LOKAAL) == ()


def test_one_that_leaves_is_named_and_one_that_may_is_not():
    left = split_off((NORTH, SOUTH), {B}, NAMES)

    (sentence,) = told(frozen(NORTH, SOUTH), *left)

    assert sentence == "Wijkt af van piketpaaltje 1. B1-route: Bee gaat niet mee zoals afgesproken (Noord; Zuid)."
    assert told(frozen(NORTH, SOUTH, free=(Deviation(B, "", "eigen proces"),)), *left) == ()
    assert told(frozen(NORTH, SOUTH, free=(Deviation(B, "MAP", "eigen proces"),)), *left) == (sentence,)


@pytest.mark.parametrize(
    ("scale", "now"), [(Scale.REGIONAAL, "hele regio"), (Scale.BOVENREGIONAAL, "met andere regio’s")]
)
def test_groups_that_join_are_told_as_a_whole(scale, now):
    assert told(frozen(NORTH, SOUTH), scale=scale) == (
        f"Wijkt af van piketpaaltje 1. B1-route: nu {now}, afgesproken was Noord; Zuid.",
    )


def test_with_other_regions_is_another_agreement_than_without():
    whole = JointGroup("Hele regio", (A, B, C, D), Scale.BOVENREGIONAAL)

    assert told(frozen(whole), scale=Scale.REGIONAAL) == (
        "Wijkt af van piketpaaltje 1. B1-route: nu hele regio, afgesproken was met andere regio’s.",
    )
    assert told(frozen(whole), scale=Scale.BOVENREGIONAAL) == ()


def test_a_name_that_is_taken_gets_the_version(agreeing):
    agreeing.make(name=agreeing.plan.name)

    with agreeing.buying.seen_by("leader"):
        assert checkpoint_draft.draft(agreeing.plan).name == f"{agreeing.plan.name}, versie 1"
