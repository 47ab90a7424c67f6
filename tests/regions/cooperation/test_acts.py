"""Making and changing a plan, giving wishes and taking a standpunt: what each leaves behind and when it is refused."""

import json
from datetime import date

import pytest

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Share
from inburgering.audit.models import AuditEvent
from regions.actions import cooperation, standpunt, subregion, wish
from regions.actions.cooperation import Changed, NotNow
from regions.models import CooperationPlan, MunicipalWish, RegionMembership, Standpunt
from regions.reports import cooperation as report
from regions.rules.components import Component, Scale
from regions.rules.cooperation import Group
from regions.rules.wishes import Kind
from tests import database, factories
from tests.regions.cooperation.conftest import Together

CODES = sorted(factories.ACHTERHOEK.values())


def verbs(organisation_id: int) -> list[str]:
    with database.as_owner():
        events = AuditEvent.objects.filter(organisation_id=organisation_id).order_by("happened_at")
        return [one.verb for one in events]


def take(together: Together, slug: str, stance: str = "AGREED", reason: str = "", **more: object) -> Standpunt:
    adviser = together.world.adviser(slug)
    with as_user(adviser.pk):
        return standpunt.take(**{
            "plan": together.plan, "municipality": together.municipality(slug), "stance": stance, "reason": reason,
            "level": "OFFICIAL", "is_noted": False, "by": adviser, **more,
        })  # fmt: skip


def give(together: Together, slug: str, kind: Kind, **more: object) -> MunicipalWish:
    adviser = together.world.adviser(slug)
    with as_user(adviser.pk):
        return wish.give(**{
            "municipality": together.municipality(slug), "host": together.world.region.organisation, "kind": kind,
            "component": None, "other": None, "text": "", "is_hard": True, "by": adviser, **more,
        })  # fmt: skip


def test_a_new_plan_begins_with_what_most_want_and_covers_everybody(together: Together) -> None:
    with together.as_leader():
        groups = report.groups_of(together.plan)
        assert report.uncovered(together.plan) == []

    assert list(groups) == list(Component)
    assert [one.label for one in groups[Component.B1]] == ["Noord", "Oost", "West"]  # four wanted it, four did not
    assert groups[Component.ONDERWIJS] == (Group("Hele regio", tuple(CODES), Scale.BOVENREGIONAAL),)
    assert groups[Component.CONTRACT][0].scale is Scale.REGIONAAL
    assert len(groups[Component.ONTZORGEN]) == 8  # nobody was asked
    assert "cooperation.made" in verbs(together.plan.organisation_id)


def test_plans_count_on_and_a_copy_is_a_concept_of_its_own(discussed: Together) -> None:
    take(discussed, "aalten")
    with discussed.as_leader():
        copy = cooperation.duplicate(plan=discussed.plan, name="Tweede", by=discussed.leader)

        assert (copy.number, copy.status, copy.version) == (2, CooperationPlan.Status.CONCEPT, 1)
        assert report.groups_of(copy) == report.groups_of(discussed.plan)
        assert copy.standpunten.count() == 0


def test_a_name_changes_no_version(together: Together) -> None:
    with together.as_leader():
        renamed = cooperation.rename(plan=together.plan, name="Nieuw", expected_version=1, by=together.leader)

    assert (renamed.name, renamed.version) == ("Nieuw", 1)


def test_placing_a_component_makes_the_next_version(together: Together) -> None:
    east = [factories.ACHTERHOEK[slug] for slug in ("aalten", "oost-gelre", "winterswijk")]
    together.place(Component.B1, east, [code for code in CODES if code not in east])

    with together.as_leader():
        groups = report.groups_of(together.plan)[Component.B1]
    assert [(one.label, one.scale) for one in groups] == [
        ("Oost", Scale.SUBREGIONAAL),
        ("Noord en West", Scale.SUBREGIONAAL),
    ]
    assert together.plan.version == 2
    assert verbs(together.plan.organisation_id)[-1] == "cooperation.placed"


def test_the_same_groups_again_change_nothing(together: Together) -> None:
    together.place(Component.B1, CODES)
    before = together.plan.version

    assert together.place(Component.B1, CODES).version == before


