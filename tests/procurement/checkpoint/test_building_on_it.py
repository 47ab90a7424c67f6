"""A scenario on a checkpoint: its groups, who leaves them, and what the pages say when it no longer holds."""

from decimal import Decimal

import pytest

from procurement.actions import scenario as acts
from procurement.actions.checkpoint import Deviation, NotNow
from procurement.models import Checkpoint, Scenario
from procurement.reports import basis, scenario_agreement
from procurement.rules.choices import Component, DivisionKey, Payment, Scale
from regions.actions import subregion
from regions.models import Municipality
from tests.procurement.checkpoint.conftest import AALTEN, DOETINCHEM
from tests.procurement.scenarios.test_scenarios import ROUTES, typed

BASE = "/regios/achterhoek/scenarios/"


@pytest.fixture
def made(agreeing):
    """The checkpoint, with Aalten free to do the B1-route otherwise."""
    return agreeing.make(may_deviate=[Deviation(AALTEN, "B1", "eigen leslocatie")])


def on(checkpoint: Checkpoint, **changes: object) -> dict[str, object]:
    """Return what the builder sends when everything is as in the checkpoint."""
    scales = {f"{route}-scale": "PIKETPAALTJE" for route in ROUTES}
    return typed(checkpoint.plan.proposal) | {"checkpoint": checkpoint.pk} | scales | changes


def saved(client, agreeing, sent: dict[str, object]) -> Scenario:
    client.force_login(agreeing.buying.leader)
    response = client.post(f"{BASE}nieuw/", sent)
    assert response.status_code == 302, response.content.decode()
    with agreeing.buying.seen_by("leader"):
        return Scenario.objects.select_related("checkpoint", "proposal", "region").order_by("-number")[0]


def refused(client, agreeing, sent: dict[str, object]) -> str:
    client.force_login(agreeing.buying.leader)
    response = client.post(f"{BASE}nieuw/", sent)
    assert response.status_code == 200
    return response.content.decode()


def choice_of(scenario: Scenario, component: Component):
    return next(one for one in basis.choices_of(scenario) if one.component == component)


def test_a_new_scenario_starts_from_the_newest_checkpoint(client, agreeing, made):
    client.force_login(agreeing.buying.leader)

    page = client.get(f"{BASE}nieuw/").content.decode()

    assert f'<option value="{made.pk}" selected>Piketpaaltje 1: Na de tussenstap' in page
    assert page.count('<option value="PIKETPAALTJE" selected>') == 12
    assert "Kosten per jaar" in page


def test_as_agreed_takes_the_groups_of_the_checkpoint(client, agreeing, made):
    scenario = saved(client, agreeing, on(made))

    with agreeing.buying.seen_by("leader"):
        assert scenario.checkpoint_id == made.pk
        agreed = made.frozen["plan"]["components"][0]["groups"]
        found = choice_of(scenario, Component.B1)
        assert [list(group.codes) for group in found.groups] == [group["codes"] for group in agreed]
    page = client.get(scenario.get_absolute_url()).content.decode()
    assert "zoals afgesproken" in page
    assert "Wijkt af" not in page
    edited = client.get(f"{scenario.get_absolute_url()}wijzigen/").content.decode()
    assert edited.count('<option value="PIKETPAALTJE" selected>') == 12


def test_who_may_deviate_does_so_without_a_word_and_others_are_named(client, agreeing, made):
    free = saved(client, agreeing, on(made, **{"B1-apart": [AALTEN]}))
    bound = saved(client, agreeing, on(made, **{"B1-apart": [DOETINCHEM]}))

    assert "Wijkt af" not in client.get(free.get_absolute_url()).content.decode()
    page = client.get(bound.get_absolute_url()).content.decode()
    assert "Wijkt af van piketpaaltje 1. B1-route: Doetinchem gaat niet mee zoals afgesproken" in page
    assert "wijkt af" in page
    with agreeing.buying.seen_by("leader"):
        alone = [one for one in choice_of(bound, Component.B1).groups if one.codes == (DOETINCHEM,)]
        assert [one.scale for one in alone] == [Scale.LOKAAL]
        kept = scenario_agreement.agreement_of(bound, basis.chosen(bound)).deviations
        assert len(kept) == 1
    edited = client.get(f"{bound.get_absolute_url()}wijzigen/").content.decode()
    assert f'name="B1-apart" value="{DOETINCHEM}" id="id_B1-apart_1" checked' in edited


