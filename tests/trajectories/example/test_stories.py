"""The example is read by people who do this work every day: no story in it may contradict itself."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Prefetch
from django.utils import timezone

from inburgering.audit.record import CLOCK
from regions.models import RealisedTotal
from tests.factories import reference_data
from tests.trajectories.example.contradictions import found
from trajectories.actions import demonstration
from trajectories.models import Pip, Trajectory, TrajectorySignal

SUNDAY, AFTER_FEBRUARY = date(2026, 11, 22), date(2027, 3, 1)
EVERYTHING = (
    "placements", "hours", "exams", "goals__actions", "conversations", "ontzorgen", "leerbaarheidstoetsen",
    "inburgeraar__betrokkenen", "intake__parts", Prefetch("pips", Pip.objects.order_by("number")),
)  # fmt: skip
TURNS = {"OTHER_ROUTE": 4, "AFSCHALEN": 2, "MOVE": 2}
TOLD_EARLY = {"MISSED_CONVERSATIONS", "FALLING_ATTENDANCE", "NO_STEP", "EXAM_ABSENCE", "HOURS_600", "ONTZORGEN_REFUSED"}


@pytest.mark.parametrize("on", [SUNDAY, AFTER_FEBRUARY])
def test_no_story_contradicts_itself_and_every_turn_of_the_road_is_there(
    on: date, as_owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: on)
    reference_data()
    demonstration.load(on=on, by=CLOCK)
    with as_owner():
        rows = Trajectory.objects.select_related("inburgeraar", "intake", "participatieverklaring", "module_map")
        everybody = list(rows.prefetch_related(*EVERYTHING))
        wrong = [f"{one.inburgeraar.full_name}: {words}" for one in everybody for words in found(one, on)]
        signals = set(TrajectorySignal.objects.values_list("kind", flat=True))
        told = RealisedTotal.objects.filter(municipality=None, value__gt=0).count()
    assert not wrong, "\n".join(wrong)
    current = [one for one in everybody if one.closed_on is None]
    assert len(current) == 63
    assert len(everybody) - len(current) >= 120
    assert {one.phase for one in current} == {"REGISTERED", "INTAKE", "PIP", "LEARNING", "COMPLETION"}
    reasons = Counter(pip.reason for one in current for pip in one.pips.all())
    assert {reason: reasons[reason] for reason in TURNS} == TURNS
    assert any(one.next_deadline_on and one.next_deadline_on < on for one in current)
    assert signals >= TOLD_EARLY
    assert told > 40  # the page of the region is not empty
    names = Counter(one.inburgeraar.full_name for one in current)
    assert {name for name, times in names.items() if times > 1} == set()
