"""Taking a questionnaire in from a file: all of its rows or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from inburgering.audit.record import Actor, record
from regions.actions import questionnaire
from regions.actions.refusal import Changed, NotNow
from regions.actions.work_session import in_preparation
from regions.models import Statement, WorkSession
from regions.reports import library
from regions.rules.questionnaire import base_key, is_own, leerroute_of, next_own_key

WORDS = ("theme", "text", "hint", "short_label")


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One statement as the file has it; without a key it is a new one of the region itself."""

    key: str
    theme: str
    text: str
    hint: str
    short_label: str

    def words(self) -> dict[str, str]:
        return {field: getattr(self, field) for field in WORDS}


@transaction.atomic
def take_in(*, session: WorkSession, lines: Sequence[QuestionLine], versions: dict[str, int], by: Actor) -> int:
    """Add and change the statements of these lines; return how many. What the file does not name stays.

    `versions` holds the version of every statement when the trial was shown: Raises Changed when one differs now, so
    that nobody's change is lost without being seen.
    """
    session = in_preparation(session.pk)
    rows = {one.key: one for one in session.statements.order_by("number")}
    if versions != {key: one.version for key, one in rows.items()}:
        raise Changed("De vragenlijst is intussen gewijzigd. Bekijk de proefrun opnieuw", session)
    changed = [rows[line.key] for line in lines if line.key in rows and _rewritten(rows[line.key], line)]
    for one in changed:
        one.is_edited, one.version = True, one.version + 1
    Statement.objects.bulk_update(changed, [*WORDS, "is_edited", "version"])
    added = _new(session, [line for line in lines if line.key not in rows], set(rows))
    questionnaire.insert(session, list(rows.values()), added)
    record("questions.taken_in", by=by, about=session, organisation_id=session.organisation_id,
           changed=[one.key for one in changed], added=[one.key for one in added])  # fmt: skip
    return len(changed) + len(added)


def _rewritten(statement: Statement, line: QuestionLine) -> bool:
    """Give the statement the words of the line; return whether they differ."""
    former = {field: getattr(statement, field) for field in WORDS}
    for field, word in line.words().items():
        setattr(statement, field, word)
    return former != line.words()


def _new(session: WorkSession, lines: Sequence[QuestionLine], keys: set[str]) -> list[Statement]:
    sources = {one.key: one for one in library.newest_of(base_key(line.key) for line in lines)}
    named = keys | {line.key for line in lines}
    added = []
    for line in lines:
        key = line.key or next_own_key(named)
        named.add(key)
        source = sources.get(base_key(key))
        if source is None and not is_own(key):
            raise NotNow(f"De sleutel {key} staat niet in de bibliotheek.")
        copied = library.copied(source) if source else {}
        is_edited = bool(source) and any(copied[field] != word for field, word in line.words().items())
        more = {"key": key, "leerroute": leerroute_of(key), "is_edited": is_edited} | line.words()
        added.append(Statement(session=session, organisation_id=session.organisation_id, **copied | more))
    return added
