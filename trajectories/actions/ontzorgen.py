"""Acts on ontzorgen: rent, energy and care insurance, paid out of bijstand as long as the law says (Pw art. 56a)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from inburgering.audit.record import Actor, record
from inburgering.notation import date_long
from regions.actions import signaal as regional
from regions.models import Region, Signaal
from trajectories.actions import follow_up, signals
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import FollowUp, Ontzorgen, Trajectory
from trajectories.rules.course_rules import ASIEL, ontzorgen_until

State = Ontzorgen.State
PAYING = (State.ASKED, State.ARRANGED, State.REFUSED)
ONLY_ASIEL = "Ontzorgen is alleen voor asielstatushouders met bijstand (Participatiewet art. 56a)"
NO_BIJSTAND = "Vul eerst in vanaf welke dag er recht op bijstand is. Het ontzorgen loopt vanaf die dag"


@transaction.atomic
def ask(
    *,
    trajectory: Trajectory,
    kind: str,
    supplier: str,
    starts_on: date,
    ends_on: date | None = None,
    on: date,
    by: Actor,
) -> Ontzorgen:
    """Ask a supplier to let the municipality pay. Ends when the right to it ends, unless said. Raises NotNow."""
    last = refuse_without_right(trajectory)
    ends_on = ends_on or last
    if kind not in Ontzorgen.Kind.values:
        raise NotNow("Kies huur, energie of zorgverzekering", "kind")
    if not supplier.strip():
        raise NotNow("Vul in aan wie de gemeente betaalt, bijvoorbeeld: de woningcorporatie", "supplier")
    if trajectory.bijstand_from_on and starts_on < trajectory.bijstand_from_on:
        raise NotNow(f"De start ligt niet voor de bijstand van {date_long(trajectory.bijstand_from_on)}", "starts_on")
    if ends_on < starts_on:
        raise NotNow("Het einde ligt niet voor de start", "ends_on")
    if trajectory.ontzorgen.filter(kind=kind, state__in=[State.ASKED, State.ARRANGED]).exists():
        raise NotNow("Deze rekening wordt al betaald of is al aangevraagd. Wijzig die regel", "kind")
    made = Ontzorgen.objects.create(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, kind=kind, supplier=supplier.strip()[:120],
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    _after(made, "trajectory.ontzorgen_asked", on=on, by=by)
    return made


def refuse_without_right(trajectory: Trajectory) -> date:
    """Return the last day of ontzorgen. Raises NotNow for who has no right to it."""
    if trajectory.indeling != ASIEL:
        raise NotNow(ONLY_ASIEL)
    if trajectory.bijstand_from_on is None:
        raise NotNow(NO_BIJSTAND)
    return ontzorgen_until(trajectory.bijstand_from_on)


@transaction.atomic
def arrange(
    *, ontzorgen: Ontzorgen, paid_until_on: date | None = None, expected_version: int | None = None, on: date, by: Actor
) -> Ontzorgen:
    """Record that the municipality pays, and until when it has paid. Raises NotNow or Changed."""
    _refuse_ended(ontzorgen)
    if paid_until_on and paid_until_on < ontzorgen.starts_on:
        raise NotNow("Betaald tot en met ligt niet voor de start", "paid_until_on")
    if paid_until_on and ontzorgen.ends_on and paid_until_on > ontzorgen.ends_on:
        raise NotNow(f"De gemeente betaalt tot en met {date_long(ontzorgen.ends_on)}", "paid_until_on")
    paid = {"paid_until_on": paid_until_on} if paid_until_on else {}
    _change(ontzorgen, expected_version, state=State.ARRANGED, refused_on=None, refused_because="", **paid)
    _after(ontzorgen, "trajectory.ontzorgen_arranged", on=on, by=by)
    return ontzorgen


@transaction.atomic
def refuse(
    *,
    ontzorgen: Ontzorgen,
    refused_on: date,
    because: str,
    expected_version: int | None = None,
    on: date,
    by: Actor,
) -> Ontzorgen:
    """Record that the supplier refuses, with the reason it gave. Raises NotNow or Changed."""
    _refuse_ended(ontzorgen)
    if not because.strip():
        raise NotNow("Vul in waarom de leverancier weigert", "because")
    if refused_on > on:
        raise NotNow("De weigering ligt niet in de toekomst", "refused_on")
    _change(
        ontzorgen, expected_version, state=State.REFUSED, refused_on=refused_on, refused_because=because.strip()[:300]
    )
    _after(ontzorgen, "trajectory.ontzorgen_refused", on=on, by=by)
    signals.notice(trajectory=ontzorgen.trajectory, on=on)
    return ontzorgen


@transaction.atomic
def hand_back(
    *,
    ontzorgen: Ontzorgen,
    ended_on: date,
    plan: str,
    expected_version: int | None = None,
    on: date,
    by: Actor,
) -> Ontzorgen:
    """End the paying: the inburgeraar pays from now on, by a plan that becomes a task of both. Raises NotNow."""
    _refuse_ended(ontzorgen)
    if not plan.strip():
        raise NotNow("Vul in hoe de inburgeraar het zelf gaat doen, bijvoorbeeld: automatische incasso", "plan")
    if ended_on < ontzorgen.starts_on:
        raise NotNow("Het einde ligt niet voor de start", "ended_on")
    _change(ontzorgen, expected_version, state=State.ENDED, ends_on=ended_on)
    _after(ontzorgen, "trajectory.ontzorgen_handed_back", on=on, by=by)
    follow_up.add(
        trajectory=ontzorgen.trajectory, what=f"Zelf betalen van {ontzorgen.get_kind_display()}: {plan.strip()}"[:200],
        who=FollowUp.Who.INBURGERAAR, due_on=max(ended_on, on), on=on, by=by,
    )  # fmt: skip
    return ontzorgen


@transaction.atomic
def make_signaal(*, ontzorgen: Ontzorgen, text: str = "", on: date, by: Actor) -> Signaal:
    """Tell the region that this supplier refuses: supplier, kind and reason, never a person. Raises NotNow.

    Without `text` the reason that the supplier gave is used. Both are held against names and numbers of the person.
    """
    current = Ontzorgen.objects.select_for_update().select_related("trajectory__inburgeraar").get(pk=ontzorgen.pk)
    if current.state != State.REFUSED:
        raise NotNow("Een signaal gaat over een leverancier die weigert. Leg de weigering eerst vast")
    if current.signaal_id:
        raise NotNow("Dit signaal staat al bij de regio")
    region = region_of(current.trajectory)
    person = current.trajectory.inburgeraar
    try:
        made = regional.send(
            region=region,
            organisation_id=current.organisation_id,
            said=regional.Said(
                Signaal.Kind.SUPPLIER_REFUSES, current.supplier, _told(current, text),
                (person.full_name, person.calling_name, person.sort_name, current.trajectory.number),
            ),
            on=on,
            by=by,
        )  # fmt: skip
    except regional.NotSent as reason:
        raise NotNow(str(reason), "text") from reason
    Ontzorgen.objects.filter(pk=current.pk).update(
        signaal=made, host_id=region.organisation_id, version=F("version") + 1
    )
    record("trajectory.signaal_sent", by=by, about=current, organisation_id=current.organisation_id, signaal=made.pk)
    return made


def region_of(trajectory: Trajectory) -> Region:
    """Return the region of this municipality. Raises NotNow while it belongs to none."""
    found = Region.objects.filter(
        memberships__municipality__organisation_id=trajectory.organisation_id, memberships__valid_to=None
    ).workable()
    region = found.first()
    if region is None:
        raise NotNow("Jullie regio werkt hier nog niet samen")
    return region


def _told(current: Ontzorgen, text: str) -> str:
    return f"{current.get_kind_display().capitalize()}: {(text or current.refused_because).strip()}"


def _refuse_ended(ontzorgen: Ontzorgen) -> None:
    if ontzorgen.state == State.ENDED:
        raise NotNow("Deze rekening is al overgedragen aan de inburgeraar")


def _change(ontzorgen: Ontzorgen, expected_version: int | None, **columns: Any) -> None:
    version = ontzorgen.version if expected_version is None else expected_version
    changed = Ontzorgen.objects.filter(pk=ontzorgen.pk, version=version).update(version=version + 1, **columns)
    ontzorgen.refresh_from_db()
    if not changed:
        raise Changed("Een collega heeft deze rekening net gewijzigd. Bekijk wat er nu staat", ontzorgen)


def _after(row: Ontzorgen, verb: str, *, on: date, by: Actor) -> None:
    record(verb, by=by, about=row, organisation_id=row.organisation_id, kind=row.kind)
    bring_up_to_date(row.trajectory, on=on)
