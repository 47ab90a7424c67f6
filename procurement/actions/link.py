"""Share links of a document: giving them, by mail or by hand, lengthening, taking back, reminding, and asking anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.accounts.models import Organisation
from inburgering.audit.record import Actor, record
from inburgering.documents.models import LINK_VALID, Document, ShareLink
from inburgering.mail.models import Message
from inburgering.mail.write import write
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import link_reader, link_secret, link_text, readers
from procurement.reports.link_text import Text
from regions.actions.refusal import NotNow


@dataclass(frozen=True, slots=True)
class Made:
    """A link to one addressee. `is_new` is false when it stood already, `is_mailed` when no mail was written now."""

    link: ShareLink
    address: str
    is_new: bool
    is_mailed: bool


@transaction.atomic
def make(*, document: BoardReportDocument, addressees: Sequence[str], is_mailed: bool, by: Actor) -> list[Made]:
    """Return a link to this one document per addressee, and mail it when asked. Raises NotNow.

    Who has a link that works keeps that one; a second click gives no second link and no second mail.
    """
    if document.document_id is None:
        raise NotNow(f"Het document voor {document.audience} is nog niet klaar.")
    _lock(document.organisation_id)
    standing = {link.addressee: link for link in _standing(document)}
    minutes = link_text.reading_minutes(document.report, document) if is_mailed else 0
    made = []
    for addressee in dict.fromkeys(one.strip().lower() for one in addressees):
        link = standing.get(addressee) or _new(document, addressee, by)
        text = link_text.invitation(link, document, minutes) if is_mailed else None
        sent = text is not None and _mail(link, "uitnodiging", text, by)
        made.append(Made(link, link_secret.address(link), addressee not in standing, sent))
    return made


@transaction.atomic
def renew(*, link: ShareLink, by: Actor) -> datetime:
    """Let a link work for another 60 days from now; return until when. Raises NotNow for one that was taken back."""
    until = timezone.now() + LINK_VALID
    if not ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(expires_at=until):
        raise NotNow("Deze link is ingetrokken. Maak een nieuwe link.")
    record("link.renewed", by=by, about=link, organisation_id=link.organisation_id, addressee=link.addressee)
    return until


@transaction.atomic
def revoke(*, link: ShareLink, by: Actor) -> None:
    """Make a link open nothing any more, and stop what still waits to be sent. May be repeated."""
    now = timezone.now()
    if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
        waiting = Message.objects.filter(organisation_id=link.organisation_id, sent_at=None, failed_at=None)
        waiting.filter(occasion__startswith=f"link:{link.pk}/").update(cancelled_at=now)
        record("link.revoked", by=by, about=link, organisation_id=link.organisation_id, addressee=link.addressee)


@transaction.atomic
def remind(*, report: BoardReport, numbers: Sequence[int] | None = None, by: Actor) -> int:
    """Mail who did not read or react yet, or of those only the ones with these numbers; return how many.

    Nobody gets two mails about one document on a day. Raises NotNow when nobody gets one.
    """
    _lock(report.organisation_id)
    chosen = [row for row in readers.build(report).to_remind if numbers is None or row.number in numbers]
    links = {link.pk: link for link in ShareLink.objects.filter(pk__in=[row.link_id for row in chosen])}
    documents = {one.document_id: one for one in report.documents.select_related("municipality", "report__region")}
    today, sent = timezone.localdate(), 0
    for row in chosen:
        link = links[row.link_id]
        text = link_text.reminder(link, documents[link.document_id], has_read=row.first_read_at is not None)
        sent += _mail(link, f"herinnering:{today}", text, by)
    if not sent:
        raise NotNow("Niemand krijgt nu een herinnering. Iedereen heeft gereageerd of kreeg vandaag al bericht.")
    record("link.reminded", by=by, about=report, organisation_id=report.organisation_id, people=sent)
    return sent


@transaction.atomic
def send_new(*, token: str, by: Actor) -> None:
    """Mail the addressee of an expired link another one. For any other token nothing happens, and nothing tells so.

    The old link stays expired: whoever else holds it gets nothing. At most one mail a day for each expired link.
    """
    found = link_reader.expired(token)
    if found is None:
        return
    organisation_id, link_id = found
    with as_job(organisation_id):
        _lock(organisation_id)
        former = link_reader.rows().get(pk=link_id)
        documents = BoardReportDocument.objects.select_related("report__region", "municipality")
        document = documents.filter(document_id=former.document_id).first()
        if document is None or _was_mailed(former, "nieuw", timezone.localdate()):
            return
        standing = {link.addressee: link for link in _standing(document)}
        link = standing.get(former.addressee) or _new(document, former.addressee, by)
        _mail(link, f"nieuw:{former.pk}:{timezone.localdate()}", link_text.renewed(link, document), by)


def _lock(organisation_id: int) -> None:
    """One at a time per region, so that a double click finds the link of the first click."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def _standing(document: BoardReportDocument) -> list[ShareLink]:
    """Return the links that work and whose address is still known."""
    works = {"revoked_at": None, "expires_at__gt": timezone.now()}
    found = link_reader.rows().filter(document_id=document.document_id, **works)
    return [link for link in found.order_by("pk") if link_secret.can_be_repeated(link)]


def _new(document: BoardReportDocument, addressee: str, by: Actor) -> ShareLink:
    link = ShareLink(
        organisation_id=document.organisation_id, addressee=addressee, made_at=timezone.now(), made_by=by.audit_name,
        document=Document.objects.defer("content").get(pk=document.document_id),
    )  # fmt: skip
    link.token_sha256 = link_secret.hashed(link_secret.token_of(link))
    link.save(force_insert=True)
    record("link.made", by=by, about=link, organisation_id=link.organisation_id, addressee=addressee)
    return link


def _was_mailed(former: ShareLink, what: str, day: object) -> bool:
    name = f"/{what}:{former.pk}:{day}"
    sent = Message.objects.filter(organisation_id=former.organisation_id, recipient=former.addressee)
    return sent.filter(occasion__startswith="link:", occasion__endswith=name).exists()


def _mail(link: ShareLink, what: str, text: Text, by: Actor) -> bool:
    """Write one message; False when this occasion had its message already."""
    name = f"link:{link.pk}/{what}"
    return write(link.organisation_id, name, link.addressee, text.subject, text.body, by) is not None
