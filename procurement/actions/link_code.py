"""What a reader of a share link does: asking a code, typing it, and saying that it was read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from inburgering.audit.record import record
from inburgering.documents.models import LinkCode, ShareLink
from inburgering.mail.write import write
from procurement.reports import link_reader, link_secret, link_text
from procurement.reports.link_reader import LinkReader
from regions.actions.refusal import NotNow

VALID = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)
REMEMBERED = timedelta(days=30)
MOST_WRONG = 5
MOST_A_DAY = 10  # 50 tries a day on a million codes, and no flood in anybody's mailbox


@transaction.atomic
def send(*, by: LinkReader) -> LinkCode:
    """Mail the addressee a code of six digits. Raises NotNow when one was sent less than a minute ago."""
    link = _locked(by.link)
    now = timezone.now()
    sent = LinkCode.objects.filter(link=link, sent_at__gt=now - timedelta(days=1)).order_by("-pk")
    if sent and sent[0].sent_at > now - PAUSE:
        raise NotNow("Er is net een code verstuurd. Kijk in je mail, of wacht een minuut.")
    if len(sent) >= MOST_A_DAY:
        raise NotNow(f"Er zijn vandaag al {MOST_A_DAY} codes verstuurd. Probeer het morgen opnieuw.")
    typed = link_secret.new_code()
    code = LinkCode.objects.create(
        organisation_id=link.organisation_id, link=link, code_sha256=link_secret.hashed_code(link.pk, typed),
        sent_at=now, expires_at=now + VALID,
    )  # fmt: skip
    text = link_text.code(typed, VALID // timedelta(minutes=1))
    write(link.organisation_id, f"link:{link.pk}/code:{code.pk}", link.addressee, text.subject, text.body, by)
    record("link.code_sent", by=by, about=link, organisation_id=link.organisation_id)
    return code


@transaction.atomic
def enter(*, typed: str, by: LinkReader) -> str | None:
    """Return the secret by which this device is known from now on; None when the code is wrong, and the try is counted.

    Raises NotNow when no code can be right: none was sent, it is too old or it was tried wrong too often.
    """
    link = _locked(by.link)
    now = timezone.now()
    code = link_reader.code_waiting(link, now)
    if code is None or code.wrong_tries >= MOST_WRONG:
        raise NotNow("Deze code werkt niet meer. Vraag een nieuwe code.")
    if not link_secret.is_code(link.pk, typed, code.code_sha256):
        code.wrong_tries += 1
        code.save(update_fields=["wrong_tries"])
        if code.wrong_tries == MOST_WRONG:
            record("link.code_blocked", by=by, about=link, organisation_id=link.organisation_id)
        return None
    device = link_secret.new_device()
    code.used_at, code.device_sha256, code.remembered_until = now, link_secret.hashed(device), now + REMEMBERED
    code.save(update_fields=["used_at", "device_sha256", "remembered_until"])
    record("link.reader_known", by=by, about=link, organisation_id=link.organisation_id)
    _mark_read(link, now, by)
    return device


@transaction.atomic
def mark_read(*, by: LinkReader) -> None:
    """Count a reading: asked for by a person on the page, never by opening the address. Raises NotNow.

    May be repeated; the first and the last moment are kept.
    """
    if not by.may_read:
        raise NotNow("Dit document opent pas na de code.")
    _mark_read(_locked(by.link), timezone.now(), by)


def _mark_read(link: ShareLink, now: datetime, by: LinkReader) -> None:
    is_new_day = link.last_read_at is None or timezone.localdate(link.last_read_at) != timezone.localdate(now)
    ShareLink.objects.filter(pk=link.pk).update(first_read_at=Coalesce(F("first_read_at"), now), last_read_at=now)
    if is_new_day:
        record("link.read", by=by, about=link, organisation_id=link.organisation_id)


def _locked(link: ShareLink) -> ShareLink:
    """One at a time per link: tries count one by one, and a double click sends one code."""
    return link_reader.rows().select_for_update(of=("self",), no_key=True).get(pk=link.pk)