def test_another_scale_is_said_while_building_and_on_the_page(client, agreeing, made):
    sent = on(made, **{"B1-scale": "LOKAAL"})

    scenario = saved(client, agreeing, sent)
    preview = client.post(f"{BASE}nieuw/", sent | {"preview": "ja"})

    said = "Wijkt af van piketpaaltje 1. B1-route: nu elke gemeente apart, afgesproken was"
    assert said in preview.content.decode()
    assert said in client.get(scenario.get_absolute_url()).content.decode()


def test_without_a_checkpoint_it_is_a_first_sketch(client, agreeing, made):
    scenario = saved(client, agreeing, typed(made.plan.proposal))

    assert "eerste schets" in client.get(scenario.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"checkpoint": ""}, "B1-route: Kies bij ‘Bouwt voort op’ een piketpaaltje, of kies hier een schaal"),
        ({"checkpoint": "999999"}, "Kies een piketpaaltje uit de lijst"),
        ({"checkpoint": "nee"}, "Kies een piketpaaltje uit de lijst"),
        ({"B1-apart": ["GM0363"]}, "B1-route: Kies gemeenten uit de lijst"),
        ({"B1-key": "MAAN"}, "B1-route: Kies bij ‘Kosten verdelen’ iets uit de lijst"),
        (
            {"B1-key": "AANDELEN", f"B1-share_{AALTEN}": "90"},
            "De vaste aandelen zijn samen 90%. Maak er samen 100% van",
        ),
        ({"B1-key": "AANDELEN"}, "De vaste aandelen zijn samen 0%"),
        (
            {"B1-key": "AANDELEN", f"B1-share_{AALTEN}": "60,5", f"B1-share_{DOETINCHEM}": "60"},
            "De vaste aandelen zijn samen 120,50%",
        ),
        ({"B1-key": "AANDELEN", f"B1-share_{AALTEN}": "veel"}, "Vul een percentage in, bijvoorbeeld 12,50"),
        ({"B1-key": "AANDELEN", f"B1-share_{AALTEN}": "101"}, "Een aandeel ligt tussen 0 en 100%"),
        ({"B1-cluster_reason": "x" * 301}, "te lang (maximaal 300 tekens)"),
        ({"KLANTREGIE-include": "on"}, "Klantregie: Kies met wie jullie dit doen"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(client, agreeing, made, changes, sentence):
    page = refused(client, agreeing, on(made) | {"summary": "Zelf getypt"} | changes)

    assert sentence in page
    assert "Zelf getypt" in page
    with agreeing.buying.seen_by("leader"):
        assert Scenario.objects.count() == 3


def test_choices_of_a_component_that_does_not_take_part_are_not_asked(client, agreeing, made):
    scenario = saved(client, agreeing, on(made, **{"KLANTREGIE-lots": "onzin"}))

    with agreeing.buying.seen_by("leader"):
        assert len(basis.choices_of(scenario)) == 3


def test_everything_that_was_chosen_is_kept(client, agreeing, made):
    numbers = {"lots": 2, "base_years": 3, "option_years": 1, "start_moments": 1, "minimum_group": 1, "group_size": 1}
    sent = {f"CONTRACT-{name}": value for name, value in numbers.items()}
    sent |= {"CONTRACT-include": "on", "CONTRACT-scale": "REGIONAAL", "CONTRACT-instrument": "INBESTEDEN"}
    sent |= {"CONTRACT-payment": "TRAJECT", "CONTRACT-key": "INWONERS"}
    money = {
        "B1-key": "AANDELEN", f"B1-share_{AALTEN}": "40", f"B1-share_{DOETINCHEM}": "60", "B1-payment": "UUR",
        "B1-main_contractor": "on", "B1-cluster_reason": "te weinig inschrijvers per perceel",
    }  # fmt: skip

    scenario = saved(client, agreeing, on(made, **sent, **money))

    with agreeing.buying.seen_by("leader"):
        b1, contract = choice_of(scenario, Component.B1), choice_of(scenario, Component.CONTRACT)
        assert (b1.key, b1.payment, b1.main_contractor) == (DivisionKey.AANDELEN, Payment.UUR, True)
        assert b1.shares == {AALTEN: Decimal(40), DOETINCHEM: Decimal(60)}
        assert b1.cluster_reason == "te weinig inschrijvers per perceel"
        assert (contract.lots, contract.base_years) == (2, 3)
        copy = acts.duplicate(scenario=scenario, by=agreeing.buying.leader)
        assert copy.checkpoint_id == made.pk
        assert basis.choices_of(copy) == basis.choices_of(scenario)
    edited = client.get(f"{scenario.get_absolute_url()}wijzigen/").content.decode()
    assert 'name="B1-share_GM0222" value="60"' in edited
    assert 'name="CONTRACT-include" id="id_CONTRACT-include" checked' in edited


def test_a_scenario_stands_on_the_division_of_its_checkpoint(client, agreeing, made):
    with agreeing.buying.seen_by("leader"):
        other = subregion.propose(
            session=agreeing.plan.proposal.session, group_count=2, contiguous=True, by=agreeing.buying.leader
        )

    page = refused(client, agreeing, on(made) | {"proposal": other.pk})

    assert "Piketpaaltje 1 staat op voorstel 1. Kies voorstel 1" in page
    with agreeing.buying.seen_by("leader"), pytest.raises(NotNow, match="staat op voorstel 1"):
        acts.make(
            proposal=other, checkpoint=made, name="Schuif", summary="", by=agreeing.buying.leader,
            components=basis.choices_of(agreeing.buying.scenarios[0]),
        )  # fmt: skip


def test_a_checkpoint_that_was_changed_carries_no_new_scenario_and_its_own_say_so(client, agreeing, made, as_owner):
    scenario = saved(client, agreeing, on(made))
    with as_owner():
        Checkpoint.objects.update(agreed=["Iets anders."])

    page = refused(client, agreeing, on(made))
    shown = client.get(scenario.get_absolute_url()).content.decode()
    opened = client.get(f"{scenario.get_absolute_url()}wijzigen/").content.decode()

    assert "Piketpaaltje 1 is na het slaan gewijzigd. Kies een ander, of geen" in page
    assert "Piketpaaltje 1. Dit piketpaaltje is na het slaan gewijzigd" in shown
    assert '<option value="PIKETPAALTJE" selected>' not in opened


def test_a_scenario_says_since_when_its_checkpoint_is_out_of_date(client, agreeing, made):
    scenario = saved(client, agreeing, on(made))
    agreeing.dearer(400)

    page = client.get(scenario.get_absolute_url()).content.decode()

    assert "Piketpaaltje 1. Verouderd sinds" in page
    assert "‘Prijs per traject, B1-route’ ging van" in page


def test_who_reads_a_scenario_also_reads_where_it_leaves_the_checkpoint(client, agreeing, made):
    scenario = saved(client, agreeing, on(made, **{"B1-apart": [DOETINCHEM]}))
    with agreeing.buying.seen_by("leader"):
        acts.share(scenario=scenario, by=agreeing.buying.leader)
    client.force_login(agreeing.buying.users["adviser"])

    assert "Doetinchem gaat niet mee" in client.get(scenario.get_absolute_url()).content.decode()


def test_a_municipality_that_left_keeps_its_scenario_open(client, agreeing, made, as_owner):
    """The region changes; a scenario of before still opens, and asks for another division."""
    scenario = saved(client, agreeing, on(made, **{"B1-scale": "SUBREGIONAAL", "B1-apart": [AALTEN]}))
    with as_owner():
        agreeing.buying.region.memberships.filter(municipality=Municipality.objects.get(code=DOETINCHEM)).delete()

    assert client.get(f"{scenario.get_absolute_url()}wijzigen/").status_code == 200
