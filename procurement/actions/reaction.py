"""Reacting to a document of a report. A reaction is never a besluit; a change is a new one, and the former stays."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from inburgering.accounts.models import Organisation
from inburgering.audit.record import Actor, record
from inburgering.documents.models import ShareLink
from procurement.models import BoardReportDocument, Reaction
from procurement.reports.link_reader import LinkReader
from regions.actions.refusal import NotNow
from regions.models import Municipality


@transaction.atomic
def give_by_link(*, stance: str, reason: str, by: LinkReader) -> Reaction:
    """React through a share link, after the code. Raises NotNow."""
    if not by.is_known:
        raise NotNow("Vul eerst de code in. Zo weten we dat je de geadresseerde bent.")
    link = ShareLink.objects.select_for_update(of=("self",), no_key=True).get(pk=by.link.pk)
    return _given(by.document, by.document.municipality, link, stance, reason, by)


@transaction.atomic
def give(*, document: BoardReportDocument, municipality: Municipality, stance: str, reason: str, by: Actor) -> Reaction:
    """React with an account of a municipality to a document that was shared with it. Raises NotNow."""
    # One at a time per municipality: a double click finds the reaction of the first click.
    Organisation.objects.select_for_update(no_key=True).get(pk=municipality.organisation_id)
    return _given(document, municipality, None, stance, reason, by)


def _given(
    document: BoardReportDocument, municipality: Municipality | None, link: ShareLink | None, stance: str, reason: str,
    by: Actor,
) -> Reaction:  # fmt: skip
    reason = reason.strip()
    if stance not in Reaction.Stance.values:
        raise NotNow("Kies een van de drie reacties.")
    if stance != Reaction.Stance.FOR and not reason:
        raise NotNow("Vul de reden in.")
    who = Q(link=link) if link else Q(link=None, given_by=by.audit_name)
    last = Reaction.objects.filter(who, document=document).order_by("-pk").first()
    if last and (last.stance, last.reason) == (stance, reason):
        return last
    reaction = Reaction.objects.create(
        organisation_id=document.organisation_id, document=document, municipality=municipality, link=link,
        stance=stance, reason=reason, given_by=by.audit_name,
    )  # fmt: skip
    # The trail of whoever acts: a link writes in that of the region, an account in that of its municipality.
    trail = document.organisation_id if link or municipality is None else municipality.organisation_id
    record("reaction.given", by=by, about=document, organisation_id=trail, stance=stance, report=document.report.number)
    return reaction
