"""What the mails to readers of a report say. Of a confidential report not even the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from django.utils import timezone

from inburgering.documents.models import ShareLink
from inburgering.mail.text import personal
from inburgering.notation import MONTHS, count, date_long
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import board_report, link_secret
from procurement.reports.dataset import thaw

WORDS_A_MINUTE = 200  # slow reading of a text with numbers; adults read 200 to 260 words of prose
NO_ANSWER = "Dit bericht is automatisch gemaakt. Antwoorden kan niet."
NOT_A_DECISION = "Een reactie is geen besluit. Het besluit van het college of de raad wordt apart vastgelegd."


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str


def reading_minutes(report: BoardReport, document: BoardReportDocument) -> int:
    """Return how many minutes page 1 takes: what is asked, what it means and who decides."""
    code = document.municipality.code if document.municipality else None
    page = board_report.build(thaw(report.dataset), code=code, sha256=report.dataset_sha256)
    said = [page.occasion, *(part.text for part in page.advice), *page.decisions, page.risk, page.who]
    said += [f"{number.large} {number.text}" for number in page.numbers]
    return max(1, ceil(len(re.findall(r"\w+", " ".join(said))) / WORDS_A_MINUTE))


def invitation(link: ShareLink, document: BoardReportDocument, minutes: int) -> Text:
    """Return the mail with which somebody gets a document to read."""
    report = document.report
    reading = f"{count(minutes, 'minuut', 'minuten')} leestijd"
    return _text(
        f"Ter besluit voor {_day(report)}: {_titled(report)} ({reading})",
        _what(report, document),
        f"Wat er gevraagd wordt, staat bovenaan: {reading}.",
        _address("Lees het hier", link),
        _how_to_react(report),
        f"De link werkt tot en met {_until(link)}.",
    )


def reminder(link: ShareLink, document: BoardReportDocument, *, has_read: bool) -> Text:
    report = document.report
    what = "Er is nog geen reactie" if has_read else "Nog niet gelezen"
    return _text(
        f"{what}: {_titled(report)}, besluit op {_day(report)}",
        _what(report, document),
        "Dit document is gelezen, maar er is nog geen reactie." if has_read else "Dit document is nog niet gelezen.",
        _address("Lees het en geef een reactie" if not has_read else "Geef een reactie", link),
        NOT_A_DECISION,
    )


def renewed(link: ShareLink, document: BoardReportDocument) -> Text:
    """Return the mail to the addressee of an expired link that was opened again."""
    return _text(
        f"Nieuwe link: {_titled(document.report)}",
        "De vorige link was verlopen. Iemand heeft op die pagina om een nieuwe gevraagd.",
        _address("Lees het hier", link),
        f"De link werkt tot en met {_until(link)}. Niet zelf gevraagd? Dan hoeft er niets te gebeuren.",
    )


def code(typed: str, minutes: int) -> Text:
    """Return the mail with a code. The code goes from the stored message once it is sent, as a link does."""
    return _text(
        "Code om het document te lezen of te reageren",
        f"De code is: {personal(typed)}",
        f"De code werkt {minutes} minuten, voor deze ene link.",
        "Niet zelf gevraagd? Dan heeft iemand anders de link. Geef de code aan niemand.",
    )


def _what(report: BoardReport, document: BoardReportDocument) -> str:
    if report.is_confidential:
        return f"Regio {report.region.name} legt een vertrouwelijk document voor."
    audience = f"gemeente {document.municipality.name}" if document.municipality else f"regio {report.region.name}"
    return f"Regio {report.region.name} legt voor: {report.title}, het document voor {audience}."


def _how_to_react(report: BoardReport) -> str:
    first = "Lezen en reageren kan" if report.is_confidential else "Lezen kan meteen. Reageren kan"
    return f"{first} met een code. Die komt per mail op dit adres. {NOT_A_DECISION}"


def _titled(report: BoardReport) -> str:
    if report.is_confidential:
        return f"een vertrouwelijk document van regio {report.region.name}"
    return report.title[:1].lower() + report.title[1:] if report.title[1:2].islower() else report.title


def _day(report: BoardReport) -> str:
    """Return "8 december": without the year, for it is read in the weeks before."""
    return f"{report.decide_on.day} {MONTHS[report.decide_on.month - 1]}"


def _until(link: ShareLink) -> str:
    return date_long(timezone.localdate(link.expires_at))


def _address(label: str, link: ShareLink) -> str:
    return f"{label}: {personal(link_secret.address(link))}\nDeze link is persoonlijk."


def _text(subject: str, *paragraphs: str) -> Text:
    return Text(subject, "\n\n".join([*paragraphs, NO_ANSWER]))
