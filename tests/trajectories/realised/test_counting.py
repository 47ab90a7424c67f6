"""Counting per municipality, telling per region, and releasing by a decision."""

from datetime import date
from typing import Any

import pytest

from inburgering.accounts.context import as_job, as_user, context
from inburgering.accounts.models import Organisation
from inburgering.audit.models import AuditEvent
from inburgering.audit.record import CLOCK
from regions.actions import realised, release
from regions.actions.refusal import NotNow
from regions.models import CountRelease, Municipality, RealisedCount, RealisedTotal
from regions.rules.realised import BY_KEY, MEASURES, rolling, year
from tests.people import Casework
from trajectories.models import HoursMonth, Leerbaarheidstoets, Pip, Trajectory
from trajectories.reports import counting
from trajectories.schedule.realised import count_on

ON = date(2026, 11, 22)
KNOWN = {cell for measure in MEASURES for division in measure.divisions for cell in division.cells}


def numbers(work: Casework, organisation: Organisation | None = None) -> dict[tuple[str, str, date, str], int]:
    tenant = (organisation or work.team.organisation).pk
    with as_job(tenant):
        found = counting.count(tenant, on=ON)
    assert {one.cell for one in found if one.cell} <= KNOWN
    return {(one.measure, one.cell, one.period.starts_on, one.period.kind): one.value for one in found}


def of_2025(work: Casework, measure: str, cell: str = "") -> int:
    return numbers(work).get((measure, cell, date(2025, 1, 1), "YEAR"), 0)


def change(work: Casework, trajectory: Trajectory, **columns: Any) -> None:
    with as_user(work.bakker.pk):
        Trajectory.objects.filter(pk=trajectory.pk).update(**columns)


def test_inflow_counts_who_was_registered_and_not_who_moved_in(work: Casework) -> None:
    work.register(registered_on=date(2025, 3, 1))
    work.register("Nour", registered_on=date(2025, 3, 1), indeling="GEZINSMIGRANT_EN_OVERIGE_MIGRANT")
    work.register("Layla", registered_on=date(2025, 3, 1), moved_in_on=date(2025, 3, 1))
    work.register("Omar", registered_on=date(2024, 3, 1))
    assert of_2025(work, "INSTROOM") == 2
    assert of_2025(work, "INSTROOM", "GROEP:ASIELSTATUSHOUDER") == 1


@pytest.mark.parametrize(
    ("started", "cell"),
    [(date(2025, 5, 26), "SNEL"), (date(2025, 5, 27), "LATER"), (None, "NIET")],  # 3 March + 84 days = 26 May
)
def test_start_within_twelve_weeks(work: Casework, started: date | None, cell: str) -> None:
    work.register(first_pip_dated_on=date(2025, 3, 3), leerroute="B1", lessons_started_on=started)
    assert of_2025(work, "PIP") == of_2025(work, "PIP", "ROUTE:B1") == of_2025(work, "PIP", f"START:{cell}") == 1


@pytest.mark.parametrize(
    ("route", "result", "cell"),
    [("ZELFREDZAAMHEID", "HAALBAAR", "TEGEN"), ("ZELFREDZAAMHEID", "NIET_HAALBAAR", "MET"),
     ("B1", "NIET_HAALBAAR", "TEGEN"), ("ONDERWIJS", "HAALBAAR", "MET"), ("B1", "ONBEKEND", "ONBEKEND")],
)  # fmt: skip
def test_a_switch_beside_the_test(work: Casework, route: str, result: str, cell: str) -> None:
    trajectory = work.register(first_pip_dated_on=date(2025, 1, 5), leerroute=route)
    own = {"organisation": trajectory.organisation, "trajectory": trajectory}
    with as_user(work.bakker.pk):
        Leerbaarheidstoets.objects.create(**own, taken_on=date(2024, 12, 1), result=result, source="DUO")
        for number, reason, on in ((1, "FIRST", date(2025, 1, 5)), (2, "OTHER_ROUTE", date(2025, 6, 5))):
            Pip.objects.create(
                **own, number=number, reason=reason, dated_on=on, leerroute="B1" if number == 1 else route,
                state="REPLACED" if number == 1 else "ESTABLISHED", established_at="2025-06-05T10:00Z",
            )  # fmt: skip
    assert of_2025(work, "WISSEL") == of_2025(work, "WISSEL", f"ADVIES:{cell}") == 1
    assert of_2025(work, "WISSEL", f"NAAR:{route}") == 1
    assert of_2025(work, "PIP", "ROUTE:B1") == 1  # the route of the first PIP, not the present one


