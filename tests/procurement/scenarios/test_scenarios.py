"""Making, copying, changing and sharing a scenario."""

import pytest

from inburgering.accounts.models import Share
from inburgering.audit.models import AuditEvent
from procurement.actions import scenario as acts
from procurement.models import Scenario
from procurement.reports import basis
from procurement.rules.choices import Component, ComponentChoice, Scale
from regions.actions.refusal import Changed, NotNow
from regions.models import SubregionProposal

BASE = "/regios/achterhoek/scenarios/"
ROUTES = ("B1", "ONDERWIJS", "ZELFREDZAAMHEID")


def typed(proposal: SubregionProposal, **changes: object) -> dict[str, object]:
    """Return what the builder sends; a change is named as its field, such as `B1-lots`."""
    numbers = {"lots": 1, "base_years": 2, "option_years": 2, "start_moments": 4, "minimum_group": 8, "group_size": 12}
    fields = {"scale": "REGIONAAL", "instrument": "SAS", "payment": "TRAJECT", "key": "DEELNEMERS", **numbers}
    parts = {f"{route}-{name}": value for route in ROUTES for name, value in fields.items()}
    return {"name": "Alles samen", "summary": "", "proposal": proposal.pk, **parts} | changes


def test_the_leader_makes_a_scenario(client, buying):
    client.force_login(buying.leader)

    response = client.post(f"{BASE}nieuw/", typed(buying.proposal, **{"B1-own_locations": ["GM0197"]}))

    assert response["Location"] == f"{BASE}4/"
    with buying.seen_by("leader"):
        made = Scenario.objects.get(number=4)
        assert basis.choices_of(made)[0].own_locations == {"GM0197"}
        assert AuditEvent.objects.filter(verb="scenario.made").count() == 4


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul een naam in"),
        ({"B1-lots": "0"}, "B1-route: Vul een getal in van 1 tot en met 20"),
        ({"B1-lots": "veel"}, "B1-route: Vul een heel getal in"),
        ({"ONDERWIJS-group_size": "4"}, "Onderwijsroute: De groepsgrootte is minstens de kleinste groep (8)"),
        ({"ZELFREDZAAMHEID-scale": "MAAN"}, "Z-route: Kies met wie jullie dit doen"),
        ({"proposal": "999999"}, "Kies een voorstel uit de lijst"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_kept(client, buying, changes, sentence):
    client.force_login(buying.leader)

    page = client.post(f"{BASE}nieuw/", typed(buying.proposal) | {"summary": "Zelf getypt"} | changes).content.decode()

    assert sentence in page
    assert "Zelf getypt" in page
    with buying.seen_by("leader"):
        assert Scenario.objects.count() == 3


def test_reckoning_saves_nothing(client, buying):
    client.force_login(buying.leader)

    page = client.post(f"{BASE}nieuw/", typed(buying.proposal, preview="ja", **{"B1-start_moments": "52"}))

    assert "is minder dan de 416 plaatsen die het contract garandeert" in page.content.decode()
    with buying.seen_by("leader"):
        assert Scenario.objects.count() == 3


def test_who_comes_second_sees_what_stands_and_keeps_what_was_typed(client, buying):
    with buying.seen_by("leader"):
        acts.change(
            scenario=buying.scenarios[0], proposal=buying.proposal, name="Van een collega", summary="",
            components=basis.choices_of(buying.scenarios[1]), expected_version=1, by=buying.leader,
        )  # fmt: skip
    client.force_login(buying.leader)

    response = client.post(f"{BASE}1/wijzigen/", typed(buying.proposal, name="Van mij", expected_version="1"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Van een collega" in page
    assert 'value="Van mij"' in page
    with buying.seen_by("leader"):
        assert Scenario.objects.get(number=1).name == "Van een collega"


def test_an_old_version_is_refused_by_the_act(buying):
    with buying.seen_by("leader"), pytest.raises(Changed) as refused:
        acts.change(
            scenario=buying.scenarios[0], proposal=buying.proposal, name="Te laat", summary="",
            components=basis.choices_of(buying.scenarios[0]), expected_version=7, by=buying.leader,
        )  # fmt: skip

    assert refused.value.current.name == "Alles samen"


def test_every_leerroute_is_chosen_once(buying):
    with buying.seen_by("leader"), pytest.raises(NotNow, match="elke leerroute"):
        acts.make(
            proposal=buying.proposal, name="Half", summary="", by=buying.leader,
            components=[ComponentChoice(Component.B1, Scale.LOKAAL)],
        )  # fmt: skip


def test_a_copy_has_its_own_number_and_the_same_choices(buying):
    with buying.seen_by("leader"):
        copy = acts.duplicate(scenario=buying.scenarios[1], by=buying.leader)

        assert (copy.number, copy.name) == (4, "Kopie van Samen Z-route en onderwijsroute, B1 per subregio"[:60])
        assert basis.choices_of(copy) == basis.choices_of(buying.scenarios[1])


def test_sharing_puts_the_division_up_for_discussion_too(buying):
    with buying.seen_by("leader"):
        shares = acts.share(scenario=buying.scenarios[0], by=buying.leader)
        again = acts.share(scenario=buying.scenarios[0], by=buying.leader)

        assert (len(shares), again) == (8, [])
        assert Share.objects.filter(kind=Share.Kind.PROPOSAL).count() == 8
    with buying.seen_by("adviser"):
        assert Scenario.objects.filter(number=1).exists()
        assert not Scenario.objects.filter(number=2).exists()


def test_an_empty_region_starts_from_the_three_examples(client, buying):
    with buying.seen_by("leader"):
        Scenario.objects.all().delete()
    client.force_login(buying.leader)

    before = client.get(BASE).content.decode()
    client.post(f"{BASE}voorbeelden/")

    assert "Begin met 3 voorbeelden" in before
    with buying.seen_by("leader"):
        assert list(Scenario.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("path", ["nieuw/", "1/wijzigen/", "1/kopie/", "1/delen/", "voorbeelden/"])
@pytest.mark.parametrize("key", ["adviser", "stranger"])
def test_others_do_not_build(client, buying, path, key):
    with buying.seen_by("leader"):
        acts.share(scenario=buying.scenarios[0], by=buying.leader)
    client.force_login(buying.users[key])

    assert client.post(f"{BASE}{path}", typed(buying.proposal)).status_code == 404


def test_the_list_asks_few_questions(client, buying, django_assert_max_num_queries):
    client.force_login(buying.leader)

    with django_assert_max_num_queries(25):
        client.get(BASE)
