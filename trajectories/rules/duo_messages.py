"""Reading messages in the shape of DUO's notification: one JSON object a line, a JSON list, or CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from inburgering.notation import Unreadable, parse_date
from trajectories.rules import person_numbers

MOST_MESSAGES = 20_000
_NAMES = {
    "registratiedatumtijd": "registratieDatumTijd", "bsn": "bsn", "burgerservicenummer": "bsn", "vnummer": "vNummer",
    "gebeurtenisid": "gebeurtenisId", "berichtid": "berichtId",
}  # fmt: skip
_SHORTEST_TIME = 10  # 2026-11-20
_LONGEST_VALUE = 300
NOT_READABLE = "Dit bestand is niet te lezen. DUO levert JSON, een bericht per regel, of CSV"
LEFT_OUT = "(weggelaten)"
# In which fields of a message DUO brings a fact of ours; the first that is there counts.
FACT_FIELDS: dict[str, tuple[str, ...]] = {
    "kennisgeving_on": ("datumKennisgevingInburgeringsplicht", "datumKennisgeving"),
    "plicht_begins_on": ("begindatum", "begindatumInburgeringsplicht"),
    "registered_brp_on": ("datumInschrijvingBrp", "datumVestiging"),
    "moved_in_on": ("datumVestiging", "datumInschrijvingBrp"),
    "duo_pip_due_on": ("uiterlijkeDatumPip", "einddatumPipTermijn"),
    "duo_term_starts_on": ("startdatum", "startdatumInburgeringstermijn"),
    "duo_term_ends_on": ("einddatum", "einddatumInburgeringstermijn"),
    "first_pip_dated_on": ("dagtekeningPip", "dagtekeningInitielePip"),
}
FACT_TITLES = {
    "kennisgeving_on": "datum kennisgeving",
    "plicht_begins_on": "begin inburgeringsplicht",
    "registered_brp_on": "datum BRP",
    "moved_in_on": "hier gevestigd op",
    "duo_pip_due_on": "PIP uiterlijk op",
    "duo_term_starts_on": "begin inburgeringstermijn",
    "duo_term_ends_on": "einde inburgeringstermijn",
    "first_pip_dated_on": "dagtekening eerste PIP",
}


class WrongFile(ValueError):
    """The file as a whole is no list of messages. Its text is the Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Message:
    """One notification. `content` has its other fields, without BSN and V-nummer; `message_id` may be ""."""

    code: str
    registered_at: datetime
    bsn: str = ""
    v_number: str = ""
    message_id: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that is no message, and why."""

    line: int
    sentence: str


def read(content: bytes) -> Iterator[Message | Wrong]:
    """Give each message, or what is wrong with its line. Raises WrongFile when it is no list of messages at all."""
    for line, found in enumerate(_objects(_decoded(content)), start=1):
        if line > MOST_MESSAGES:
            raise WrongFile(f"Dit bestand heeft meer dan {MOST_MESSAGES:,} berichten".replace(",", "."))
        try:
            yield message(found)
        except Unreadable as reason:
            yield Wrong(line, str(reason))


def message(fields: Any) -> Message:
    """Return the message of one JSON object or CSV row. Raises Unreadable."""
    if not isinstance(fields, Mapping):
        raise Unreadable("Dit is geen bericht")
    named = {_NAMES.get(re.sub(r"[^a-z]", "", str(name).lower()), str(name)): value for name, value in fields.items()}
    code = str(named.pop("gebeurtenisId", "") or "").strip().upper()
    if not re.fullmatch(r"[A-Z]{1,3}\d{1,5}", code):
        raise Unreadable("gebeurtenisId ontbreekt of is geen code zoals SS101")
    bsn, v_number = (str(named.pop(name, "") or "").strip() for name in ("bsn", "vNummer"))
    if not bsn and not v_number:
        raise Unreadable("Er staat geen BSN of V-nummer in dit bericht")
    try:
        known_bsn = person_numbers.parse_bsn(bsn).digits if bsn else ""
    except person_numbers.Unreadable as reason:
        raise Unreadable("Het BSN in dit bericht klopt niet") from reason
    moment = _moment(named.pop("registratieDatumTijd", ""))
    message_id = str(named.pop("berichtId", "") or "").strip()[:64]
    return Message(code, moment, known_bsn, v_number.zfill(10) if v_number else "", message_id, without_numbers(named))


def without_numbers(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields without a BSN or V-nummer, wherever it stands."""
    kept = {}
    for name, value in content.items():
        if re.sub(r"[^a-z]", "", name.lower()) in {"bsn", "burgerservicenummer", "vnummer"} or value in (None, ""):
            continue
        kept[name[:60]] = _clean(value)
    return kept


def dates(content: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, date]:
    """Return the days that a message brings for these columns of a trajectory."""
    found = {}
    for column in columns:
        texts = [content[name] for name in FACT_FIELDS.get(column, ()) if content.get(name)]
        if texts and (read_day := day_of(texts[0])):
            found[column] = read_day
    return found


def day_of(text: Any) -> date | None:
    """Return the day in 2026-11-20, 20261120, 2026-11-20T08:00:00Z or 20-11-2026; None when it is none."""
    plain = str(text)[:_SHORTEST_TIME]
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    try:
        return parse_date(plain)
    except Unreadable:
        return None


def _moment(text: Any) -> datetime:
    plain = str(text or "").strip()
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        day = day_of(plain) if len(plain) >= len("1-1-2026") else None
        if day is None:
            raise Unreadable("registratieDatumTijd ontbreekt of is geen datum") from None
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - who keeps it knows the time zone
    return found


def _clean(value: Any) -> Any:
    if isinstance(value, Mapping):
        return without_numbers({str(name): inner for name, inner in value.items()})
    if isinstance(value, list):
        return [_clean(one) for one in value[:50]]
    if isinstance(value, int | float | bool):
        return LEFT_OUT if person_numbers.has_bsn(str(value)) else value
    text = str(value)[:_LONGEST_VALUE]
    return LEFT_OUT if person_numbers.has_bsn(text) and day_of(text) is None else text


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in content:
            raise WrongFile(NOT_READABLE) from None
        return content.decode("cp1252", errors="replace")


def _objects(text: str) -> Iterator[Any]:
    start = text.lstrip()[:1]
    if not start:
        raise WrongFile("Dit bestand is leeg")
    if start == "[":
        yield from _list(text)
    elif start == "{":
        yield from _lines(text)
    else:
        yield from _rows(text)


def _list(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as reason:
        raise WrongFile(NOT_READABLE) from reason
    return list(found)


def _lines(text: str) -> Iterator[Any]:
    """Give one object a line; one object over all lines may hold the list under `notificaties`."""
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        whole = json.loads(text) if len(lines) > 1 and not lines[0].rstrip().endswith("}") else None
    except (ValueError, RecursionError) as reason:
        raise WrongFile(NOT_READABLE) from reason
    if whole is not None:
        yield from whole.get("notificaties", [whole])
        return
    for line in lines:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            yield None  # told as a line that is no message


def _rows(text: str) -> Iterator[Any]:
    lines = text.splitlines()
    delimiter = max(";,\t", key=lines[0].count)
    reader = csv.DictReader(lines, delimiter=delimiter)
    names = {re.sub(r"[^a-z]", "", (name or "").lower()) for name in reader.fieldnames or []}
    if "gebeurtenisid" not in names:
        raise WrongFile(f"{NOT_READABLE}. De kolom gebeurtenisId ontbreekt")
    for row in reader:
        yield {name: value for name, value in row.items() if name and value}
