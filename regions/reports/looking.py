"""What every page of results has in common: through whose eyes one looks, and where the numbers come from."""

from dataclasses import dataclass

from django.utils import timezone

from inburgering import notation
from regions.models import SubregionProposal, WorkSession
from regions.reports.answers import Participant, SharedAnswers


@dataclass(frozen=True, slots=True)
class Choice:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Looking:
    """`choices` are all municipalities of the region; `chosen` is the one that is looked for, if any.

    `notices` say when the address asks for a municipality that is not there, or that did not share.
    """

    choices: tuple[Choice, ...]
    chosen: Participant | None
    notices: tuple[str, ...]

    @property
    def slug(self) -> str:
        return self.chosen.slug if self.chosen else ""

    @property
    def code(self) -> str | None:
        return self.chosen.code if self.chosen else None


def everyone(shared: SharedAnswers) -> list[Participant]:
    return sorted((*shared.municipalities, *shared.waiting), key=lambda one: notation.sort_key(one.name))


def slug_of(shared: SharedAnswers, code: str | None) -> str:
    """Return the slug of the municipality with this CBS code, empty for nobody."""
    return next((one.slug for one in everyone(shared) if one.code == code), "")


def looking(shared: SharedAnswers, slug: str) -> Looking:
    """Return the view of the municipality with this slug; an unknown one is told, not obeyed."""
    known = everyone(shared)
    chosen = next((one for one in known if one.slug == slug), None)
    notices = []
    if slug and chosen is None:
        notices.append(f"'{slug}' is geen gemeente van deze regio. Kies een gemeente uit de lijst.")
    if chosen and chosen in shared.waiting:
        notices.append(f"{chosen.name} deelde nog geen antwoorden en staat daarom niet in de tabel.")
    choices = (Choice("", "alle gemeenten"), *(Choice(one.slug, one.name) for one in known))
    return Looking(choices, chosen, tuple(notices))


def source(session: WorkSession, shared: SharedAnswers, formula: str) -> str:
    """Say where the numbers come from, up to when, who is still missing, and how they were computed."""
    moments = [one.shared_at for one in shared.municipalities if one.shared_at]
    settled = sum(one.status != "PROVISIONAL" for one in shared.municipalities)
    count = notation.count(len(shared.municipalities), "gemeente", "gemeenten")
    stand = ""
    if moments:
        latest = timezone.localtime(max(moments))
        stand = f", stand van {notation.date_long(latest.date())}, {notation.time_of_day(latest.time())}"
    firm = f" Bij {settled} daarvan is het antwoord vastgesteld." if settled else " Alle antwoorden zijn voorlopig."
    missing = [one.name for one in shared.waiting]
    waiting = f" Nog niet gedeeld: {notation.listing(missing)}." if missing else ""
    return f"Bron: werksessie {session.number}, gedeelde antwoorden van {count}{stand}.{firm}{waiting} {formula}"


def standing_proposal(session: WorkSession) -> SubregionProposal | None:
    """Return the proposal that orders columns: what lies before the municipalities, or else the newest visible one."""
    # Ter bespreking stands after Concept in the alphabet of their codes.
    return SubregionProposal.objects.filter(session=session).order_by("-status", "-number").first()