def test_a_colleague_who_was_first_is_told(together: Together) -> None:
    together.place(Component.B1, CODES)

    with together.as_leader(), pytest.raises(Changed, match="Een collega heeft deze samenwerking net gewijzigd"):
        cooperation.place(plan=together.plan, component=Component.B1, groups=(), expected_version=1, by=together.leader)


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([Group("Oost", ("GM0197", "GM0294"), Scale.SUBREGIONAAL), Group("Aalten", ("GM0197",), Scale.LOKAAL)],
         "Aalten staat bij de B1-route in 2 groepen: Oost en Aalten."),
        ([Group("Vreemd", ("GM0363",), Scale.LOKAAL)], "GM0363 hoort niet bij deze regio"),
    ],
)  # fmt: skip
def test_twice_or_of_another_region_is_refused(together: Together, groups: list[Group], told: str) -> None:
    with together.as_leader(), pytest.raises(NotNow, match=told):
        cooperation.place(
            plan=together.plan, component=Component.B1, groups=groups, expected_version=1, by=together.leader
        )
    with together.as_leader():
        assert len(report.groups_of(together.plan)[Component.B1]) == 3


def test_who_is_left_out_is_told_and_not_placed_by_itself(together: Together) -> None:
    together.place(Component.B1, CODES[1:])

    with together.as_leader():
        assert report.uncovered(together.plan) == ["Aalten doet bij de B1-route nog in geen groep mee."]


def test_a_municipality_that_left_is_told(together: Together) -> None:
    with database.as_owner():
        RegionMembership.objects.filter(municipality__slug="montferland").update(valid_to=date(2026, 11, 19))

    with together.as_leader():
        told = report.uncovered(together.plan)
        assert len(report.standing(together.plan)) == 7
    assert "GM1955 hoort niet bij deze regio en staat wel bij de B1-route." in told


def test_discussing_shares_the_plan_with_every_municipality_once(discussed: Together) -> None:
    with database.as_owner():
        assert Share.objects.filter(kind=Share.Kind.PLAN, subject_id=discussed.plan.pk).count() == 8
    with discussed.as_leader(), pytest.raises(NotNow, match="al ter bespreking"):
        cooperation.discuss(plan=discussed.plan, by=discussed.leader)


def test_a_plan_on_a_proposal_nobody_can_read_is_not_discussed(together: Together) -> None:
    leader = together.leader
    with together.as_leader():
        hidden = subregion.propose(session=together.workshop.session, group_count=2, contiguous=True, by=leader)
        plan = cooperation.make(proposal=hidden, name="Twee", by=leader)
        with pytest.raises(NotNow, match="Bespreek eerst voorstel 2"):
            cooperation.discuss(plan=plan, by=leader)


def test_a_standpunt_counts_for_the_version_that_was_on_the_table(discussed: Together) -> None:
    take(discussed, "aalten", "AGREED_IF", "Onze leslocatie blijft")
    discussed.place(Component.B1, CODES)

    with discussed.as_leader():
        standing = {one.code: one for one in report.standing(discussed.plan)}
    aalten = standing["GM0197"]
    assert (aalten.stance, aalten.reason, aalten.is_outdated) == ("AGREED_IF", "Onze leslocatie blijft", True)
    assert standing["GM0222"].label == "Nog geen reactie"
    assert verbs(discussed.municipality("aalten").organisation_id)[-1] == "standpunt.taken"


def test_the_newest_standpunt_counts_and_the_former_stays(discussed: Together) -> None:
    take(discussed, "aalten", "NOT_AGREED", "Te ver")
    take(discussed, "aalten")

    with discussed.as_leader():
        assert report.standing(discussed.plan)[0].stance == "AGREED"
        assert discussed.plan.standpunten.count() == 2


@pytest.mark.parametrize("stance", ["AGREED_IF", "NOT_AGREED"])
def test_mits_and_no_need_a_reason(discussed: Together, stance: str) -> None:
    with pytest.raises(NotNow, match="Vul de reden in"):
        take(discussed, "aalten", stance, "  ")


