"""One inburgeraar about whom everything is known, each text marked: where a mark turns up, somebody saw this person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from inburgering import secrecy
from inburgering.accounts.context import as_user
from inburgering.jobs.models import Job
from tests.factories import TODAY
from tests.people import Casework
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import (
    Absence,
    Appointment,
    Betrokkene,
    BredeIntake,
    BulkAct,
    CalendarFeed,
    Conversation,
    ConversationRevision,
    CoursePlacement,
    Destruction,
    DestructionItem,
    Draft,
    DuoEvent,
    ExamResult,
    FollowUp,
    Handover,
    HandoverContent,
    HealthRemark,
    HoursMonth,
    Household,
    ImportRun,
    IntakePart,
    Leerbaarheidstoets,
    Leerroute,
    ModuleMap,
    Ontzorgen,
    Participatieverklaring,
    PersonFile,
    Phase,
    Pip,
    PipAction,
    PipGoal,
    PortfolioItem,
    PortfolioShare,
    RetentionHold,
    RouteConsequence,
    SavedView,
    SnuffelImpression,
    Trajectory,
    TrajectorySignal,
)
from trajectories.rules.intake_parts import PARTS

MARK = "KANARIE"
NAME = f"{MARK} Naamsdochter"
BSN = "999990020"
V_NUMBER = "7654321098"
HEALTH = f"{MARK}-GEZONDHEID slikt elke ochtend medicijnen"
STREET = f"{MARK}laan 7"
PIP_ON = TODAY - timedelta(days=120)


@dataclass(frozen=True, slots=True)
class WholePerson:
    """The trajectory, and one row of every kind by the name of its model in small letters."""

    trajectory: Trajectory
    rows: dict[str, Any]


def whole_person(work: Casework) -> WholePerson:
    """Return the marked person, of klantregisseur bakker in Aalten. Call it inside a test with a database."""
    made = work.register(
        NAME,
        person={
            "bsn": BSN, "v_number": V_NUMBER, "calling_name": f"{MARK}roep",
            "details": {
                "street": STREET, "postcode": "7121 AB", "city": f"{MARK}stad", "email": "kanarie@voorbeeld.invalid",
                "phone": "+31612345678", "languages": f"{MARK}taal", "contact_note": f"{MARK} bel na vieren",
            },
        },
        kennisgeving_on=PIP_ON - timedelta(days=60),
        plicht_begins_on=PIP_ON - timedelta(days=60),
        registered_brp_on=PIP_ON - timedelta(days=60),
        bijstand_from_on=PIP_ON - timedelta(days=60),
        waits_for_third_party=f"{MARK} huisarts",
    )  # fmt: skip
    with as_user(work.bakker.pk):
        rows = _rows(made, work)
        Trajectory.objects.filter(pk=made.pk).update(
            phase=Phase.LEARNING, leerroute=Leerroute.B1, level="B1", first_pip_dated_on=PIP_ON, pip_dated_on=PIP_ON
        )
        household = Household.objects.create(organisation_id=made.organisation_id)
        made.inburgeraar.household = household
        made.inburgeraar.save(update_fields=["household"])
        rows |= _leaving(made, work)
        rows |= _retention(made, work, rows["importrun"].job)
        rows |= {"household": household, "teammember": made.team.members.get(user=work.bakker)}
        return WholePerson(bring_up_to_date(made, on=TODAY), rows)


def _rows(made: Trajectory, work: Casework) -> dict[str, Any]:
    of = {"organisation_id": made.organisation_id}
    on = {**of, "trajectory": made}
    by = work.bakker.audit_name
    talk = Conversation.objects.create(
        **on, held_on=PIP_ON, form="KANTOOR", attendance="PRESENT", note=f"{MARK} gesprek", recorded_by=by
    )
    signal = TrajectorySignal.objects.create(
        **on, kind="NO_STEP", reason=f"{MARK} geen stap", fingerprint="f" * 64, noticed_on=TODAY
    )
    file = PersonFile.of(
        f"%PDF-1.7 {MARK}".encode(), **on, kind="EVIDENCE", title=f"{MARK} bewijs", filename="bewijs.pdf",
        media_type="application/pdf", stored_by=by,
    )  # fmt: skip
    file.save()
    intake = BredeIntake.objects.create(**on, started_on=PIP_ON - timedelta(days=50))
    goal = PipGoal.objects.create(**on, life_area="WERK", goal=f"{MARK} doel", own_words=f"{MARK} eigen woorden")
    item = PortfolioItem.objects.create(
        **on, life_area="WERK", title=f"{MARK} portfolio", own_words=f"{MARK} trots", evidence=file, added_by=by
    )
    job = Job.objects.create(**of, kind="trajectories.work_import", label="import", requested_by=by)
    rows = {
        "conversation": talk,
        "trajectorysignal": signal,
        "personfile": file,
        "bredeintake": intake,
        "pipgoal": goal,
        "portfolioitem": item,
        "importrun": ImportRun.objects.create(
            **of, filename="lijst.xlsx", sha256="0" * 64, uploaded_by=by, user=work.nijhof, job=job, state="TRIED",
            content_sealed=secrecy.sealed("inhoud", tenant=made.organisation_id),
        ),
    }  # fmt: skip
    rows |= _contact(made, work, talk, signal)
    rows |= _intake(intake, made)
    rows |= _road(made, file, by, goal, item)
    return rows


def _leaving(made: Trajectory, work: Casework) -> dict[str, Any]:
    """Announced to a gemeente where nobody of these tests works."""
    receiver = work.world.municipality("winterswijk").organisation
    handover = Handover.objects.create(
        organisation_id=made.organisation_id, receiver=receiver, trajectory=made, moved_on=TODAY,
        person_sealed=secrecy.sealed(json.dumps({"name": NAME, "born": MARK}), tenant=receiver.pk), announced_by="x",
    )  # fmt: skip
    content = {"sections": [{"title": MARK, "ground": "", "rows": [[MARK, MARK]]}], "data": {}}
    return {
        "handover": handover,
        "handovercontent": HandoverContent.objects.create(
            organisation_id=made.organisation_id, handover=handover, parts=["PIP"],
            snapshot_sealed=secrecy.sealed(json.dumps(content), tenant=receiver.pk),
        ),
    }  # fmt: skip


def _retention(made: Trajectory, work: Casework, job: Job) -> dict[str, Any]:
    """Held once, and let go; and on a list that waits, which changes nothing while the road runs."""
    of = {"organisation_id": made.organisation_id}
    by = work.nijhof.audit_name
    destruction = Destruction.objects.create(**of, confirmed_by=by, asked=1, job=job)
    return {
        "retentionhold": RetentionHold.objects.create(
            **of, trajectory=made, until_on=TODAY, ground="LANGER", words=f"{MARK} rechter", made_by=by,
            released_at=timezone.now(), released_by=by,
        ),
        "destruction": destruction,
        "destructionitem": DestructionItem.objects.create(
            **of, destruction=destruction, inburgeraar=made.inburgeraar, ground="OVERLIJDEN", due_on=TODAY
        ),
    }  # fmt: skip


def _contact(made: Trajectory, work: Casework, talk: Conversation, signal: TrajectorySignal) -> dict[str, Any]:
    of = {"organisation_id": made.organisation_id}
    on = {**of, "trajectory": made}
    by = work.bakker.audit_name
    return {
        "conversationrevision": ConversationRevision.objects.create(
            **of, conversation=talk, former={"note": f"{MARK} eerder gesprek"}, changed_by=by
        ),
        "followup": FollowUp.objects.create(
            **on, what=f"{MARK} taak", user=work.bakker, due_on=TODAY, made_by=by, signal=signal
        ),
        "appointment": Appointment.objects.create(
            **on, user=work.bakker, planned_on=TODAY, starts_at=time(9, 30), location="gemeentehuis Aalten"
        ),
        "draft": Draft.objects.create(**on, user=work.bakker, page="gesprek", fields={"note": f"{MARK} concept"}),
        "healthremark": HealthRemark.objects.create(
            **on, text_sealed=secrecy.sealed(HEALTH, tenant=made.organisation_id), made_by=by
        ),
        "betrokkene": Betrokkene.objects.create(
            **of, inburgeraar=made.inburgeraar, kind="TOLK", name=f"{MARK} tolk", starts_on=PIP_ON
        ),
        "duoevent": DuoEvent.objects.create(
            **on, inburgeraar=made.inburgeraar, code="SS101", message_id="m1", registered_at=timezone.now(),
            content={"opmerking": f"{MARK} bericht"}, source="berichten.json",
            person_sealed=secrecy.sealed(BSN, tenant=made.organisation_id),
        ),
        "absence": Absence.objects.create(
            **of, user=work.dewit, starts_on=TODAY, ends_on=TODAY + timedelta(days=7), recorded_by=by
        ),
        "savedview": SavedView.objects.create(**of, user=work.bakker, name="Te laat", query="tab=te-laat"),
        "bulkact": BulkAct.objects.create(
            **of, user=work.bakker, batch="7d444840-9dc0-11d1-b245-5ffdce74fad2", kind="follow_up", former=[]
        ),
        "assignment": BulkAct.objects.create(
            **of, user=work.bakker, batch="8d444840-9dc0-11d1-b245-5ffdce74fad2", kind="assign", former=[]
        ),
        "calendarfeed": CalendarFeed.objects.create(**of, user=work.bakker, token_sha256="c" * 64),
    }  # fmt: skip


def _intake(intake: BredeIntake, made: Trajectory) -> dict[str, Any]:
    of = {"organisation_id": made.organisation_id, "intake": intake}
    others = [part.key for part in PARTS if part.key != "kennismaking"]
    IntakePart.objects.bulk_create(IntakePart(**of, key=key) for key in others)
    return {
        "intakepart": IntakePart.objects.create(
            **of, key="kennismaking", status="BUSY", note=f"{MARK} onderdeel", present=f"{MARK} partner",
            fields={"toekomst": f"{MARK} verwacht veel"},
        ),
        "snuffelimpression": SnuffelImpression.objects.create(**of, place=f"{MARK} werkplaats", own_words=MARK),
        "routeconsequence": RouteConsequence.objects.create(
            **of, leerroute="B1", discussed_on=PIP_ON, own_words=f"{MARK} begrijp het", discussed_by="x"
        ),
        "leerbaarheidstoets": Leerbaarheidstoets.objects.create(
            organisation_id=made.organisation_id, trajectory=made, exam_number="LBT-1", taken_on=PIP_ON,
            result="HAALBAAR", source=f"{MARK} DUO",
        ),
    }  # fmt: skip


def _road(made: Trajectory, file: PersonFile, by: str, goal: PipGoal, item: PortfolioItem) -> dict[str, Any]:
    of = {"organisation_id": made.organisation_id}
    on = {**of, "trajectory": made}
    placement = CoursePlacement.objects.create(
        **on, cursusinstelling=f"{MARK} school", component="B1", leerroute="B1", state="RUNNING", starts_on=PIP_ON,
        made_by=by,
    )  # fmt: skip
    return {
        "pip": Pip.objects.create(
            **on, number=1, state="ESTABLISHED", reason="FIRST", dated_on=PIP_ON, leerroute="B1", level="B1",
            scan=file, letter=file, support=f"{MARK} begeleiding", route_argument=f"{MARK} daarom B1",
            established_at=timezone.now(), established_by=by, announced_on=PIP_ON, made_by=by,
            own_words=f"{MARK} akkoord",
        ),
        "concept": Pip.objects.create(
            **on, number=2, reason="OTHER_ROUTE", reason_words=f"{MARK} wil anders", leerroute="ZELFREDZAAMHEID",
            support=f"{MARK} concept", made_by=by,
        ),
        "pipaction": PipAction.objects.create(**of, goal=goal, what=f"{MARK} actie", who=f"{MARK} wie"),
        "courseplacement": placement,
        "hoursmonth": HoursMonth.objects.create(
            **on, placement=placement, month=date(2026, 10, 1), kind="NT2", followed=30, source=f"{MARK} opgave",
            recorded_by=by,
        ),
        "examresult": ExamResult.objects.create(**on, part="LE", level="B1", taken_on=TODAY, source=f"{MARK} DUO"),
        "participatieverklaring": Participatieverklaring.objects.create(**on, activity=f"{MARK} museum"),
        "modulemap": ModuleMap.objects.create(**on, places=f"{MARK} kringloop"),
        "ontzorgen": Ontzorgen.objects.create(
            **on, kind="HUUR", supplier=f"{MARK} woningbouw", starts_on=PIP_ON, refused_because=f"{MARK} reden"
        ),
        "portfolioshare": PortfolioShare.objects.create(
            **on, item=item, file=file, shared_with=f"{MARK} werkgever", token_sha256="p" * 64,
            until_on=TODAY + timedelta(days=9), asked_on=TODAY, made_by=by,
        ),
    }  # fmt: skip
