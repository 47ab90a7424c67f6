"""Acts on signalen: a municipality tells its region what goes wrong, without a person in it; the region answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from inburgering.audit.record import Actor, record
from inburgering.notation import listing
from regions.actions.refusal import NotNow
from regions.models import Municipality, Region, Signaal
from regions.rules.signaal_words import personal_words

LONGEST = 500


class NotSent(NotNow):
    """The signaal was not sent, with the reason in Dutch."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a signaal says. `names` are words that may not be in it; they are compared and never stored."""

    kind: str
    supplier: str
    text: str
    names: tuple[str, ...] = ()


@transaction.atomic
def send(*, region: Region, organisation_id: int, said: Said, on: date, by: Actor) -> Signaal:
    """Send a signaal of one municipality to its region. Raises NotSent when it may say who somebody is."""
    words = " ".join(said.text.split())
    _refuse(said, words)
    municipality = Municipality.objects.filter(
        organisation_id=organisation_id, memberships__region=region, memberships__valid_to=None
    ).first()
    if municipality is None or region.organisation_id is None:
        raise NotSent("Deze gemeente hoort niet bij deze regio")
    made = Signaal.objects.create(
        organisation_id=organisation_id, host_id=region.organisation_id, municipality=municipality, kind=said.kind,
        supplier=" ".join(said.supplier.split())[:120], text=words[:LONGEST], noticed_on=on, sent_by=by.audit_name,
    )  # fmt: skip
    record("signaal.sent", by=by, about=made, organisation_id=organisation_id, kind=said.kind)
    return made


@transaction.atomic
def take_up(*, signaal: Signaal, by: Actor) -> Signaal:
    """Say that the region is on it. Raises NotNow."""
    if not Signaal.objects.filter(pk=signaal.pk, state=Signaal.State.OPEN).update(state=Signaal.State.TAKEN_UP):
        raise NotNow("Dit signaal is al opgepakt")
    return _after(signaal, "signaal.taken_up", by)


@transaction.atomic
def answer(*, signaal: Signaal, text: str, on: date, by: Actor) -> Signaal:
    """Answer the municipality; a later answer replaces the former. Raises NotNow without words."""
    words = " ".join(text.split())
    if not words:
        raise NotNow("Vul in wat de regio deed of gaat doen")
    if len(words) > LONGEST:
        raise NotNow(f"Het antwoord is te lang (maximaal {LONGEST} tekens)")
    Signaal.objects.filter(pk=signaal.pk).update(state=Signaal.State.ANSWERED, answer=words, answered_on=on)
    return _after(signaal, "signaal.answered", by)


def _refuse(said: Said, words: str) -> None:
    if said.kind not in Signaal.Kind.values:
        raise NotSent("Kies waar het signaal over gaat")
    if not words:
        raise NotSent("Vul in wat er misgaat")
    if len(words) > LONGEST:
        raise NotSent(f"Het signaal is te lang (maximaal {LONGEST} tekens)")
    if said.kind == Signaal.Kind.SUPPLIER_REFUSES and not said.supplier.strip():
        raise NotSent("Vul in welke leverancier weigert")
    if found := personal_words(f"{said.supplier} {words}", said.names):
        raise NotSent(
            f"In een signaal staat niets over een persoon. Haal dit eruit: {listing(found)}. Andere gemeenten lezen mee"
        )


def _after(signaal: Signaal, verb: str, by: Actor) -> Signaal:
    signaal.refresh_from_db()
    record(verb, by=by, about=signaal, organisation_id=signaal.host_id)
    return signaal
