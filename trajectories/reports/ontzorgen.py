"""Ontzorgen of one trajectory: who has a right to it, until when, which bills, and what the region answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import date_long, listing
from regions.rules.finding import Part
from trajectories.models import Ontzorgen, Trajectory
from trajectories.rules.clock import duration
from trajectories.rules.course_rules import ASIEL, ontzorgen_until
from trajectories.rules.law_periods import NEWEST, RULES, Rule, rule_on

HEADER = ["Rekening", "Leverancier", "Vanaf", "Tot en met", "Betaald tot en met", "Stand", "Geweigerd op", "Reden"]
State = Ontzorgen.State


@dataclass(frozen=True, slots=True)
class Bill:
    pk: int
    kind: str
    supplier: str
    state: str
    period: str
    paid: str
    refusal: str
    signaal: str
    may_signal: bool
    longer: str
    is_open: bool
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class OntzorgenPage:
    finding: tuple[Part, ...]
    bills: tuple[Bill, ...]
    law: str
    may_ask: bool
    missing: tuple[str, ...]

    def table(self) -> list[tuple[object, ...]]:
        return [bill.cells for bill in self.bills]


def law(trajectory: Trajectory) -> str:
    """Return what the law says to this trajectory: that of the day on which the right to bijstand arose."""
    rule = _rule(trajectory)
    return (
        "De gemeente betaalt huur, energie en zorgverzekering uit de bijstand, "
        f"{duration(rule.parameters['months'])} vanaf het recht op bijstand ({rule.article}). Dit geldt voor "
        f"asielstatushouders met bijstand. {rule.open_point}"
    )


def _rule(trajectory: Trajectory) -> Rule:
    day = trajectory.bijstand_from_on
    return rule_on(RULES, "ONTZORGEN", day) if day else NEWEST["ONTZORGEN"]


def build(trajectory: Trajectory, *, on: date) -> OntzorgenPage:
    """Return the page of one trajectory, in one query."""
    rows = list(trajectory.ontzorgen.select_related("signaal").order_by("kind", "-starts_on", "pk"))
    has_right = trajectory.indeling == ASIEL and trajectory.bijstand_from_on is not None
    last = ontzorgen_until(trajectory.bijstand_from_on) if trajectory.bijstand_from_on else None
    there = {row.kind for row in rows if row.state != State.ENDED}
    missing = [label for kind, label in Ontzorgen.Kind.choices if kind not in there]
    return OntzorgenPage(
        finding=_finding(trajectory, rows, on),
        bills=tuple(_bill(row, last, duration(_rule(trajectory).parameters["months"])) for row in rows),
        law=law(trajectory),
        may_ask=has_right,
        missing=tuple(missing) if has_right and last and last >= on else (),
    )


def _finding(trajectory: Trajectory, rows: list[Ontzorgen], on: date) -> tuple[Part, ...]:
    if trajectory.indeling != ASIEL:
        return (Part("Ontzorgen geldt hier "), Part("niet", strong=True), Part(": het is voor asielstatushouders."))
    if trajectory.bijstand_from_on is None:
        return (
            Part("De start van de bijstand is "),
            Part("niet bekend", strong=True),
            Part(f". Vanaf die dag tellen de {duration(_rule(trajectory).parameters['months'])}."),
        )
    last = ontzorgen_until(trajectory.bijstand_from_on)
    tense = "duurt tot en met" if last >= on else "duurde tot en met"
    told = [Part(f"Ontzorgen {tense} "), Part(date_long(last), strong=True), Part(".")]
    length = duration(_rule(trajectory).parameters["months"])
    told.append(Part(f" Dat is {length} vanaf de bijstand van {date_long(trajectory.bijstand_from_on)}."))
    if asked := [row.get_kind_display() for row in rows if row.state == State.ASKED]:
        told.append(Part(f" Wacht nog op de leverancier: {listing(asked)}."))
    if refused := [row.supplier for row in rows if row.state == State.REFUSED]:
        told.append(Part(f" {listing(refused)} weigert." if len(refused) == 1 else f" {listing(refused)} weigeren."))
    return tuple(told)


def _bill(row: Ontzorgen, last: date | None, length: str) -> Bill:
    is_longer = bool(last and row.ends_on and row.ends_on > last)
    until = f" tot en met {date_long(row.ends_on)}" if row.ends_on else ""
    refusal = f"{date_long(row.refused_on)}: {row.refused_because}" if row.refused_on else ""
    return Bill(
        pk=row.pk,
        kind=row.get_kind_display().capitalize(),
        supplier=row.supplier,
        state=row.get_state_display(),
        period=f"{date_long(row.starts_on)}{until}",
        paid=f"Betaald tot en met {date_long(row.paid_until_on)}" if row.paid_until_on else "Nog niets betaald",
        refusal=refusal,
        signaal=_signaal(row),
        longer=f"Langer dan de {length}: die eindigen op {date_long(last)}." if last and is_longer else "",
        may_signal=row.state == State.REFUSED and row.signaal_id is None,
        is_open=row.state != State.ENDED,
        cells=(
            row.get_kind_display(), row.supplier, row.starts_on, row.ends_on, row.paid_until_on,
            row.get_state_display(), row.refused_on, row.refused_because,
        ),
    )  # fmt: skip


def _signaal(row: Ontzorgen) -> str:
    if row.signaal is None:
        return ""
    if row.signaal.answer and row.signaal.answered_on:
        return f"De regio antwoordde op {date_long(row.signaal.answered_on)}: {row.signaal.answer}"
    return f"Signaal bij de regio sinds {date_long(row.signaal.noticed_on)}: {row.signaal.get_state_display()}."
