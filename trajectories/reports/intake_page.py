"""The brede intake on one page: the finding first, then every part by period, with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from inburgering.notation import count, date_long, date_short, listing
from trajectories.models import BredeIntake, IntakePart, Leerbaarheidstoets, Pip, Trajectory
from trajectories.reports import facts
from trajectories.reports.intake_known import name_of
from trajectories.rules import deadlines
from trajectories.rules import intake_parts as rules
from trajectories.rules.intake_parts import Part, Period, Standing, State


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the finding."""

    text: str
    strong: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class PartRow:
    """`url` is "" for a part that cannot be done yet: it is no link (D5)."""

    key: str
    label: str
    url: str
    state: str
    status: str
    detail: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class PeriodRows:
    label: str
    rows: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class Call:
    number: int
    label: str
    on: str


@dataclass(frozen=True, slots=True)
class IntakePage:
    """Everything the page prints; `intake` is None before the start."""

    finding: tuple[Said, ...]
    explanation: str
    has_started: bool
    is_completed: bool
    periods: tuple[PeriodRows, ...] = ()
    open_for_pip: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    next_call: str = ""
    alone: str = ""
    test_words: str = ""
    may_complete: bool = False
    may_complete_in_absence: bool = False
    may_reopen: bool = False
    facts: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def build(trajectory: Trajectory, *, on: date) -> IntakePage:
    """Return the page of a trajectory whose intake may not have begun."""
    intake = intake_of(trajectory)
    due = pip_due(trajectory, on)
    if intake is None:
        return IntakePage((Said("De brede intake is "), Said("nog niet begonnen", strong=True), Said(".")),
                          _explained(due), has_started=False, is_completed=False)  # fmt: skip
    stand, parts = standing_of(intake), {part.key: part for part in intake.parts.all()}
    return IntakePage(
        finding=_finding(intake, stand, due),
        explanation=_explained(due),
        has_started=True,
        is_completed=intake.completed_on is not None,
        periods=_periods(trajectory, intake, stand, parts),
        open_for_pip=tuple(part.label for part in stand.open_for_pip),
        calls=tuple(_calls(intake)),
        next_call="" if len(intake.calls) >= len(rules.CALLS) else rules.call_label(len(intake.calls) + 1),
        alone={True: "JA", False: "NEE", None: ""}[intake.wants_to_talk_alone],
        test_words=test_words(trajectory),
        may_complete=stand.may_complete,
        may_reopen=intake.completed_on is not None and may_reopen(trajectory),
        may_complete_in_absence=len(intake.calls) >= len(rules.CALLS) and not stand.may_complete,
        facts=_facts(intake),
    )


def intake_of(trajectory: Trajectory) -> BredeIntake | None:
    """Return the intake with its parts and what was discussed, in three queries; None when it has not begun."""
    found = BredeIntake.objects.filter(trajectory=trajectory)
    return found.prefetch_related("parts", "consequences", "impressions").first()


def standing_of(intake: BredeIntake) -> Standing:
    stored = {part.key: part.status for part in intake.parts.all()}
    return rules.standing(stored, [one.leerroute for one in intake.consequences.all()])


def pip_due(trajectory: Trajectory, on: date) -> deadlines.Deadline | None:
    """Return the open date for the PIP with its rule; None when it runs not yet, or the PIP is there."""
    found = deadlines.deadlines(facts.of(trajectory), on=on)
    return next((one for one in found if one.kind == "PIP" and one.is_open), None)


def _explained(due: deadlines.Deadline | None) -> str:
    return f"{due.explanation} ({due.article})." if due else ""


def _finding(intake: BredeIntake, stand: Standing, due: deadlines.Deadline | None) -> tuple[Said, ...]:
    if intake.completed_on:
        how = ", zonder de inburgeraar na drie oproepen" if intake.completed_in_absence else ""
        return (Said("De brede intake is "), Said(f"afgerond op {date_long(intake.completed_on)}", strong=True),
                Said(f"{how}."))  # fmt: skip
    said = [Said(f"{stand.done} van {stand.counted} onderdelen", strong=True), Said(" klaar")]
    if due:
        said += [Said(", PIP voor "), Said(date_long(due.due_on), strong=True)]
    return (*said, Said(f". {_still_needed(stand)}"))


