"""What a plan is worth beside going alone: the page, its workbooks, who may see it, and what may be missing."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from inburgering.accounts.context import as_user
from procurement.models import Assumption
from procurement.reports import basis, coalition, coalition_component
from procurement.reports.coalition_prices import prices
from procurement.rules.choices import Component
from regions.actions import cooperation as acts
from regions.actions import subregion
from regions.models import CooperationPlan, ExpectedInflow, Participation
from regions.reports import cooperation
from regions.rules.components import Scale
from regions.rules.cooperation import Area, Group, Subregion
from tests import database

ADDRESS = "/regios/achterhoek/samenwerking/1/meerwaarde"
MOST_QUERIES = 19  # session, user, context and menu included


@pytest.fixture
def plan(buying):
    with buying.seen_by("leader"):
        return acts.make(proposal=buying.proposal, name="Samen waar het kan", by=buying.leader)


def built(buying, plan, **asked):
    with buying.seen_by("leader"):
        return coalition.build(
            CooperationPlan.objects.get(pk=plan.pk),
            buying.scenarios[2],
            **({"slug": "", "component": "", "wishes": []} | asked),
        )


def said(report):
    return "".join(part.text for part in report.finding).replace("\u00a0", " ")


def placed(buying, plan, component, *groups):
    """Put the groups in place, above the act: also what the act would refuse."""
    with database.as_owner():
        Participation.objects.filter(plan=plan, component=component).delete()
        codes = {one.code: one for one in plan.region.municipalities_on(plan.made_at.date())}
        Participation.objects.bulk_create(
            Participation(
                organisation=plan.organisation, plan=plan, component=component, municipality=codes[code], group=place,
                group_name=f"Groep {place}", scale=Scale.SUBREGIONAAL if len(group) > 1 else Scale.LOKAAL,
            )
            for place, group in enumerate(groups, start=1)
            for code in group
        )  # fmt: skip


def test_the_first_sentence_says_what_waiting_and_costs_become(buying, plan):
    report = built(buying, plan, slug="aalten")

    assert said(report).startswith("Samen wachten inburgeraars uit Aalten ")
    assert "; het kost de gemeente € " in said(report)
    assert [part.text for part in report.finding if part.mark] == ["Aalten"]
    assert said(built(buying, plan)).startswith("Samen wachten inburgeraars uit de regio ")


def test_the_municipalities_add_up_to_the_region(buying, plan):
    report = built(buying, plan)

    assert len(report.rows) == 8
    assert sum(row.euros for row in report.rows) == report.total.euros
    assert [row.is_mine for row in built(buying, plan, slug="aalten").rows].count(True) == 1


def test_alone_everybody_keeps_what_it_has(buying, plan):
    codes = [one.code for one in plan.region.municipalities_on(plan.made_at.date())]
    for component in Component:
        placed(buying, plan, component, *[[code] for code in codes])

    report = built(buying, plan, slug="aalten")

    assert said(report) == "Samen wachten inburgeraars uit Aalten even lang; het kost de gemeente evenveel."
    assert {row.euros for row in report.rows} == {0}
    assert report.shown.shares == ()


def test_every_way_is_there_and_the_plan_is_marked(buying, plan):
    shown = built(buying, plan, component="onderwijsroute").shown

    assert shown.component == Component.ONDERWIJS
    assert len(shown.rows) == 5
    assert [row.is_plan for row in shown.rows].count(True) == 1
    assert [row.euros for row in shown.rows] == sorted(row.euros for row in shown.rows)
    # one group of all: 12 months x 14 / (2 x the expected), three groups wait three times as long
    together = next(row for row in shown.rows if row.name == "De hele regio samen")
    apart = next(row for row in shown.rows if row.name == "Elke subregio apart")
    assert apart.mean_wait == pytest.approx(3 * together.mean_wait)
    assert together.worst_wait == together.mean_wait < apart.worst_wait


def test_five_subregions_fold_the_dearer_ways_and_never_the_plan(client, buying):
    with buying.seen_by("leader"):
        five = subregion.propose(
            session=buying.proposal.session, group_count=5, contiguous=True, by=buying.leader
        )  # fmt: skip
        acts.make(proposal=five, name="Vijf", by=buying.leader)
    client.force_login(buying.leader)

    short, long = (client.get(f"{ADDRESS}/?onderdeel=b1-route{more}") for more in ("", "&manieren=alles"))

    assert len(long.context["shown_rows"]) == 52
    assert len(short.context["shown_rows"]) in (15, 16)
    assert [row.is_plan for row in short.context["shown_rows"]].count(True) == 1
    assert "Toon alle 52 manieren" in short.content.decode()
    # contracts cost the same for every group, so ways with as many groups and no empty places cost the same
    assert long.context["shown_rows"][1].more % 15_000 == 0


def test_shares_add_up_to_the_price_of_the_group(buying, plan):
    codes = [one.code for one in plan.region.municipalities_on(plan.made_at.date())]
    placed(buying, plan, "B1", codes)

    (group,) = built(buying, plan, component="b1-route").shown.shares

    assert len(group.rows) == 3
    assert group.total.fair == group.total.actual == sum(row.actual for row in group.rows)
    assert all(row.fair <= row.alone for row in group.rows)


def test_a_plan_that_cuts_through_subregions_is_said_and_still_priced(buying, plan):
    codes = [one.code for one in plan.region.municipalities_on(plan.made_at.date())]
    with buying.seen_by("leader"):
        subregions = list(basis.subregions_of(buying.proposal).values())
    mixed = [subregions[0][0], *subregions[1]]
    placed(buying, plan, "B1", mixed, [code for code in codes if code not in mixed])

    shown = built(buying, plan, component="b1-route").shown

    assert not any(row.is_plan for row in shown.rows)
    assert "niet langs hele subregio’s" in shown.plan_note
    assert len(shown.shares) == 2


def test_start_moments_of_the_region_are_divided_over_the_groups(buying, plan):
    with buying.seen_by("leader"):
        ground = basis.read([buying.proposal])
        planned = {Component.B1: (Group("Alles", tuple(ground.names), Scale.REGIONAAL),)}
        found = prices(
            ground, planned, basis.choices_of(buying.scenarios[2]), basis.subregions_of(buying.proposal)
        )  # fmt: skip

    # scenario 3 buys the B1-route per subregion: 3 x 4 start moments
    everybody = found.purchase(Component.B1, ground.names)
    alone = found.purchase(Component.B1, ["GM0197"])
    assert everybody.choice.start_moments == 12
    assert alone.choice.start_moments == max(1, int(12 * alone.expected / everybody.expected))
    assert everybody.choice.lots == alone.choice.lots == 1


def test_a_municipality_that_expects_nobody_buys_nothing_alone(buying, plan):
    with database.as_owner():
        ExpectedInflow.objects.filter(municipality__slug="aalten").update(per_year=0)

    report = built(buying, plan, slug="aalten")

    assert report.counted == "3 van 12 onderdelen"
    aalten = next(row for row in report.rows if row.is_mine)
    assert (aalten.weeks, aalten.value.people) == ("", 0)
    assert said(report).startswith("Voor Aalten kost samen gaan € 20.000 meer")  # two own leslocaties


def test_a_division_in_six_is_not_taken_apart(buying, plan):
    with buying.seen_by("leader"):
        ground = basis.read([buying.proposal])
    six = Area(
        tuple(Subregion(n, f"Deel {n}", (code,)) for n, code in enumerate(list(ground.names)[:6], 1)), ground.names
    )

    report = coalition_component.build(Component.B1, ground, None, six, [])

    assert report.problem == "De indeling heeft 6 subregio’s. Tot en met 5 zijn alle manieren te tonen."


def test_what_has_no_price_is_left_out_and_said(buying, plan):
    report = built(buying, plan, component="klantregie")

    assert "klantregie" in report.left_out
    assert report.counted == "3 van 12 onderdelen"
    assert report.shown.problem.startswith("Voor de klantregie ontbreekt een prijs")


def test_hours_are_told_once_somebody_filled_them_in(buying, plan):
    assert "contracten" in said(built(buying, plan, slug="aalten"))
    with database.as_owner():
        Assumption.objects.filter(organisation=plan.organisation, key="contract_hours").update(value=Decimal(100))

    report = built(buying, plan, slug="aalten")

    assert " uur minder per jaar" in said(report)
    assert any(note.startswith("Een contract kost 100 uur per jaar: aanname") for note in report.notes)


@pytest.mark.parametrize("missing", [Assumption, ExpectedInflow])
def test_without_numbers_nothing_is_computed_and_the_reason_stands_there(client, buying, plan, missing):
    with database.as_owner():
        missing.objects.filter(organisation=plan.organisation).delete()
    client.force_login(buying.leader)

    page = client.get(f"{ADDRESS}/")

    assert page.status_code == 200
    assert "nog niet te berekenen" in page.content.decode()
    assert client.get(f"{ADDRESS}.xlsx").status_code == 200


def test_a_plan_without_any_choice_says_what_to_do(buying, plan):
    with database.as_owner():
        Participation.objects.filter(plan=plan).delete()

    assert "nog niets gekozen" in built(buying, plan).problem


def test_without_a_scenario_the_usual_choices_are_named(buying, plan):
    with buying.seen_by("leader"):
        report = coalition.build(plan, None, slug="", component="", wishes=[])

    assert report.notes[0].startswith("Er is nog geen scenario.")
    assert report.total is not None


def test_the_page_keeps_its_choices_and_ignores_nonsense(client, buying, plan):
    client.force_login(buying.leader)

    page = client.get(f"{ADDRESS}/?gemeente=aalten&onderdeel=z-route&scenario=2").content.decode()
    nonsense = client.get(f"{ADDRESS}/?gemeente=nergens&onderdeel=zwemmen&scenario=abc")

    assert "Gerekend met de inkoopkeuzes van scenario 2" in page
    assert '<option value="2" selected>' in page
    assert nonsense.status_code == 200
    assert nonsense.context["report"].mine == ""


@pytest.mark.parametrize(
    ("which", "first", "rows"), [("", "Gemeente", 9), ("manieren", "Manier", 5), ("verdeling", "Groep", 4)]
)
def test_each_list_downloads_with_numbers_as_numbers(client, buying, plan, which, first, rows):
    codes = [one.code for one in plan.region.municipalities_on(plan.made_at.date())]
    placed(buying, plan, "B1", codes)
    client.force_login(buying.leader)

    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}.xlsx?lijst={which}").content))

    found = list(book.worksheets[0].iter_rows(values_only=True))
    assert found[0][0] == first
    assert len([row for row in found[1:] if row[4] is not None]) == rows
    assert any(isinstance(value, int | float) for value in found[1])
    book.close()


def test_a_municipality_reads_its_own_side_once_the_plan_is_put_to_it(client, buying, plan):
    client.force_login(buying.users["adviser"])
    assert client.get(f"{ADDRESS}/").status_code == 404
    with buying.seen_by("leader"):
        subregion.discuss(proposal=buying.proposal, by=buying.leader)
        acts.discuss(plan=plan, by=buying.leader)

    page = client.get(f"{ADDRESS}/")

    assert page.status_code == 200
    assert page.context["report"].mine == "aalten"
    # no scenario was shared, so no numbers of the region
    assert "horen bij een gedeeld scenario" in page.content.decode()
    assert "€" not in page.content.decode().split("<main")[1].split("</main>")[0]


def test_a_stranger_finds_nothing(client, buying, plan):
    client.force_login(buying.users["stranger"])
    here, nowhere = client.get(f"{ADDRESS}/"), client.get("/regios/achterhoek/samenwerking/99/meerwaarde/")

    assert here.status_code == nowhere.status_code == client.get(f"{ADDRESS}.xlsx").status_code == 404
    assert here.content == nowhere.content
    assert Client().get(f"{ADDRESS}/").status_code == 302


def test_nothing_is_written_by_looking(client, buying, plan):
    client.force_login(buying.leader)

    assert client.post(f"{ADDRESS}/").status_code == 405


def test_the_page_asks_the_database_a_fixed_number_of_times(client, buying, plan, django_assert_max_num_queries):
    client.force_login(buying.leader)

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"{ADDRESS}/")


def test_a_wish_that_a_way_breaks_is_counted(buying, plan):
    with as_user(buying.leader.pk):
        plain = {row.name: row.wishes for row in built(buying, plan).shown.rows}
    wish = cooperation.wish_rules.Wish(1, cooperation.wish_rules.Kind.KEEP_LOCAL, "GM0197", "Aalten", Component.B1)

    told = {row.name: row.wishes for row in built(buying, plan, wishes=[wish]).shown.rows}

    assert set(plain.values()) == {0}
    assert told["De hele regio samen"] == 1
