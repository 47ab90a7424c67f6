"""The reference amounts and the invented region through all rules: the figures that the first page shows."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from procurement.rules.choices import LEERROUTES, Area, Component, ComponentChoice, Instrument, Scale
from procurement.rules.comparison import Outcome, Reader, compare
from procurement.rules.cost import CostAssumptions, cost_range
from procurement.rules.finding import as_text, finding
from procurement.rules.fit import Answer, scenario_fit
from procurement.rules.spuk import SpukAmounts, spuk_for
from procurement.rules.thresholds import Threshold, assess, splitting_warnings, threshold_on
from procurement.rules.volumes import by_component
from regions.rules.demand import Taakstelling, expected_inflow, last_known

ROOT = Path(__file__).parents[3]


def rows(path):
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ASSUMPTIONS = rows("procurement/data/assumptions.csv")
SPUK = rows("procurement/data/spuk_amounts.csv")
PREFILLED = [row for row in ASSUMPTIONS if row["value"]]
VALUE = {row["key"]: Decimal(row["value"]) for row in PREFILLED}
IN_REGION = [row for row in rows("regions/data/municipalities.csv") if row["region_code"] == "AM09"]
SUBREGIONS = {
    "Noord": ("GM1859", "GM1876"), "Oost": ("GM0197", "GM0294", "GM1586"), "West": ("GM0222", "GM1509", "GM1955"),
}  # fmt: skip
AREA = Area({row["cbs_code"]: row["display_name"] for row in IN_REGION}, SUBREGIONS)
# Without a source a number stands so that it has no effect: nothing added, times one.
NEUTRAL = dict.fromkeys(
    [
        "overhead_share", "coordination_per_partner", "procedure_cost", "switch_share_b1", "switch_share_onderwijs",
        "switch_share_zelfredzaamheid", "switch_extra_hours", "scale_down_share", "scale_down_extra_hours",
        "travel_euro_per_km", "contract_hours",
    ],
    0,
) | dict.fromkeys(
    ["price_factor_low", "price_factor_high", "followed_share", "result_part", "result_share", "travel_detour"], 1
)  # fmt: skip
NEW = frozenset(NEUTRAL)
LABELS = {row["key"]: row["short_label"] for row in rows("regions/data/statements.csv")}


def test_every_amount_has_a_source_and_a_label_that_fits_its_place():
    for row in PREFILLED + SPUK + rows("procurement/data/thresholds.csv"):
        assert row["source"]
        assert len(row["source"]) <= 300
        assert len(row["note"]) <= 300
        assert len(row["unit"]) <= 40
        # Of some sources only the year is known; then the day is not made up.
        assert row["source_date"] in ("2019", "2023", "2025") or date.fromisoformat(row["source_date"])


def test_amounts_without_a_source_say_that_they_have_none():
    without = {row["key"] for row in ASSUMPTIONS if row["source"] == "aanname zonder bron"}

    assert {"contract_management", "own_location_surcharge", "fit_level"} <= without
    assert all(row["is_assumption"] == "1" for row in ASSUMPTIONS if row["key"] in without)
    assert all(row["note"].startswith("Vul in.") for row in ASSUMPTIONS if row["key"] in NEW & without)


def test_a_number_nobody_published_is_left_open():
    missing = [row for row in ASSUMPTIONS if not row["value"]]

    assert {row["key"] for row in missing} >= {"price_pvt", "price_begeleiding", "component_share_alfabetisering"}
    assert not any(row["source"] or row["source_date"] for row in missing)
    assert all(len(unit) <= 40 for row in ASSUMPTIONS for unit in row["unit"].split("|"))


def test_new_numbers_without_a_source_change_nothing():
    assert {
        row["key"] for row in PREFILLED if row["key"] in NEUTRAL and Decimal(row["value"]) != NEUTRAL[row["key"]]
    } == set()


def test_route_shares_carry_their_warning():
    shares = [row for row in ASSUMPTIONS if row["key"].startswith("route_share_")]

    assert sum(Decimal(row["value"]) for row in shares) == 1
    assert all(row["note"].startswith("Oorspronkelijke raming, niet gerealiseerd") for row in shares)


@pytest.mark.parametrize(("year", "cohort"), [("2025", "14949.34"), ("2026", "11986.04")])
def test_the_amounts_of_the_regeling_add_up_to_the_cohort(year, cohort):
    assert spuk_amounts(year).cohort == Decimal(cohort)


def spuk_amounts(year):
    of_year = {row["key"]: Decimal(row["value"]) for row in SPUK if row["year"] == year}
    return SpukAmounts(
        int(year),
        of_year["asielstatushouder_year_t"],
        of_year["asielstatushouder_year_t1"],
        of_year["asielstatushouder_year_t2"],
    )


def inflow():
    taakstelling = last_known(
        Taakstelling(row["half_year"], int(row["national_taakstelling"] or 0) or None, row["source"])
        for row in rows("regions/data/taakstelling.csv")
    )
    column = f"population_{taakstelling.population_year}_01_01"
    return expected_inflow(
        taakstelling,
        populations={row["cbs_code"]: int(row[column]) for row in IN_REGION},
        national_population=sum(int(row[column]) for row in rows("regions/data/municipalities.csv")),
        asylum_share=VALUE["asylum_share"],
    )


def answers():
    given = {}
    for row in rows("regions/data/demonstration_answers.csv"):
        value = int(row["value"]) if row["value"] else None
        answer = Answer(value, row["importance"], row["is_limit"] == "1")
        given.setdefault(row["municipality_code"], {})[row["statement_key"]] = answer
    return given


def outcomes():
    participants = by_component(inflow(), {c: VALUE[f"route_share_{c.lower()}"] for c in LEERROUTES})
    scenarios = {}
    for row in rows("regions/data/demonstration_scenarios.csv"):
        numbers = ("lots", "base_years", "option_years", "start_moments", "minimum_group", "group_size")
        chosen = ComponentChoice(
            Component(row["component"]),
            Scale(row["scale"]),
            Instrument(row["instrument"]),
            **{key: int(row[key]) for key in numbers},
            own_locations=frozenset(row["own_locations"].split()),
        )
        scenarios.setdefault((int(row["number"]), row["name"]), []).append(chosen)
    return [outcome(number, name, chosen, participants) for (number, name), chosen in scenarios.items()]


def outcome(number, name, chosen, participants):
    cost = cost_range(
        chosen,
        area=AREA,
        participants=participants,
        assumptions=CostAssumptions(
            {c: VALUE[f"price_{c.lower()}"] for c in LEERROUTES},
            VALUE["contract_management"],
            VALUE["own_location_surcharge"],
        ),
        factors=(VALUE["inflow_factor_low"], VALUE["inflow_factor_mid"], VALUE["inflow_factor_high"]),
    )
    thresholds = [
        Threshold(Decimal(row["value"]), date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_until"]))
        for row in rows("procurement/data/thresholds.csv")
    ]
    return Outcome(
        number=number,
        name=name,
        choices={choice.component: choice for choice in chosen},
        cost=cost,
        spuk=spuk_for(inflow(), spuk_amounts("2026")),
        assessments=assess(cost.mid, threshold_on(date(2027, 1, 15), thresholds)),
        fit=scenario_fit(
            chosen, answers=answers(), statement_labels=LABELS, area=AREA, fit_level=VALUE["fit_level"]
        ),
    )  # fmt: skip


def test_aalten_expects_almost_28_asielstatushouders_per_year():
    # 2 x 13.000 x 27.308 / 17.942.942 x 0,70 = 27,69922...
    assert round(inflow()["GM0197"], 4) == Decimal("27.6992")
    assert round(sum(inflow().values()), 1) == Decimal("306.8")


def test_the_three_scenarios_trade_money_for_support():
    together, mixed, apart = outcomes()

    assert together.cost.mid.total < mixed.cost.mid.total < apart.cost.mid.total
    assert [len(o.fit.fitting) for o in (together, mixed, apart)] == [3, 6, 7]
    assert [sorted(AREA.names[hit.municipality] for hit in o.fit.limits) for o in (together, mixed, apart)] == [
        ["Aalten", "Bronckhorst", "Winterswijk"],
        ["Bronckhorst"],
        [],
    ]


def test_small_parts_of_the_z_route_get_a_warning():
    # Noord and Oost: 16 places x 11.600 x 4 years = 742.400 each
    apart = outcomes()[2]

    assert [(a.label, a.value) for a in apart.assessments if not a.reaches_threshold] == [
        ("Noord", 742_400),
        ("Oost", 742_400),
    ]
    assert [w[:17] for w in splitting_warnings(apart.assessments)] == ["De Z-route wordt "]


def test_what_aalten_reads():
    found = outcomes()
    table = compare(found, Reader(AREA.names, "GM0197"))
    sentence = as_text(
        finding(
            found[1], found[0], Reader(AREA.names, "GM0197"), answers=answers()["GM0197"], statement_labels=LABELS
        )
    )  # fmt: skip

    # B1: Oost (11.600 x 52,65 + 15.000) x 27.308 / 86.508 beside the region's (11.600 x 184,07 + 15.000) x 27.308 /
    # 302.458 is 15.000 x (0,31567 - 0,09029) = 3.381 more, plus 10.000 for the own leslocatie
    assert found[1].cost.mid.of("GM0197") - found[0].cost.mid.of("GM0197") == 13_381
    assert sentence.replace("\u00a0", " ") == (
        "Voor Aalten kost scenario 2 € 13.381 per jaar meer dan alles samen. Het past beter bij de antwoorden "
        "(57%, was 21%), vooral op ‘Eigen leslocatie inzetten of behouden’ en ‘Per onderdeel kiezen of we meedoen’."
    )
    assert [cell.word for cell in table.row("cost").cells] == ["laagste", "", "hoogste"]
    assert table.row("spuk").is_equal
