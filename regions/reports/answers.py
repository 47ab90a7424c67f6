"""The municipal answers of one session as they stand now, in the shapes that the calculations take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from regions.models import MunicipalAnswer, WorkSession
from regions.optimisation import distance
from regions.rules.divergence import StatementDistribution, distribution


@dataclass(frozen=True, slots=True)
class AskedStatement:
    key: str
    number: int
    theme: str
    label: str
    text: str

    def for_solver(self) -> distance.Statement:
        return distance.Statement(self.key, self.theme, self.label, self.number)


@dataclass(frozen=True, slots=True)
class Participant:
    """A municipality of the region, and how firmly its answers stand; status and moment are empty until it shares."""

    code: str
    name: str
    slug: str
    status: str = ""
    status_label: str = ""
    shared_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What a municipality says to one statement; `value` is None for "weet niet", intern verdeeld and no answer."""

    value: int | None = None
    importance: str = "GEWOON"
    is_limit: bool = False
    is_unknown: bool = False
    is_divided: bool = False
    note: str = ""

    @property
    def missing_words(self) -> str:
        """Return why there is no value: `weet niet`, `verdeeld` or `geen antw.`; empty when there is one."""
        if self.value is not None:
            return ""
        if self.is_divided:
            return "verdeeld"
        return "weet niet" if self.is_unknown else "geen antw."


NOT_GIVEN = GivenAnswer()


@dataclass(frozen=True, slots=True)
class SharedAnswers:
    """`municipalities` shared their answers, `waiting` are those of the region that did not; both by CBS code."""

    statements: tuple[AskedStatement, ...]
    municipalities: tuple[Participant, ...]
    waiting: tuple[Participant, ...]
    answers: Mapping[tuple[str, str], GivenAnswer]

    def of(self, code: str, key: str) -> GivenAnswer:
        return self.answers.get((code, key), NOT_GIVEN)

    def values(self, key: str) -> dict[str, int | None]:
        """Return the answer of every municipality that shared, by CBS code; None where it is missing."""
        return {one.code: self.of(one.code, key).value for one in self.municipalities}

    def by_municipality(self) -> dict[str, dict[str, int | None]]:
        """Return the answers of every municipality that shared, as {CBS code: {statement key: value}}."""
        keys = [statement.key for statement in self.statements]
        return {one.code: {key: self.of(one.code, key).value for key in keys} for one in self.municipalities}

    def distribution(self, key: str) -> StatementDistribution:
        given = [self.of(one.code, key) for one in self.municipalities]
        return distribution(
            key,
            [answer.value for answer in given],
            unknown=sum(answer.is_unknown for answer in given),
            divided=sum(answer.is_divided for answer in given),
        )

    def for_solver(self) -> list[distance.MunicipalAnswers]:
        return [
            distance.MunicipalAnswers(
                one.code,
                one.name,
                {
                    key: distance.PlacedAnswer(answer.value, answer.importance)
                    for (code, key), answer in self.answers.items()
                    if code == one.code
                },
            )
            for one in self.municipalities
        ]


def shared_answers(session: WorkSession) -> SharedAnswers:
    """Return the municipal answers that whoever asks now may see: row-level security decides which sheets these are.

    The region as it was when the session opened decides who takes part; before that, as it was when it was made.
    """
    statements = tuple(
        AskedStatement(row.key, row.number, row.theme, row.short_label, row.text)
        for row in session.statements.order_by("number")
    )
    sheets = {sheet.municipality_id: sheet for sheet in session.sheets.exclude(shared_at=None)}
    day = timezone.localdate(session.opened_at or session.made_at)
    shared, waiting = [], []
    for municipality in session.region.municipalities_on(day):
        sheet = sheets.get(municipality.pk)
        who = (municipality.code, municipality.name, municipality.slug)
        if sheet is None:
            waiting.append(Participant(*who))
        else:
            shared.append(Participant(*who, sheet.status, sheet.get_status_display(), sheet.shared_at))
    return SharedAnswers(statements, tuple(shared), tuple(waiting), _answers(session))


def _answers(session: WorkSession) -> dict[tuple[str, str], GivenAnswer]:
    rows = MunicipalAnswer.objects.filter(sheet__session=session, sheet__shared_at__isnull=False).values_list(
        "sheet__municipality__code", "statement__key",
        "value", "importance", "is_limit", "is_unknown", "is_divided", "note",
    )  # fmt: skip
    return {(code, key): GivenAnswer(*given) for code, key, *given in rows}
