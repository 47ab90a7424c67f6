"""The door of a work session: what somebody with a code may know before there is a seat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.conf import settings
from django.core import signing
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from inburgering.accounts.context import SEAT_COOKIE_AGE, as_user
from inburgering.accounts.models import Organisation, User, WrongCode
from inburgering.accounts.roles import Permission
from regions.models import Answer, MunicipalAnswer, Municipality, Region, Seat, Statement, WorkSession
from regions.models.answer import Importance, Value

SECONDS_EACH = 50  # aanname: reading, choosing and now and then a note
TOKEN_SALT = "verder"  # noqa: S105 - what the signature is for, no secret
COUNTED_FOR = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Door:
    """A session as its code shows it. Title, region and municipalities are public to whoever holds the code."""

    code: str
    session_id: int
    host_id: int
    number: int
    title: str
    is_open: bool
    region: Region
    statement_count: int
    municipalities: Sequence[Municipality]

    @property
    def minutes(self) -> int:
        """How long answering takes, rounded up to five minutes: 24 statements make about twenty."""
        return ceil(self.statement_count * SECONDS_EACH / 300) * 5


def normal_code(typed: str) -> str:
    """Return a code as it is stored: people type lower case, spaces and hyphens."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def door(typed: str) -> Door | None:
    """Return the session behind a code; None when there is none or when it is still being prepared."""
    code = normal_code(typed)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, organisation_id, number, title, state, region_id, statements FROM app.session_for_code(%s)",
            [code],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    session_id, host_id, number, title, state, region_id, statements = row
    region = Region.objects.get(pk=region_id)
    known = [one for one in region.municipalities_on(timezone.localdate()) if one.organisation_id]
    return Door(code, session_id, host_id, number, title, state == WorkSession.State.OPEN, region, statements, known)


def address_hash(address: str) -> str:
    return salted_hmac("wrong-code", address, algorithm="sha256").hexdigest()


def tried_too_often(address: str) -> bool:
    """Whether this address typed more wrong codes lately than a whole room would."""
    since = timezone.now() - COUNTED_FOR
    wrong = WrongCode.objects.filter(address_hash=address_hash(address), tried_at__gte=since).count()
    return wrong >= settings.JOIN_CODE_LIMIT


def held_seat(seat_id: int | None, code: str) -> Seat | None:
    """Return the seat that this device holds in the session of this code, or None."""
    if seat_id is None:
        return None
    return Seat.objects.select_related("municipality", "session__region").filter(pk=seat_id, session__code=code).first()


def own_municipality(user: User, door: Door) -> Municipality | None:
    """Return the municipality of this region for which a signed-in user may answer."""
    if not user.is_authenticated:
        return None
    with as_user(user.pk):
        mine = set(Organisation.objects.where(user, Permission.GIVE_ANSWERS).values_list("pk", flat=True))
    return next((one for one in door.municipalities if one.organisation_id in mine), None)


def personal_token(seat: Seat) -> str:
    """Return the text with which the same person goes on at another device."""
    return signing.dumps([seat.session.code, seat.pk], salt=TOKEN_SALT)


def seat_of_token(token: str, code: str) -> int | None:
    """Return the seat a personal link stands for; None for an altered, expired or borrowed one."""
    try:
        for_code, seat_id = signing.loads(token, salt=TOKEN_SALT, max_age=SEAT_COOKIE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return seat_id if for_code == code else None


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One statement with what this person answered; `changed_later` after the answers were shared."""

    statement: Statement
    answer: Answer | None
    words: str
    changed_later: bool

    @property
    def is_given(self) -> bool:
        return self.answer is not None and self.answer.is_given

    @property
    def is_outdated(self) -> bool:
        """Whether the statement was changed after this answer, which therefore must be confirmed."""
        return self.answer is not None and self.is_given and self.answer.wording < self.statement.wording

    @property
    def told(self) -> "ToldAnswer":
        return told(self.answer)


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    rows: Sequence[OwnAnswer]

    @property
    def themes(self) -> list[tuple[str, list[OwnAnswer]]]:
        grouped: dict[str, list[OwnAnswer]] = {}
        for row in self.rows:
            grouped.setdefault(row.statement.theme, []).append(row)
        return list(grouped.items())

    def numbered(self, number: int) -> OwnAnswer | None:
        return next((row for row in self.rows if row.statement.number == number), None)

    @property
    def open(self) -> list[OwnAnswer]:
        return [row for row in self.rows if not row.is_given]

    @property
    def outdated(self) -> list[OwnAnswer]:
        return [row for row in self.rows if row.is_outdated]

    @property
    def answered(self) -> int:
        return len(self.rows) - len(self.open)

    @property
    def given_themes(self) -> list[tuple[str, list[OwnAnswer]]]:
        """What was answered, per theme; a theme without an answer is left out."""
        given = [(theme, [row for row in rows if row.is_given]) for theme, rows in self.themes]
        return [(theme, rows) for theme, rows in given if rows]

    @property
    def states(self) -> list[str]:
        return ["done" if row.is_given else "open" for row in self.rows]

    @property
    def changed_later(self) -> int:
        return sum(row.changed_later for row in self.rows)


def own_answers(seat: Seat) -> OwnAnswers:
    """Return every statement of the session with this seat's present answer, in two queries."""
    given = {answer.statement_id: answer for answer in Answer.objects.for_seat(seat).current()}
    rows = [_own(seat, one, given.get(one.pk)) for one in Statement.objects.for_seat(seat)]
    return OwnAnswers(rows)


def _own(seat: Seat, statement: Statement, answer: Answer | None) -> OwnAnswer:
    if answer is None or not answer.is_given:
        words = "Nog niet beantwoord"
    else:
        words = "Weet ik niet" if answer.is_unknown else Value(answer.value).label
    later = bool(answer and seat.shared_at and answer.given_at > seat.shared_at)
    return OwnAnswer(statement, answer, words, later)


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer in words, to lay beside another."""

    value: int | None
    words: str
    importance: str
    is_limit: bool
    note: str
    would_move: str = ""


def told(answer: Answer | MunicipalAnswer | None) -> ToldAnswer:
    """Return an answer of a person or a municipality in words."""
    if answer is None:
        return ToldAnswer(None, "Nog geen antwoord", "", False, "")
    if answer.value is not None:
        words = Value(answer.value).label
    elif getattr(answer, "is_divided", False):
        words = "Intern verdeeld"
    else:
        words = "Weet ik niet" if answer.is_unknown else "Nog geen antwoord"
    weight = "" if answer.importance == Importance.GEWOON else f"weegt {answer.get_importance_display()}"
    return ToldAnswer(answer.value, words, weight, answer.is_limit, answer.note, answer.would_move)
