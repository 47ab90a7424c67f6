"""How firmly the answers of a municipality stand: concept, ambtelijk afgestemd, bestuurlijk vastgesteld, and back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Share
from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor, record
from inburgering.notation import date_long, listing
from regions.actions import mandate
from regions.actions.refusal import NotNow
from regions.models import AnswerSheet, WorkSession

Status = AnswerSheet.Status
MANDATE = {Status.OFFICIAL: Permission.SETTLE_ANSWERS, Status.ADOPTED: Permission.ADOPT_ANSWERS}
REASON_LENGTH = 300
STEP = ["status", "settled_on", "settled_by", "body", "aligned_on", "aligned_by", "version"]


@transaction.atomic
def settle(*, sheet: AnswerSheet, status: str, settled_on: date, body: str, by: Actor) -> AnswerSheet:
    """Settle the shared answers, ambtelijk or bestuurlijk; from then on they no longer change.

    The official step keeps its own day and name when the board adopts the answers later. Raises NotNow, also with who
    can when `by` lacks the mandate.
    """
    sheet = locked(sheet)
    mandate.must_hold(sheet, MANDATE[Status(status)], by)
    if not is_shared(sheet):
        raise NotNow("Deel de antwoorden eerst met de werksessie. Daarna kun je ze vaststellen.")
    if sheet.status in (Status.ADOPTED, status):
        raise NotNow(f"De antwoorden zijn al {sheet.get_status_display().lower()}.")
    if settled_on > timezone.localdate():
        raise NotNow("De datum ligt in de toekomst. Vul de dag in waarop het besluit is genomen")
    _must_be_whole(sheet)
    name = by.audit_name[:250]
    sheet.status, sheet.settled_on, sheet.settled_by, sheet.body = Status(status), settled_on, name, body
    if status == Status.OFFICIAL:
        sheet.aligned_on, sheet.aligned_by = settled_on, name
    sheet.version += 1
    sheet.save(update_fields=STEP)
    record("answers.settled", by=by, about=sheet, organisation_id=sheet.organisation_id, status=status, body=body)
    return sheet


@transaction.atomic
def reopen_sheet(*, sheet: AnswerSheet, reason: str, by: Actor) -> AnswerSheet:
    """Make settled answers concept again; the reason and what stood before stay in the trail.

    What the board adopted only somebody with the mandate to adopt takes back. Raises NotNow.
    """
    sheet = locked(sheet)
    if sheet.status == Status.PROVISIONAL:
        raise NotNow("De antwoorden zijn al concept.")
    mandate.must_hold(sheet, MANDATE[Status(sheet.status)], by)
    if not reason.strip():
        raise NotNow("Vul in waarom de antwoorden weer concept worden")
    former = {"status": sheet.status, "settled_on": str(sheet.settled_on), "settled_by": sheet.settled_by}
    sheet.status, sheet.settled_on, sheet.settled_by, sheet.body = Status.PROVISIONAL, None, None, ""
    sheet.aligned_on, sheet.aligned_by, sheet.version = None, None, sheet.version + 1
    sheet.save(update_fields=STEP)
    record(
        "answers.reopened", by=by, about=sheet, organisation_id=sheet.organisation_id,
        reason=reason.strip()[:REASON_LENGTH], former=former,
    )  # fmt: skip
    return sheet


def locked(sheet: AnswerSheet) -> AnswerSheet:
    rows = AnswerSheet.objects.select_for_update(of=("self",), no_key=True).select_related("session")
    return rows.get(pk=sheet.pk)


def is_shared(sheet: AnswerSheet) -> bool:
    standing = Share.objects.standing().filter(organisation_id=sheet.organisation_id, subject_id=sheet.pk)
    return standing.filter(kind=Share.Kind.ANSWER_SHEET).exists()


def must_be_open(session: WorkSession) -> None:
    if not session.is_open:
        raise NotNow("De werksessie is niet open. De antwoorden zijn bewaard. Delen of wijzigen kan nu niet.")


def must_be_provisional(sheet: AnswerSheet) -> None:
    if sheet.status != Status.PROVISIONAL:
        day = f" op {date_long(sheet.settled_on)}" if sheet.settled_on else ""
        raise NotNow(f"De antwoorden zijn{day} {sheet.get_status_display().lower()}. Ze wijzigen niet meer.")


def _must_be_whole(sheet: AnswerSheet) -> None:
    """A municipality that is divided, or that knew another text, first says what it says."""
    rows = sheet.answers.select_related("statement").order_by("statement__number")
    how = "" if sheet.session.is_open else " Vraag de begeleider om de werksessie daarvoor te heropenen."
    divided = [str(row.statement.number) for row in rows if row.is_divided]
    if divided:
        raise NotNow(f"Intern verdeeld bij stelling {listing(divided)}. Kies daar eerst een antwoord.{how}")
    old = [str(row.statement.number) for row in rows if row.wording < row.statement.wording]
    if old:
        raise NotNow(f"De tekst van stelling {listing(old)} is gewijzigd. Bevestig daar eerst jullie antwoord.{how}")
