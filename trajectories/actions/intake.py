"""The brede intake (Wi2021 art. 14): begun, filled part by part in any order, completed when the PIP can be made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.notation import listing, time_of_day
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import (
    BredeIntake,
    Indeling,
    IntakePart,
    Phase,
    RouteConsequence,
    SnuffelImpression,
    Trajectory,
)
from trajectories.reports.intake_known import name_of
from trajectories.rules import intake_parts as rules

CONVERSATION, INBURGERAAR = "gesprek", "inburgeraar"
MOST_CALLS = len(rules.CALLS)
NEEDS_REASON = {IntakePart.Status.WAITING, IntakePart.Status.NOT_APPLICABLE}


@transaction.atomic
def start(*, trajectory: Trajectory, on: date, by: Actor) -> BredeIntake:
    """Return the brede intake of a trajectory with all its parts, begun on this day. Raises NotNow for a second one."""
    now = Trajectory.objects.select_for_update(no_key=True).get(pk=trajectory.pk)
    if now.phase == Phase.CLOSED:
        raise NotNow("Dit traject is afgesloten. Er kan geen intake meer beginnen")
    if BredeIntake.objects.filter(trajectory=now).exists():
        raise NotNow("De brede intake is al begonnen")
    made = BredeIntake.objects.create(organisation_id=now.organisation_id, trajectory=now, started_on=on)
    IntakePart.objects.bulk_create([_new_part(made, part, now, by) for part in rules.PARTS])
    if now.phase == Phase.REGISTERED:
        Trajectory.objects.filter(pk=now.pk).update(phase=Phase.INTAKE)
    record("trajectory.intake_started", by=by, about=now, organisation_id=now.organisation_id)
    bring_up_to_date(now, on=on)
    return made


def _new_part(intake: BredeIntake, part: rules.Part, trajectory: Trajectory, by: Actor) -> IntakePart:
    apart = part.asylum_only and trajectory.indeling != Indeling.ASIELSTATUSHOUDER
    return IntakePart(
        organisation_id=intake.organisation_id,
        intake=intake,
        key=part.key,
        status=IntakePart.Status.NOT_APPLICABLE if apart else IntakePart.Status.TODO,
        reason=rules.COA_NOT_APPLICABLE if apart else "",
        changed_by=by.audit_name[:250],
    )


@transaction.atomic
def call(*, intake: BredeIntake, called_on: date, on: date, by: Actor) -> BredeIntake:
    """Register a call for the intake: the first, the written warning with a new call, the third. Proposes nothing."""
    now = BredeIntake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    _refuse_completed(now)
    if called_on > on:
        raise NotNow("De dag van de oproep ligt na vandaag. Vul de dag in waarop de oproep is verstuurd", "called_on")
    if len(now.calls) >= MOST_CALLS:
        raise NotNow("Er zijn al drie oproepen vastgelegd")
    if now.calls and called_on.isoformat() <= now.calls[-1]:
        raise NotNow("De vorige oproep was op of na deze dag. Vul een latere dag in", "called_on")
    now.calls = [*now.calls, called_on.isoformat()]
    now.save(update_fields=["calls"])
    return _recorded(now, "trajectory.intake_called", on, by, number=len(now.calls))


@transaction.atomic
def ask_alone(*, intake: BredeIntake, wants: bool, on: date, by: Actor) -> BredeIntake:
    """Record whether the inburgeraar wants a conversation without others (the right to it: Wi2021 art. 14)."""
    now = BredeIntake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    now.wants_to_talk_alone = wants
    now.save(update_fields=["wants_to_talk_alone"])
    return _recorded(now, "trajectory.intake_alone_asked", on, by)


@transaction.atomic
def save_part(  # noqa: PLR0913 - everything that one page holds, together or not at all
    *, part: IntakePart, fields: Mapping[str, Any], note: str, status: str, reason: str = "", present: str = "",
    with_interpreter: bool = False, held_on: date | None = None, expected_version: int, on: date, by: Actor,
    source: str = CONVERSATION, sources: Mapping[str, dict[str, str]] | None = None,
) -> IntakePart:  # fmt: skip
    """Return the part as saved. `sources` says per field where a prefilled answer came from; others get `source`.

    Raises Changed with the present part when somebody else was first, NotNow when the part cannot be so.
    """
    now = _present(part, expected_version)
    table = rules.BY_KEY[now.key]
    _refuse_status(now, table, fields, status, reason)
    origin = {"source": source, "on": (held_on or on).isoformat()}
    now.fields, now.sources = _merged(now, table, fields, dict(sources or {}), origin)
    now.note, now.status = note, status
    now.reason = reason if status in NEEDS_REASON else ""
    now.present, now.with_interpreter, now.held_on = present, with_interpreter, held_on
    return _saved(now, on, by, "trajectory.intake_part_saved")


@transaction.atomic
def correct(
    *, part: IntakePart, fields: Mapping[str, Any], expected_version: int, on: date, by: Actor
) -> IntakePart:  # fmt: skip
    """Save what the inburgeraar corrected while looking along; nothing else of the part changes. Raises Changed."""
    now = _present(part, expected_version)
    origin = {"source": INBURGERAAR, "on": on.isoformat()}
    now.fields, now.sources = _merged(now, rules.BY_KEY[now.key], fields, {}, origin)
    if now.status == IntakePart.Status.TODO:
        now.status = IntakePart.Status.BUSY
    return _saved(now, on, by, "trajectory.intake_part_corrected")


def _present(part: IntakePart, expected_version: int) -> IntakePart:
    now = (
        IntakePart.objects.select_for_update(of=("self",), no_key=True)
        .select_related("intake__trajectory")
        .get(pk=part.pk)
    )
    _refuse_completed(now.intake)
    if now.version != expected_version:
        moment = time_of_day(timezone.localtime(now.changed_at).time())
        raise Changed(f"{name_of(now.changed_by)} heeft dit om {moment} gewijzigd. Kies welke tekst blijft", now)
    return now


def _refuse_status(
    now: IntakePart, table: rules.Part, fields: Mapping[str, Any], status: str, reason: str
) -> None:  # fmt: skip
    if status in NEEDS_REASON and not reason.strip():
        wanted = "waarop je wacht" if status == IntakePart.Status.WAITING else "waarom dit onderdeel niet past"
        raise NotNow(f"Vul in {wanted}", "reason")
    discussed = now.intake.consequences.values_list("leerroute", flat=True)
    if not rules.may_open(table, discussed):
        raise NotNow("Dit onderdeel kan nog niet. Bespreek eerst de gevolgen van elke route")
    if status != IntakePart.Status.DONE:
        return
    if table.key == "gevolgen" and (open_routes := rules.undiscussed(list(discussed))):
        raise NotNow(f"Bespreek eerst elke route. Nog open: {_routes(open_routes)}", "status")
    if gaps := rules.missing(table, {**now.fields, **fields}):
        raise NotNow(f"Het PIP heeft nog nodig: {listing([one.label for one in gaps])}", gaps[0].key)


def _merged(
    now: IntakePart, table: rules.Part, fields: Mapping[str, Any], given: dict[str, dict[str, str]],
    origin: dict[str, str],
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:  # fmt: skip
    """Return answers and their sources; a source changes only with its answer."""
    answers, sources = dict(now.fields), dict(now.sources)
    for key in (field.key for field in table.fields if field.key in fields):
        value = fields[key].isoformat() if isinstance(fields[key], date) else fields[key]
        if value == answers.get(key, ""):
            continue
        answers[key] = value
        sources[key] = given.get(key, origin)
        if value in (None, ""):
            del answers[key], sources[key]
    return answers, sources


def _saved(now: IntakePart, on: date, by: Actor, verb: str) -> IntakePart:
    now.changed_at, now.changed_by, now.version = timezone.now(), by.audit_name[:250], now.version + 1
    now.save()
    _recorded(now.intake, verb, on, by, part=now.key, status=now.status)
    return now


@transaction.atomic
def add_impression(  # noqa: PLR0913 - one visit
    *, intake: BredeIntake, place: str, visited_on: date | None = None, own_words: str = "", impression: str = "",
    would_like: bool | None = None, on: date, by: Actor, former: SnuffelImpression | None = None,
) -> SnuffelImpression:  # fmt: skip
    """Return a place of the snuffelcarrousel, planned (no day) or visited; `former` is written over."""
    _refuse_completed(intake)
    if visited_on and visited_on > on:
        raise NotNow("Deze dag ligt na vandaag. Laat de dag leeg zolang het bezoek gepland is", "visited_on")
    made = former or SnuffelImpression(organisation_id=intake.organisation_id, intake=intake)
    made.place, made.visited_on, made.own_words = place, visited_on, own_words
    made.impression, made.would_like = impression, would_like
    made.save()
    _begun(intake, "snuffelen")
    _recorded(intake, "trajectory.impression_recorded", on, by, impression=made.pk)
    return made


@transaction.atomic
def discuss_route(
    *, intake: BredeIntake, leerroute: str, discussed_on: date, own_words: str = "", on: date, by: Actor
) -> RouteConsequence:  # fmt: skip
    """Record that the consequences of one leerroute were talked about, with the words of the inburgeraar."""
    _refuse_completed(intake)
    if discussed_on > on:
        raise NotNow("De dag van het gesprek ligt na vandaag", "discussed_on")
    try:
        with transaction.atomic():
            made, _ = RouteConsequence.objects.update_or_create(
                organisation_id=intake.organisation_id, intake=intake, leerroute=leerroute,
                defaults={
                    "discussed_on": discussed_on, "own_words": own_words, "discussed_by": by.audit_name[:250]
                },
            )  # fmt: skip
    except IntegrityError as clash:
        raise NotNow("Een collega legde dit net ook vast. Kijk wat er nu staat") from clash
    _begun(intake, "gevolgen")
    _recorded(intake, "trajectory.route_discussed", on, by, leerroute=leerroute)
    return made


@transaction.atomic
def complete(*, intake: BredeIntake, on: date, by: Actor, in_absence: bool = False) -> BredeIntake:
    """Complete the intake: the parts the PIP needs are done, or the person did not come after three calls (art. 14)."""
    now = BredeIntake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    _refuse_completed(now)
    stand = rules.standing(
        dict(now.parts.values_list("key", "status")), list(now.consequences.values_list("leerroute", flat=True))
    )
    if in_absence and len(now.calls) < MOST_CALLS:
        raise NotNow("Zonder de inburgeraar afronden kan pas na drie oproepen")
    if not in_absence and not stand.may_complete:
        raise NotNow(f"Het PIP heeft nog nodig: {listing([part.label for part in stand.open_for_pip])}")
    now.completed_on, now.completed_in_absence = on, in_absence
    now.save(update_fields=["completed_on", "completed_in_absence"])
    Trajectory.objects.filter(pk=now.trajectory_id, phase__in=[Phase.REGISTERED, Phase.INTAKE]).update(phase=Phase.PIP)
    return _recorded(now, "trajectory.intake_completed", on, by, in_absence=in_absence)


def _begun(intake: BredeIntake, key: str) -> None:
    intake.parts.filter(key=key, status=IntakePart.Status.TODO).update(status=IntakePart.Status.BUSY)


def _refuse_completed(intake: BredeIntake) -> None:
    if intake.completed_on:
        raise NotNow("De brede intake is afgerond. Open de intake weer, of wijzig het PIP als dat al vaststaat")


def _routes(codes: tuple[str, ...]) -> str:
    return listing([str(RouteConsequence(leerroute=code).get_leerroute_display()) for code in codes])


def _recorded(intake: BredeIntake, verb: str, on: date, by: Actor, **details: Any) -> BredeIntake:
    record(verb, by=by, about=intake.trajectory, organisation_id=intake.organisation_id, **details)
    bring_up_to_date(intake.trajectory, on=on)
    return intake