def _still_needed(stand: Standing) -> str:
    if stand.may_complete:
        return "Alles wat het PIP nodig heeft, is er."
    open_parts = [part.label[0].lower() + part.label[1:] for part in stand.open_for_pip]
    return f"Voor het PIP nog nodig: {listing(open_parts)}."


def _periods(
    trajectory: Trajectory, intake: BredeIntake, stand: Standing, stored: dict[str, IntakePart]
) -> tuple[PeriodRows, ...]:  # fmt: skip
    return tuple(
        PeriodRows(
            period.value,
            tuple(
                _row(trajectory, intake, part, stand.states[part.key], stored[part.key])
                for part in rules.PARTS
                if part.period == period and part.key in stored
            ),
        )
        for period in Period
    )


def _row(trajectory: Trajectory, intake: BredeIntake, part: Part, state: State, stored: IntakePart) -> PartRow:
    can = state != State.CANNOT_YET
    return PartRow(
        key=part.key,
        label=part.label,
        url=reverse("show_intake_part", args=[trajectory.number, part.key]) if can else "",
        state=state.value,
        status=rules.LABELS[state],
        detail=_detail(intake, part, state, stored),
        is_needed=part.is_needed,
    )


def _detail(intake: BredeIntake, part: Part, state: State, stored: IntakePart) -> str:
    """Return what stands behind the status: the day, the reason, or how far."""
    if state == State.CANNOT_YET:
        return "eerst de gevolgen van elke route bespreken"
    if state in {State.WAITING, State.NOT_APPLICABLE}:
        return stored.reason
    if part.key == "snuffelen" and (places := list(intake.impressions.all())):
        visited = sum(place.visited_on is not None for place in places)
        return f"{visited} van {count(len(places), 'plek', 'plekken')} bezocht"
    if part.key == "gevolgen" and state == State.BUSY:
        return f"{len(intake.consequences.all())} van {len(rules.ROUTES)} routes besproken"
    if state == State.BUSY:
        answered = sum(stored.fields.get(one.key) not in (None, "") for one in part.fields)
        return f"{answered} van {len(part.fields)} ingevuld"
    return date_short(stored.held_on) if state == State.DONE and stored.held_on else ""


def may_reopen(trajectory: Trajectory) -> bool:
    """Whether a completed intake may open again: as long as no PIP of here stands on it."""
    return trajectory.closed_on is None and not trajectory.pips.exclude(state=Pip.State.CONCEPT).exists()


def _calls(intake: BredeIntake) -> list[Call]:
    return [
        Call(number, rules.call_label(number), date_long(date.fromisoformat(day)))
        for number, day in enumerate(intake.calls, start=1)
    ]


def _facts(intake: BredeIntake) -> tuple[tuple[str, str], ...]:
    alone = {True: "Ja", False: "Nee, hoeft niet", None: "Nog niet gevraagd"}[intake.wants_to_talk_alone]
    again = tuple(("Weer geopend", _reopened(one)) for one in reversed(intake.reopenings))
    return (("Begonnen", date_long(intake.started_on)), ("Wil alleen praten", alone), *again)


def _reopened(one: dict[str, str]) -> str:
    on, completed = (date_long(date.fromisoformat(one[day])) for day in ("on", "completed_on"))
    return f"{on}, door {name_of(one['by'])}: {one['reason']} (was afgerond op {completed})"


def test_words(trajectory: Trajectory) -> str:
    """Return where the leerbaarheidstoets stands, in one sentence."""
    test = trajectory.leerbaarheidstoetsen.order_by("-taken_on", "-pk").first()
    if test is None:
        return "Er is nog geen leerbaarheidstoets gepland."
    if test.is_exempt:
        return "Vrijgesteld van de leerbaarheidstoets (Wi2021 art. 14 lid 6)."
    if test.result:
        return f"Uitslag leerbaarheidstoets: {Leerbaarheidstoets.Result(test.result).label}. De uitslag is een advies."
    day = f" op {date_long(test.planned_on)}" if test.planned_on else ""
    return f"De leerbaarheidstoets is gepland{day}. De uitslag komt van DUO."
