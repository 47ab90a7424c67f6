"""The first page of a dossier: what must happen before when, what is still to do, and what one must know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.accounts.models import User
from inburgering.notation import count, date_long, date_with_weekday, listing, time_of_day
from regions.rules.finding import Part
from trajectories.models import Appointment, Conversation, FollowUp, IntakePart, Phase, Pip, Trajectory
from trajectories.reports import terms, timeline
from trajectories.reports.colleague import called
from trajectories.reports.terms import Terms
from trajectories.reports.timeline import Entry
from trajectories.rules import person_numbers

SHORT_TIMELINE = 5
CHOICE = "keuze"  # of the intake; the sentence names the choice by itself
BEFORE_PIP = frozenset({Phase.REGISTERED, Phase.INTAKE, Phase.PIP})


@dataclass(frozen=True, slots=True)
class Task:
    """One task; `when` says the day and how late, `who` in words for the reader."""

    pk: int
    what: str
    when: str
    who: str
    is_late: bool
    is_visible_to_inburgeraar: bool


@dataclass(frozen=True, slots=True)
class Core:
    """What one must know in ten seconds. The numbers are masked."""

    leerroute: str
    level: str
    lbt: str
    goal: str
    last_contact: str
    next_contact: str
    assigned_to: str
    deputy: str
    phone: str
    bsn: str
    v_number: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    finding: tuple[Part, ...]
    terms: Terms
    tasks: tuple[Task, ...]
    done_today: tuple[Task, ...]
    core: Core
    entries: tuple[Entry, ...]


def build(trajectory: Trajectory, *, for_user: User, on: date) -> Overview:
    """Return the overview as `for_user` reads it: "jij" is that user."""
    dates = terms.build(trajectory, on=on)
    tasks = list(trajectory.follow_ups.filter(done_on=None).select_related("user"))
    done = list(trajectory.follow_ups.filter(done_on=on).select_related("user"))
    tasks.sort(key=lambda task: (task.due_on or date.max, task.pk))
    return Overview(
        finding=_finding(trajectory, dates, len(tasks), on),
        terms=dates,
        tasks=tuple(_task(one, for_user, on) for one in tasks),
        done_today=tuple(_task(one, for_user, on) for one in done),
        core=_core(trajectory, on),
        entries=tuple(timeline.newest(trajectory, on=on, most=SHORT_TIMELINE)),
    )


def _finding(trajectory: Trajectory, dates: Terms, tasks: int, on: date) -> tuple[Part, ...]:
    if trajectory.closed_on:
        day = Part(date_long(trajectory.closed_on), strong=True)
        return (Part("Dit traject is afgesloten op "), day, Part(f": {trajectory.get_outcome_display()}."))
    return (*terms.first_parts(dates.first, on), *_still_open(trajectory, tasks))


def _still_open(trajectory: Trajectory, tasks: int) -> list[Part]:
    """Return what is lacking before the PIP; later on how many tasks are open."""
    if trajectory.phase not in BEFORE_PIP:
        said = count(tasks, "taak staat open", "taken staan open") if tasks else "Geen taak staat open"
        return [Part(f" {said}.")]
    closed = (IntakePart.Status.DONE, IntakePart.Status.NOT_APPLICABLE)
    unfinished = IntakePart.objects.filter(intake__trajectory=trajectory, intake__completed_on=None)
    parts = unfinished.exclude(status__in=closed).exclude(key=CHOICE).count()
    lacking = [count(parts, "onderdeel van de intake", "onderdelen van de intake")] if parts else []
    if trajectory.pips.filter(state=Pip.State.CONCEPT).exclude(leerroute="").exists():
        lacking.append("het concept van het PIP")
    elif not trajectory.leerroute:
        lacking.append("de keuze van de leerroute")
    return [Part(f" Nog open: {listing(lacking)}.")] if lacking else []


def _task(task: FollowUp, reader: User, on: date) -> Task:
    due = task.due_on
    late = due is not None and due < on and task.done_on is None
    when = "geen datum"
    if due:
        when = "vandaag" if due == on else date_with_weekday(due)
        when += f", {terms.left_words(due, on)}" if late else ""
    return Task(task.pk, task.what, when, _who(task, reader), late, task.is_visible_to_inburgeraar)


def _who(task: FollowUp, reader: User) -> str:
    if task.who == FollowUp.Who.KLANTREGISSEUR:
        if task.user_id == reader.pk:
            return "jij"
        return called(task.user) if task.user else "klantregisseur"
    return task.who_name or task.get_who_display()


def _core(trajectory: Trajectory, on: date) -> Core:
    person = trajectory.inburgeraar
    tests = list(trajectory.leerbaarheidstoetsen.order_by("-taken_on", "-planned_on")[:1])
    goal = trajectory.goals.filter(reached_on=None, stopped_on=None).order_by("order", "pk").first()
    return Core(
        leerroute=trajectory.leerroute,
        level=trajectory.level,
        lbt=_lbt(tests[0]) if tests else "",
        goal=goal.goal if goal else "",
        last_contact=_last_contact(trajectory, on),
        next_contact=_next_contact(trajectory, on),
        assigned_to=called(trajectory.assigned_to) if trajectory.assigned_to else "nog niemand",
        deputy=called(trajectory.deputy) if trajectory.deputy else "",
        phone=person_numbers.phone_words(person.phone),
        bsn=person_numbers.masked(person.bsn()),
        v_number=person_numbers.masked(person.v_number()),
        warnings=tuple(
            words for words in (
                "Geen brief naar dit adres" if person.no_letter_to_address else "",
                "Tolk nodig" if person.needs_interpreter else "",
                person.contact_note,
            ) if words
        ),
    )  # fmt: skip


def _lbt(test: object) -> str:
    if test.is_exempt:
        return "vrijgesteld"
    if test.result:
        return test.get_result_display()
    return f"gepland op {date_with_weekday(test.planned_on)}" if test.planned_on else "nog geen uitslag"


def _last_contact(trajectory: Trajectory, on: date) -> str:
    last = (
        trajectory.conversations.filter(attendance=Conversation.Attendance.PRESENT).order_by("-held_on", "-pk").first()
    )
    if last is None:
        return "nog geen gesprek"
    day = "vandaag" if last.held_on == on else _near(last.held_on, on)
    return f"{day}, {last.get_form_display()}"


def _next_contact(trajectory: Trajectory, on: date) -> str:
    planned = trajectory.appointments.filter(state=Appointment.State.PLANNED, planned_on__gte=on)
    first = planned.order_by("planned_on", "starts_at").first()
    if first is None:
        return "niet gepland"
    at = f", {time_of_day(first.starts_at)}" if first.starts_at else ""
    return f"{_near(first.planned_on, on)}{at}, {first.get_form_display()}"


def _near(day: date, on: date) -> str:
    year = "" if day.year == on.year else f" {day.year}"
    return f"{date_with_weekday(day)}{year}"
