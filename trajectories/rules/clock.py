"""What is known of one trajectory, and what a date that follows from it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import count, date_long
from trajectories.rules.calendar_days import MONTHS_IN_YEAR
from trajectories.rules.law_periods import Rule

ASIELSTATUSHOUDER = "ASIELSTATUSHOUDER"
GEZINSMIGRANT = "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"
B1, ONDERWIJS, ZELFREDZAAMHEID = "B1", "ONDERWIJS", "ZELFREDZAAMHEID"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one trajectory, as far as a date follows from it. None: not (yet) so.

    `awaits_registration`: lives in an AZC and is not in the BRP of the gemeente of huisvesting yet. `moved_in_on`: the
    registration here of somebody from another gemeente. `plicht_ended_on`: the duty itself ended, by a diploma or
    otherwise; a trajectory that closed by a move has only `closed_on`.
    """

    indeling: str
    kennisgeving_on: date | None = None
    plicht_begins_on: date | None = None
    registered_brp_on: date | None = None
    awaits_registration: bool = False
    moved_in_on: date | None = None
    waits_for_third_party: bool = False
    third_party_received_on: date | None = None
    bijstand_from_on: date | None = None
    leerroute: str = ""
    level: str = ""
    first_pip_dated_on: date | None = None
    pip_dated_on: date | None = None
    pip_announced_on: date | None = None
    offered_on: date | None = None
    pvt_signed_on: date | None = None
    map_ended_on: date | None = None
    z_ended_on: date | None = None
    next_conversation_on: date | None = None
    duo_pip_due_on: date | None = None
    duo_term_starts_on: date | None = None
    duo_term_ends_on: date | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    closed_on: date | None = None
    plicht_ended_on: date | None = None
    has_died: bool = False
    law: str = "WI2021"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date with its reason.

    `candidates` has two days where the law leaves it open (29 February); `due_on` is the first. `is_expected`: follows
    from a PIP that is not there yet. `is_window`: a day on which a possibility opens or ends; nobody is ever late with
    it. `difference` says how our own date differs from that of DUO, which prevails. `ended_on`: the trajectory is over.
    """

    kind: str
    label: str
    due_on: date
    explanation: str
    article: str
    candidates: tuple[date, ...] = ()
    starts_on: date | None = None
    met_on: date | None = None
    is_expected: bool = False
    is_from_duo: bool = False
    difference: str = ""
    is_window: bool = False
    ended_on: date | None = None
    source: str = ""
    valid_from: date | None = None
    open_point: str = ""

    @property
    def is_open(self) -> bool:
        """Something still has to be done before this day; never so for a window or a closed trajectory."""
        return self.met_on is None and self.ended_on is None and not self.is_window


def from_rule(rule: Rule, *, due: tuple[date, ...], explanation: str, starts_on: date | None) -> Deadline:
    """Return the deadline of a rule: with two candidates it says that DUO decides."""
    is_clear = len(due) == 1
    return Deadline(
        kind=rule.key,
        label=rule.label,
        due_on=due[0],
        explanation=explanation if is_clear else f"{explanation}. {_open_day(due)}",
        article=rule.article,
        candidates=() if is_clear else due,
        starts_on=starts_on,
        source=rule.source,
        valid_from=rule.valid_from,
        open_point=rule.open_point,
    )


def _open_day(due: tuple[date, ...]) -> str:
    return f"De wet laat open of dat {date_long(due[0])} of {date_long(due[-1])} is: DUO bepaalt"


def duration(months: int) -> str:
    """Return "3 jaar", "anderhalf jaar" or "6 maanden"."""
    years, rest = divmod(months, MONTHS_IN_YEAR)
    if rest == 0:
        return f"{years} jaar"
    return "anderhalf jaar" if months == MONTHS_IN_YEAR * 3 // 2 else f"{months} maanden"


def difference(what: str, ours: date, duo: date) -> str:
    """Return how far the date of DUO lies from ours, "" when they are the same."""
    if ours == duo:
        return ""
    days = (duo - ours).days
    later = f"{count(abs(days), 'dag', 'dagen')} {'later' if days > 0 else 'eerder'}"
    return f"{what} volgens DUO: {date_long(duo)}. Dat is {later} dan wij rekenen ({date_long(ours)}). DUO gaat voor."
