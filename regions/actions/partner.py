"""Conversations with partners, inburgeraars included: what they said about a theme. Never a person's name."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from inburgering.audit.record import Actor, record
from regions.actions.process import locked, not_in_the_future
from regions.actions.refusal import Changed
from regions.models import PartnerConversation, Process


@transaction.atomic
def record_conversation(  # noqa: PLR0913 - a conversation has this many parts
    *, process: Process, held_on: date, kind: str, partner: str, people: int | None, theme: str, summary: str, by: Actor
) -> PartnerConversation:
    """Keep a conversation under the next number; `partner` is an organisation or group, `people` how many took part."""
    not_in_the_future(held_on, "De datum van het gesprek")
    process = locked(process)
    highest = process.conversations.aggregate(Max("number"))["number__max"] or 0
    made = PartnerConversation.objects.create(
        organisation_id=process.organisation_id,
        process=process,
        number=highest + 1,
        held_on=held_on,
        kind=kind,
        partner=partner,
        people=people,
        theme=theme,
        summary=summary,
    )
    record("partner.conversation_recorded", by=by, about=made, organisation_id=made.organisation_id, theme=made.theme)
    return made


@transaction.atomic
def change_conversation(  # noqa: PLR0913 - a conversation has this many parts
    *,
    conversation: PartnerConversation,
    held_on: date,
    kind: str,
    partner: str,
    people: int | None,
    theme: str,
    summary: str,
    expected_version: int,
    by: Actor,
) -> PartnerConversation:
    not_in_the_future(held_on, "De datum van het gesprek")
    changed = PartnerConversation.objects.filter(pk=conversation.pk, version=expected_version).update(
        held_on=held_on,
        kind=kind,
        partner=partner,
        people=people,
        theme=theme,
        summary=summary,
        version=expected_version + 1,
    )
    current = PartnerConversation.objects.select_related("process__region").get(pk=conversation.pk)
    if not changed:
        raise Changed("Een collega heeft dit gesprek net gewijzigd. Kijk welke tekst blijft", current)
    record("partner.conversation_changed", by=by, about=current, organisation_id=current.organisation_id)
    return current
