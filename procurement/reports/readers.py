"""Who got a report to read, who read it, and what they think of it: for who makes the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from inburgering.documents.models import ShareLink
from inburgering.mail.models import Message
from inburgering.notation import sort_key
from procurement.models import BoardReport, BoardReportDocument
from procurement.models.reaction import Reaction
from procurement.reports import readers_besluit, readers_finding
from procurement.reports.readers_besluit import Decided
from procurement.reports.readers_finding import newest_per_person
from regions.rules.finding import Part

ACCOUNT = "eigen account"
HEADINGS = (
    "Document", "Lezer", "Link gemaakt op", "Bericht", "Link werkt tot", "Voor het eerst gelezen", "Laatst gelezen",
    "Reactie", "Reden", "Gereageerd op", "Eerdere reacties",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One reader of one document. `number` counts within the report; 0 for who reacted with an account and no link."""

    number: int
    link_id: int
    audience: str
    municipality_code: str
    addressee: str
    made_at: datetime | None
    mail: str
    until: datetime | None
    works: bool
    was_revoked: bool
    first_read_at: datetime | None
    last_read_at: datetime | None
    reaction: Reaction | None
    former: tuple[Reaction, ...]
    may_be_reminded: bool

    @property
    def link_words(self) -> str:
        if self.until is None:
            return ACCOUNT
        return "ingetrokken" if self.was_revoked else "werkt tot" if self.works else "verlopen op"


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """What came back from one municipality, or from who reads the document of the region (no code)."""

    name: str
    code: str
    readers: int
    read: int
    last_read_at: datetime | None
    reactions: tuple[Reaction, ...]
    besluiten: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Readers:
    finding: tuple[Part, ...]
    rows: tuple[ReaderRow, ...]
    municipalities: tuple[MunicipalityRow, ...]
    regional: MunicipalityRow | None  # who reads the document of the region; counts for no municipality

    @property
    def to_remind(self) -> list[ReaderRow]:
        return [row for row in self.rows if row.may_be_reminded]

    def table(self) -> list[list[str | datetime | None]]:
        """Return the rows of the Excel file, in the order of HEADINGS."""
        return [
            [
                row.audience, row.addressee, row.made_at, row.mail, None if row.was_revoked else row.until,
                row.first_read_at, row.last_read_at, row.reaction.get_stance_display() if row.reaction else "",
                row.reaction.reason if row.reaction else "", row.reaction.given_at if row.reaction else None,
                "; ".join(f"{one.get_stance_display()} {one.reason}".strip() for one in row.former),
            ]
            for row in self.rows
        ]  # fmt: skip


def build(report: BoardReport, besluiten: Sequence[Decided] | None = None) -> Readers:
    """Return every reader of a report, as its region sees them, in a fixed number of queries."""
    documents = list(report.documents.select_related("municipality"))
    reactions = list(Reaction.objects.filter(document__in=documents).order_by("pk"))
    listed = readers_besluit.listing(report) if besluiten is None else besluiten
    decided = [one for one in listed if one.withdrawn_at is None]
    rows = _by_link(report, documents, reactions, decided)
    rows += _by_account(report, documents, reactions)
    rows.sort(key=lambda row: (row.municipality_code == "", sort_key(row.audience), sort_key(row.addressee)))
    members = [one.municipality for one in documents if one.municipality]
    municipalities = tuple(
        _municipality(one.name, one.code, rows, decided) for one in sorted(members, key=lambda one: sort_key(one.name))
    )
    outcomes = {row.name: row.besluiten for row in municipalities}
    stances = {row.name: [one.stance for one in row.reactions] for row in municipalities}
    read = len([row for row in rows if row.first_read_at])
    finding = readers_finding.finding(stances, outcomes, readers=len([row for row in rows if row.number]), read=read)
    regional = _municipality(f"Regio {report.region.name}", "", rows, [])
    return Readers(finding, tuple(rows), municipalities, regional if regional.readers else None)


def link_of(report: BoardReport, number: int) -> ShareLink | None:
    """Return the newest link of the reader with this number within the report."""
    return next((links[-1] for place, links in _numbered(report) if place == number), None)


def _numbered(report: BoardReport) -> list[tuple[int, list[ShareLink]]]:
    """Return the links per reader and document, numbered in the order in which readers were added."""
    documents = report.documents.exclude(document=None).values("document")
    grouped: dict[tuple[int, str], list[ShareLink]] = {}
    for link in ShareLink.objects.filter(document__in=documents).order_by("pk"):
        grouped.setdefault((link.document_id, link.addressee), []).append(link)
    return list(enumerate(grouped.values(), start=1))