def test_outcomes_afterwards_and_hours(work: Casework) -> None:
    one, other = work.register("Selam"), work.register("Tesfay")
    change(work, one, phase="CLOSED", outcome="DIPLOMA", closed_on=date(2025, 7, 1), after_6_months="WERK")
    change(work, other, phase="CLOSED", outcome="OVERLIJDEN", closed_on=date(2025, 7, 1))
    with as_user(work.bakker.pk):
        HoursMonth.objects.create(organisation=one.organisation, trajectory=one, month=date(2025, 4, 1), kind="NT2",
                                  followed=40, source="school", recorded_by="bakker")  # fmt: skip
    assert of_2025(work, "EINDE") == 2
    assert of_2025(work, "EINDE", "UITKOMST:DIPLOMA") == of_2025(work, "EINDE", "UITKOMST:ANDERS") == 1
    assert of_2025(work, "EINDE", "NA_6:WERK") == of_2025(work, "EINDE", "NA_6:ONBEKEND") == 1
    assert of_2025(work, "UREN", "SOORT:NT2") == 40


def test_the_last_twelve_months(work: Casework) -> None:
    work.register(registered_on=date(2025, 11, 1))
    work.register("Nour", registered_on=date(2026, 10, 31))
    work.register("Omar", registered_on=date(2026, 11, 1))  # this month is not over
    assert numbers(work)["INSTROOM", "", rolling(ON).starts_on, "ROLLING_12"] == 2


def many(work: Casework, quantity: int, doetinchem: int) -> None:
    for number in range(quantity):
        work.register(f"Persoon {number}", registered_on=date(2025, 3, 1))
    for number in range(doetinchem):
        work.register(f"Ander {number}", by=work.yilmaz, registered_on=date(2025, 3, 1))


def total(work: Casework, municipality: int | None = None) -> Any:
    with as_job(work.world.region.organisation_id):
        row = RealisedTotal.objects.filter(
            municipality=municipality,
            period_kind="YEAR",
            period_starts_on=date(2025, 1, 1),
            measure="INSTROOM",
            cell="",
        ).first()
    return row and row.value


def test_no_municipality_finds_a_small_number_of_the_other(work: Casework) -> None:
    many(work, 3, 9)
    count_on(ON)
    assert total(work) is None  # 12 minus the 9 that Doetinchem knows would tell the 3 of Aalten


def test_the_region_gets_a_total_and_no_exact_counts(work: Casework) -> None:
    many(work, 5, 6)
    assert count_on(ON) == 2
    assert count_on(ON) == 2  # again: the same
    assert total(work) == 11
    with as_user(work.world.leader.pk):
        assert not RealisedCount.objects.exists()
        assert not RealisedTotal.objects.exclude(municipality=None).exists()


def test_a_small_total_is_not_told(work: Casework) -> None:
    many(work, 2, 2)
    count_on(ON)
    assert total(work) is None


def aalten(work: Casework) -> Municipality:
    return Municipality.objects.get(organisation=work.team.organisation)


def let_go(work: Casework, **other: Any) -> CountRelease:
    given = {"purpose": "Inkoop van de B1-route voor 2027", "decided_on": date(2026, 11, 1), "decided_by": "college"}
    with as_user(work.nijhof.pk):
        return release.release(region=work.world.region, municipality=aalten(work), on=ON, by=work.nijhof,
                               **(given | other))  # fmt: skip


def test_a_release_shows_at_once_and_goes_at_once(work: Casework) -> None:
    many(work, 3, 8)
    count_on(ON)
    made = let_go(work)
    assert total(work, aalten(work).pk) == 3
    assert total(work) is None  # of two municipalities the other would follow from the total
    with as_user(work.nijhof.pk):
        release.withdraw(release=made, region=work.world.region, on=ON, by=work.nijhof)
    assert total(work, aalten(work).pk) is None
    assert total(work) is None  # who remembers the 3 would know the 8 of the other municipality
    with as_user(work.nijhof.pk):
        verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"realised.released", "realised.withdrawn", "realised.counted"} <= verbs


def test_a_release_needs_a_purpose_and_stands_once(work: Casework) -> None:
    with pytest.raises(NotNow, match="waarvoor"):
        let_go(work, purpose="inkoop")
    with pytest.raises(NotNow, match="toekomst"):
        let_go(work, decided_on=date(2026, 11, 23))
    let_go(work)
    with pytest.raises(NotNow, match="al vrijgegeven"):
        let_go(work)


def test_publishing_outside_the_job_of_the_region_finds_nothing(work: Casework) -> None:
    many(work, 3, 4)
    count_on(ON)
    with as_user(work.nijhof.pk):
        assert realised._counts(work.world.region)[0] == []
    with context("none"):
        assert realised._counts(work.world.region)[0] == []


def test_the_trail_of_counting_names_nobody(work: Casework) -> None:
    many(work, 1, 0)
    count_on(ON)
    with as_job(work.team.organisation_id):
        event = AuditEvent.objects.filter(verb="realised.counted").latest("pk")
    assert "Persoon" not in f"{event.about}{event.details}"
    assert event.actor == CLOCK.audit_name


def test_every_measure_has_words() -> None:
    assert all(measure.label and measure.explanation for measure in BY_KEY.values())
    assert year(2025).ends_on == date(2025, 12, 31)
