"""Gerealiseerd beside verwacht, where a region buys."""

from datetime import date
from decimal import Decimal

from inburgering.accounts.context import as_job
from procurement.reports import realised
from regions.models import RealisedTotal

NUMBERS = {
    ("INSTROOM", ""): 40, ("INSTROOM", "GROEP:ASIELSTATUSHOUDER"): 30, ("PIP", ""): 20, ("PIP", "ROUTE:B1"): 15,
    ("PIP", "ROUTE:ONDERWIJS"): None, ("PIP", "ROUTE:ZELFREDZAAMHEID"): None,
}  # fmt: skip


def told(region) -> None:
    with as_job(region.organisation_id):
        for year, factor in ((2024, 2), (2025, 1)):
            for (measure, cell), value in NUMBERS.items():
                RealisedTotal.objects.create(
                    organisation=region.organisation, period_kind="YEAR", period_starts_on=date(year, 1, 1),
                    measure=measure, cell=cell, value=None if value is None else value * factor, municipalities=8,
                    published_on=date(2026, 1, 10),
                )  # fmt: skip


def test_the_last_whole_year_beside_what_was_expected(buying):
    told(buying.region)
    with buying.seen_by("leader"):
        found = realised.beside(buying.region)
    lines = {line.label: (line.expected, line.realised) for line in found.lines}
    assert found.year == 2025
    assert lines["Nieuwe asielstatushouders"][1] == "30"
    assert lines["Nieuwe inburgeraars, beide groepen"] == ("–", "40")
    assert lines["Eerste PIP: B1-route"] == ("60%", "15 (75%)")
    assert lines["Eerste PIP: onderwijsroute"] == ("25%", "niet getoond")
    assert Decimal(lines["Nieuwe asielstatushouders"][0]) > 0


def test_both_pages_show_it(client, buying):
    told(buying.region)
    client.force_login(buying.leader)
    for path in ("scenarios/1/", "scenarios/1/aantallen/"):
        page = client.get(f"/regios/{buying.region.slug}/{path}").content.decode()
        assert "Gerealiseerd in 2025" in page
        assert "15 (75%)" in page


def test_nothing_counted_shows_nothing(client, buying):
    client.force_login(buying.leader)
    assert "Gerealiseerd in" not in client.get(f"/regios/{buying.region.slug}/scenarios/1/").content.decode()