def _by_link(
    report: BoardReport, documents: Sequence[BoardReportDocument], reactions: Sequence[Reaction],
    decided: Sequence[Decided],
) -> list[ReaderRow]:  # fmt: skip
    numbered = _numbered(report)
    mailed = _messages(report, [link.pk for _, links in numbered for link in links])
    by_document = {one.document_id: one for one in documents}
    done = {one.code for one in decided if one.is_decided}
    now, today = timezone.now(), timezone.localdate()
    is_open = report.decide_on >= today
    rows = []
    for number, links in numbered:
        last, document = links[-1], by_document[links[-1].document_id]
        code = document.municipality.code if document.municipality else ""
        ids = {link.pk for link in links}
        own = [one for one in reactions if one.link_id in ids]
        sent = [one for link in links for one in mailed.get(link.pk, [])]
        works = last.revoked_at is None and last.expires_at > now
        rows.append(
            ReaderRow(
                number=number,
                link_id=last.pk,
                audience=_audience(report, document),
                municipality_code=code,
                addressee=last.addressee,
                made_at=links[0].made_at,
                mail=_mail_words(sent),
                until=last.expires_at,
                works=works,
                was_revoked=last.revoked_at is not None,
                first_read_at=min((link.first_read_at for link in links if link.first_read_at), default=None),
                last_read_at=max((link.last_read_at for link in links if link.last_read_at), default=None),
                reaction=own[-1] if own else None,
                former=tuple(own[:-1]),
                may_be_reminded=works and is_open and not own and code not in done and not _has_mail_on(sent, today),
            )
        )
    return rows


def _by_account(
    report: BoardReport, documents: Sequence[BoardReportDocument], reactions: Sequence[Reaction]
) -> list[ReaderRow]:
    by_id = {one.pk: one for one in documents}
    grouped: dict[tuple[int, str], list[Reaction]] = {}
    for one in reactions:
        if one.link_id is None:
            grouped.setdefault((one.document_id, one.given_by), []).append(one)
    return [
        ReaderRow(
            number=0,
            link_id=0,
            audience=_audience(report, by_id[own[-1].document_id]),
            municipality_code=_code(by_id[own[-1].document_id], own[-1]),
            addressee=own[-1].given_by.split(" <")[0],
            made_at=None,
            mail="",
            until=None,
            works=False,
            was_revoked=False,
            first_read_at=None,
            last_read_at=None,
            reaction=own[-1],
            former=tuple(own[:-1]),
            may_be_reminded=False,
        )
        for own in grouped.values()
    ]


def _code(document: BoardReportDocument, reaction: Reaction) -> str:
    found = document.municipality or reaction.municipality
    return found.code if found else ""


def _audience(report: BoardReport, document: BoardReportDocument) -> str:
    return document.municipality.name if document.municipality else f"Regio {report.region.name}"


def _messages(report: BoardReport, links: Sequence[int]) -> dict[int, list[Message]]:
    """Return per link what was written to its reader, codes left out."""
    found: dict[int, list[Message]] = {}
    wanted = set(links)
    rows = Message.objects.filter(organisation_id=report.organisation_id, occasion__startswith="link:")
    for one in rows.exclude(occasion__contains="/code:").defer("body", "calendar").order_by("pk"):
        link_id = int(one.occasion.removeprefix("link:").partition("/")[0])
        if link_id in wanted:
            found.setdefault(link_id, []).append(one)
    return found


def _mail_words(sent: Sequence[Message]) -> str:
    standing = [one for one in sent if not one.cancelled_at]
    if not standing:
        return "niet gemaild"
    last = standing[-1]
    if last.failed_at and not last.sent_at:
        return last.error or "niet aangekomen"
    return "gemaild" if last.sent_at else "wacht op verzenden"


def _has_mail_on(sent: Sequence[Message], day: date) -> bool:
    return any(timezone.localdate(one.made_at) == day and not one.cancelled_at for one in sent)


def _municipality(name: str, code: str, rows: Sequence[ReaderRow], decided: Sequence[Decided]) -> MunicipalityRow:
    own = [row for row in rows if row.municipality_code == code]
    moments = [row.last_read_at for row in own if row.last_read_at]
    return MunicipalityRow(
        name=name,
        code=code,
        readers=len([row for row in own if row.number]),
        read=len([row for row in own if row.first_read_at]),
        last_read_at=max(moments, default=None),
        reactions=tuple(newest_per_person([row.reaction for row in own if row.reaction])),
        besluiten=tuple(one for one in decided if one.code == code),
    )