def test_a_standpunt_waits_for_the_discussion(together: Together) -> None:
    with together.as_leader(), pytest.raises(NotNow, match="nog niet ter bespreking"):
        standpunt.take(plan=together.plan, municipality=together.municipality("aalten"), stance="AGREED", reason="",
                       level="OFFICIAL", is_noted=True, by=together.leader)  # fmt: skip


def test_a_standpunt_on_what_was_changed_meanwhile_is_not_taken(discussed: Together) -> None:
    read_before = CooperationPlan(pk=discussed.plan.pk, version=discussed.plan.version)
    discussed.place(Component.B1, CODES)

    with pytest.raises(Changed, match="net gewijzigd"):
        take(discussed, "aalten", plan=read_before)


def test_the_leader_notes_what_was_said_and_a_neighbour_cannot_speak(discussed: Together) -> None:
    leader = discussed.leader
    with discussed.as_leader():
        noted = standpunt.take(plan=discussed.plan, municipality=discussed.municipality("bronckhorst"),
                               stance="AGREED", reason="", level="BOARD", is_noted=True, by=leader)  # fmt: skip
    assert noted.is_noted
    with pytest.raises(NotNow, match="Een wens of standpunt geven kan alleen"):
        take(discussed, "aalten", municipality=discussed.municipality("doetinchem"))


def test_a_wish_stands_until_it_is_withdrawn(together: Together) -> None:
    made = give(together, "aalten", Kind.KEEP_LOCAL, component=Component.BEGELEIDING, text="Ons taalcafé")
    with together.as_leader():
        assert [one.text for one in report.wishes_of(together.plan)] == ["Ons taalcafé"]
    with pytest.raises(NotNow, match="Deze wens staat er al"):
        give(together, "aalten", Kind.KEEP_LOCAL, component=Component.BEGELEIDING, text="Ons taalcafé")

    adviser = together.world.adviser("aalten")
    with as_user(adviser.pk):
        wish.withdraw(wish=made, by=adviser)
        with pytest.raises(NotNow, match="al ingetrokken"):
            wish.withdraw(wish=made, by=adviser)
    with together.as_leader():
        assert report.wishes_of(together.plan) == []
    assert verbs(together.municipality("aalten").organisation_id)[-2:] == ["wish.given", "wish.withdrawn"]


def test_a_wish_names_another_municipality_of_the_region(together: Together) -> None:
    with pytest.raises(NotNow, match="Kies om welke andere gemeente"):
        give(together, "aalten", Kind.TOGETHER)
    with pytest.raises(NotNow, match="andere gemeente dan je eigen"):
        give(together, "aalten", Kind.APART, other=together.municipality("aalten"))
    with pytest.raises(NotNow, match="Amsterdam hoort niet"):
        give(together, "aalten", Kind.APART, other=together.municipality("amsterdam"))


def test_the_leader_may_note_a_wish_and_it_says_so(together: Together) -> None:
    with together.as_leader():
        noted = wish.give(
            municipality=together.municipality("bronckhorst"), host=together.world.region.organisation,
            kind=Kind.OWN_LOCATION, component=None, other=None, text="", is_hard=True, by=together.leader,
        )  # fmt: skip
    assert noted.given_by.endswith("(genoteerd door de projectleider)")
    with pytest.raises(NotNow, match="Een wens of standpunt geven kan alleen"):
        give(together, "aalten", Kind.OWN_LOCATION, municipality=together.municipality("doetinchem"))


def test_what_is_frozen_is_plain_and_complete(discussed: Together) -> None:
    give(discussed, "aalten", Kind.APART, other=discussed.municipality("doetinchem"))
    take(discussed, "aalten", "NOT_AGREED", "Te ver")

    with discussed.as_leader():
        frozen = report.freeze(discussed.plan)
    assert json.loads(json.dumps(frozen)) == frozen
    assert [one["name"] for one in frozen["subregions"]] == ["Noord", "Oost", "West"]
    assert frozen["components"][0]["groups"][0]["label"] == "Noord"
    assert frozen["wishes"][0]["sentence"] == "Aalten wil niet samen met Doetinchem."
    assert frozen["wishes"][0]["verdict"] == "Past niet"
    assert [one["stance"] for one in frozen["standpunten"]].count("") == 7
