"""Who looks through a share link, at what, and whether this device showed to be the addressee's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from inburgering.documents.models import LinkCode, ShareLink
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import link_secret
from procurement.reports.twin import pdf_facts


@dataclass(frozen=True, slots=True)
class LinkReader:
    """One reader of one document. `is_known` says that a code from the mailbox of the addressee was typed here."""

    link: ShareLink
    document: BoardReportDocument
    is_known: bool

    @property
    def report(self) -> BoardReport:
        return self.document.report

    @property
    def audit_name(self) -> str:
        return self.link.addressee

    @property
    def may_read(self) -> bool:
        return self.is_known or not self.report.is_confidential

    @property
    def facts(self) -> str:
        """Return how long the PDF is, such as "14 pagina’s, 312 kB"."""
        return pdf_facts(self.link.document.pages, self.link.document.size)

    @property
    def masked(self) -> str:
        """Return the address so that its owner knows it and nobody else learns it: l…@aalten.nl."""
        name, _, domain = self.link.addressee.partition("@")
        return f"{name[:1]}…@{domain}"


def rows() -> QuerySet[ShareLink]:
    """Return the links that the asker may see, each with its document but without the bytes."""
    return ShareLink.objects.select_related("document").defer("document__content")


def opened(link_id: int | None, device: str = "") -> LinkReader | None:
    """Return who looks through a link, asked in the context of that link; None when it opens nothing."""
    link = rows().filter(pk=link_id).first() if link_id else None
    if link is None:
        return None
    documents = BoardReportDocument.objects.select_related("report__region", "municipality")
    found = documents.filter(document_id=link.document_id).first()
    return LinkReader(link, found, _is_known(link, device)) if found else None


def _is_known(link: ShareLink, device: str) -> bool:
    known = LinkCode.objects.filter(link=link, remembered_until__gt=timezone.now()).exclude(device_sha256="")
    return bool(device) and known.filter(device_sha256=link_secret.hashed(device)).exists()


def code_waiting(link: ShareLink, now: datetime) -> LinkCode | None:
    """Return the code that may be typed now: the last one that was sent, until it is used or too old."""
    last = LinkCode.objects.filter(link=link).order_by("-pk").first()
    return last if last and last.used_at is None and last.expires_at > now else None


def expired(token: str) -> tuple[int, int] | None:
    """Return (organisation, link) of a link that expired, for the act that mails its addressee; None for any other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.expired_link(%s)", [token])
        found = cursor.fetchone()[0]
    return (found[0], found[1]) if found else None
