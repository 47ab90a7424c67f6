"""A region in one screen: what is next, who has not answered, and who the municipalities are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.charts import hexmap
from inburgering.charts.svg import Svg
from inburgering.notation import listing
from regions.models import AnswerSheet, Municipality, Placement, Population, Region, SubregionProposal, WorkSession
from regions.rules.finding import Part

WIDE, NARROW = 480, 343  # px


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of the road from statement to report; `state` is done, now or later."""

    title: str
    text: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    name: str
    slug: str
    inhabitants: int | None
    area: Decimal | None
    is_mine: bool
    has_shared: bool | None


@dataclass(frozen=True, slots=True)
class Cockpit:
    finding: list[Part]
    steps: list[Step]
    map: Svg | None
    small_map: Svg | None
    map_sentence: str
    municipalities: list[MunicipalityRow]
    session: WorkSession | None
    proposal: SubregionProposal | None
    population_on: date | None
    area_on: date | None


def build(region: Region, *, user: User, on: date) -> Cockpit:
    """Return the cockpit as this user may see it."""
    view = Permission.VIEW_REGION
    sessions = WorkSession.objects.for_user(user, to=view).filter(region=region)
    # The last one revealed; before there is one, the first one made.
    session = sessions.order_by(F("revealed_at").desc(nulls_last=True), "number").first()
    proposal = SubregionProposal.objects.for_user(user, to=view).filter(region=region).order_by("-number").first()
    mine = set(
        user.memberships.filter(organisation__municipality__isnull=False).values_list(
            "organisation__municipality__code", flat=True
        )
    )
    members = list(region.municipalities_on(on))
    shared = _shared(session, user) if session else set()
    wide, narrow = _maps(region, proposal, mine)
    rows, population_on = _rows(members, mine, shared if session else None)
    return Cockpit(
        finding=_finding(region, session, proposal, members, shared),
        steps=_steps(region, session, proposal, len(members), len(shared)),
        map=wide,
        small_map=narrow,
        map_sentence=_map_sentence(region, proposal),
        municipalities=rows,
        session=session,
        proposal=proposal,
        population_on=population_on,
        area_on=next((member.area_on for member in members), None),
    )


def _shared(session: WorkSession, user: User) -> set[str]:
    sheets = AnswerSheet.objects.for_user(user, to=Permission.VIEW_REGION).filter(session=session)
    return set(sheets.values_list("municipality__code", flat=True))


def _rows(
    members: list[Municipality], mine: set[str], shared: set[str] | None
) -> tuple[list[MunicipalityRow], date | None]:
    newest = Population.objects.order_by("-counted_on").values_list("counted_on", flat=True).first()
    counted = dict(
        Population.objects.filter(municipality__in=members, counted_on=newest).values_list(
            "municipality_id", "inhabitants"
        )
    )
    rows = [
        MunicipalityRow(
            name=member.name,
            slug=member.slug,
            inhabitants=counted.get(member.pk),
            area=member.land_area_km2,
            is_mine=member.code in mine,
            has_shared=None if shared is None else member.code in shared,
        )
        for member in sorted(members, key=lambda member: member.name)
    ]
    return rows, newest


def _finding(
    region: Region,
    session: WorkSession | None,
    proposal: SubregionProposal | None,
    members: list[Municipality],
    shared: set[str],
) -> list[Part]:
    if proposal:
        return [
            Part("Het voorstel is "),
            Part(_subregions(proposal.group_count), strong=True),
            Part(". Kies nu hoe jullie de leerroutes inkopen, en leg dat voor aan het bestuur."),
        ]
    if session and session.is_revealed:
        return [
            Part(f"De antwoorden van {len(shared)} gemeenten liggen op tafel. "),
            Part("Bekijk waar jullie verschillen", strong=True),
            Part(" en deel de regio in."),
        ]
    missing = [member.name for member in members if member.code not in shared]
    if session and shared:
        return [
            Part(f"{len(shared)} van {len(members)} gemeenten deelden hun antwoorden. Nog te gaan: "),
            Part(listing(missing), strong=True),
            Part("."),
        ]
    if session:
        return [
            Part("Werksessie "),
            Part(session.title, strong=True),
            Part(" staat klaar. Nog geen gemeente deelde antwoorden."),
        ]
    return [
        Part(f"Regio {region.name} telt "),
        Part(f"{len(members)} gemeenten" if len(members) != 1 else "1 gemeente", strong=True),
        Part(". Begin met een werksessie: vraag wat elke gemeente wil."),
    ]


def _subregions(count: int) -> str:
    return "1 gebied" if count == 1 else f"{count} subregio’s"


def _steps(
    region: Region, session: WorkSession | None, proposal: SubregionProposal | None, total: int, shared: int
) -> list[Step]:
    base = region.get_absolute_url()
    revealed = bool(session and session.is_revealed)
    done = [bool(session), revealed, bool(proposal), False, False]
    answered = f"{shared} van {total} gemeenten deelden hun antwoorden" if session else "Nog te maken"
    proposed = f"Voorstel {proposal.number}, {proposal.get_status_display().lower()}" if proposal else ""
    texts = [
        ("Werksessie", answered, "werksessies/"),
        ("Uitkomsten", "Getoond aan alle gemeenten" if revealed else "Volgt na het delen", "uitkomsten/"),
        ("Subregio’s", proposed or "Volgt op de uitkomsten", "subregios/"),
        ("Scenario’s", "Vergelijk hoe jullie inkopen", "scenarios/"),
        ("Rapport", "Een PDF per gemeente", "/rapporten/"),
    ]
    current = done.index(False)
    return [
        Step(
            title=title,
            text=text,
            state="done" if index < current else "now" if index == current else "later",
            url=address if address.startswith("/") else base + address,
        )
        for index, (title, text, address) in enumerate(texts)
    ]


def _maps(region: Region, proposal: SubregionProposal | None, mine: set[str]) -> tuple[Svg | None, Svg | None]:
    """Return the map for a wide and for a narrow screen: each drawn for its width, so that names keep 13 px."""
    places = list(region.tiles.select_related("municipality"))
    if not places:
        return None, None
    group_of: dict[str, int] = {}
    if proposal:
        group_of = dict(Placement.objects.filter(proposal=proposal).values_list("municipality__code", "group"))
    tiles = [
        hexmap.Tile(
            code=place.municipality.code,
            cell=(place.column, place.row),
            label=place.municipality.name,
            group=group_of.get(place.municipality.code),
            is_mine=place.municipality.code in mine,
        )
        for place in places
    ]
    label = f"Kaart van regio {region.name} met {len(tiles)} gemeenten als even grote tegels"
    return hexmap.draw(tiles, label=label, width=WIDE), hexmap.draw(tiles, label=label, width=NARROW)


def _map_sentence(region: Region, proposal: SubregionProposal | None) -> str:
    if proposal:
        return f"Elke tegel is één gemeente. De arcering toont voorstel {proposal.number}."
    return "Elke tegel is één gemeente, even groot. Buren raken elkaar waar dat kan."
