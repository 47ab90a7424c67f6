"""One statement from nearby: who says what, how divided the region is in words, and where limits lie."""

from collections.abc import Iterator
from dataclasses import dataclass

from inburgering import notation
from inburgering.charts import distribution as distribution_chart
from inburgering.charts.svg import Svg
from regions.models import Statement, WorkSession
from regions.reports.answers import GivenAnswer, Participant, SharedAnswers, shared_answers
from regions.reports.figure import Figure
from regions.reports.looking import source
from regions.reports.statement_measures import CHANCE, NO_INDEX, MeasureRow, measure_rows
from regions.rules.chance import Measure, measured
from regions.rules.divergence import StatementDistribution
from regions.rules.finding import Part, statement_finding

WORDS = {-2: "Helemaal oneens", -1: "Oneens", 0: "Neutraal", 1: "Eens", 2: "Helemaal eens"}
IMPORTANCE = {"MINDER": "minder", "GEWOON": "gewoon", "ZWAAR": "zwaar"}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one municipality says, in words."""

    name: str
    slug: str
    value: int | None
    word: str
    importance: str
    is_limit: bool
    is_mine: bool
    note: str
    status_label: str


@dataclass(frozen=True, slots=True)
class Step:
    value: int | None
    word: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class StatementResult:
    number: int
    text: str
    hint: str
    theme: str
    finding: tuple[Part, ...]
    sentences: tuple[str, ...]
    figure: Svg
    steps: tuple[Step, ...]
    voices: tuple[Voice, ...]
    limits: tuple[str, ...]
    measures: tuple[MeasureRow, ...]
    measure_note: str
    municipality_choices: tuple[Participant, ...]
    chosen_slug: str
    source: str
    former: int | None
    later: int | None


def build(session: WorkSession, statement: Statement, slug: str) -> StatementResult:
    """Return one statement, looked at for the municipality with this slug; an unknown slug is nobody."""
    shared = shared_answers(session)
    everyone = sorted((*shared.municipalities, *shared.waiting), key=lambda one: notation.sort_key(one.name))
    voices = tuple(
        _voice(one, shared.of(one.code, statement.key), is_mine=one.slug == slug)
        for one in everyone
        if one in shared.municipalities
    )
    found = shared.distribution(statement.key)
    numbers = [one.number for one in shared.statements]
    mine = next((voice.value for voice in voices if voice.is_mine), None)
    return StatementResult(
        number=statement.number,
        text=statement.text,
        hint=statement.hint,
        theme=statement.theme,
        finding=statement_finding(found).parts,
        sentences=tuple(_sentences(found, shared)),
        figure=distribution_chart.dots(_counts(voices), found.unknown, mine=mine),
        steps=tuple(_steps(voices)),
        voices=voices,
        limits=tuple(_limits(voices)),
        measures=(measures := measure_rows(found)),
        measure_note=CHANCE if measures else NO_INDEX,
        municipality_choices=(Participant("", "alle gemeenten", ""), *everyone),
        chosen_slug=slug if any(one.slug == slug for one in everyone) else "",
        source=source(session, shared, "Elk blok is één gemeente."),
        former=max((number for number in numbers if number < statement.number), default=None),
        later=min((number for number in numbers if number > statement.number), default=None),
    )


def figure(session: WorkSession, statement: Statement, for_code: str | None = None) -> Figure | None:
    """Return how the answers to one statement lie on the scale; None when no municipality shared."""
    everyone = shared_answers(session).municipalities
    report = build(session, statement, next((one.slug for one in everyone if one.code == for_code), ""))
    if not report.voices:
        return None
    header = ["Gemeente", "Antwoord", "Cijfer", "Belang", "Grens", "Status"]
    rows = [
        [voice.name, voice.word, voice.value, voice.importance, "grens" if voice.is_limit else "", voice.status_label]
        for voice in report.voices
    ]
    finding = f"Stelling {report.number}: {report.text} " + "".join(part.text for part in report.finding)
    return Figure(f"Stelling {report.number}", finding, report.figure, header, rows, report.source)


def _voice(one: Participant, answer: GivenAnswer, *, is_mine: bool) -> Voice:
    word = MISSING[answer.missing_words] if answer.value is None else WORDS[answer.value]
    return Voice(
        one.name, one.slug, answer.value, word, IMPORTANCE[answer.importance], answer.is_limit, is_mine, answer.note,
        one.status_label,
    )  # fmt: skip


MISSING = {"weet niet": "Weet niet", "verdeeld": "Intern verdeeld", "geen antw.": "Geen antwoord"}


def _counts(voices: tuple[Voice, ...]) -> dict[int, int]:
    given = [voice.value for voice in voices if voice.value is not None]
    return {value: given.count(value) for value in set(given)}


def _steps(voices: tuple[Voice, ...]) -> Iterator[Step]:
    """Yield the five answers, and after them every reason why there is none that occurs."""
    for value, word in WORDS.items():
        yield Step(value, word, tuple(voice for voice in voices if voice.value == value))
    for word in MISSING.values():
        silent = tuple(voice for voice in voices if voice.value is None and voice.word == word)
        if silent:
            yield Step(None, word, silent)


def _sentences(found: StatementDistribution, shared: SharedAnswers) -> Iterator[str]:
    if found.two_camps:
        yield (
            f"Er zijn twee kampen: {notation.count(found.agree, 'gemeente', 'gemeenten')} eens en {found.disagree} "
            "oneens, met bijna niemand ertussen."
        )
    if found.unknown:
        verb = "weet" if found.unknown == 1 else "weten"
        yield f"{notation.count(found.unknown, 'gemeente', 'gemeenten')} {verb} het niet. Dat telt niet als neutraal."
    if any(one.measure is Measure.CONSENSUS and one.is_chance for one in measured(found.counts)):
        yield (
            f"Met {notation.count(found.given, 'antwoord', 'antwoorden')} kan zo'n verdeling ook toeval zijn. Let dus "
            "vooral op wie wat zegt, en waarom."
        )
    if shared.waiting:
        yield f"Nog niet gedeeld: {notation.listing([one.name for one in shared.waiting])}."


def _limits(voices: tuple[Voice, ...]) -> Iterator[str]:
    """Say for every limit who stands on the other side of it."""
    for voice in voices:
        if not voice.is_limit:
            continue
        against = [other.name for other in voices if (voice.value or 0) * (other.value or 0) < 0]
        rest = f" Aan de andere kant: {notation.listing(against)}." if against else " Niemand staat aan de andere kant."
        yield f"Voor {voice.name} ligt hier een grens ({voice.word.lower()}).{rest}"
