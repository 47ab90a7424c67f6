"""What came out of a session, as the sections of its report and slides. Everything is read here, once, and frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from inburgering.notation import count, date_long, listing
from regions.models import WorkSession
from regions.reports import (
    agenda,
    answers,
    conversation,
    difference_figure,
    difference_groups,
    differences,
    opinion_map,
    principle_verdicts,
    round_change,
    similarity,
    statement_result,
)
from regions.reports.agenda import Agenda
from regions.reports.answers import SharedAnswers
from regions.reports.differences import Differences
from regions.reports.session_content import Section, SessionContent, from_figure
from regions.rules.principle import Verdict

MOST_POINTS = 6  # on a slide
MOST_STATEMENTS = 3  # of the agenda, each with its own figure
METHOD = [
    "Elke gemeente telt één keer, hoe groot zij ook is en met hoeveel mensen zij ook meedoet.",
    "‘Weet niet’ telt nooit als neutraal. Wie intern verdeeld is, telt bij die stelling niet mee.",
    "Verschil is de standaardafwijking van de antwoorden: 0 is gelijk, 2 is tegenover elkaar.",
    "Met zo weinig gemeenten kan één ander antwoord het beeld veranderen. Lees daarom ook de tabellen.",
]


@dataclass(frozen=True, slots=True)
class Read:
    """What several sections are made of, read once."""

    shared: SharedAnswers
    differences: Differences
    agenda: Agenda


def build(session: WorkSession) -> SessionContent:
    """Return the report of a revealed session, for whoever asks now: row-level security decides what is in it."""
    shared = answers.shared_answers(session)
    read = Read(shared, differences.build(session, for_code=None), agenda.build(session))
    sections = [section for part in PARTS for section in part(session, read)]
    return SessionContent(
        title=f"Werksessie {session.number}: {session.title}",
        subtitle=f"Regio {session.region.name} · {_held(session)}",
        region=session.region.name,
        day=date_long(timezone.localdate()),
        is_example=session.organisation.is_demonstration,
        status=_status(shared),
        finding=_plain(read.differences.finding),
        sections=tuple(sections),
    )


def _held(session: WorkSession) -> str:
    moment = session.starts_at or session.revealed_at or session.made_at
    rounds = f", ronde {session.round}" if session.former_id else ""
    return f"werksessie {session.number}{rounds}, {date_long(timezone.localdate(moment))}"


def _status(shared: SharedAnswers) -> str:
    settled = sum(one.status != "PROVISIONAL" for one in shared.municipalities)
    told = f"{count(len(shared.municipalities), 'gemeente', 'gemeenten')} deelden antwoorden"
    firm = f"bij {settled} zijn ze vastgesteld of afgestemd" if settled else "alle antwoorden zijn nog concept"
    missing = f" Zonder antwoord: {listing([one.name for one in shared.waiting])}." if shared.waiting else ""
    return f"{told}; {firm}.{missing}"


def _plain(parts: Sequence[object]) -> str:
    return "".join(getattr(part, "text", "") for part in parts)


def _differences(session: WorkSession, read: Read) -> Iterator[Section]:
    if read.differences.sections:
        yield from_figure("Waar verschillen we?", difference_figure.of_report(read.differences))


def _agenda(session: WorkSession, read: Read) -> Iterator[Section]:
    if figure := agenda.figure(session):
        yield from_figure("Waar praten we over door?", figure)
    statements = {one.number: one for one in session.statements.all()}
    for row in read.agenda.rows[:MOST_STATEMENTS]:
        if figure := statement_result.figure(session, statements[row.number]):
            yield from_figure(f"Stelling {row.number}", figure)


def _limits(session: WorkSession, read: Read) -> Iterator[Section]:
    """Say where limits collide or stand against the majority: there a wish cannot be weighed away."""
    found = [row for row in read.agenda.rows if row.collides or row.faces_majority]
    if found:
        colliding = sum(row.collides for row in found)
        finding = (
            f"Op {count(colliding, 'stelling', 'stellingen')} botsen grenzen."
            if colliding
            else "Geen grenzen botsen; wel ligt een grens tegenover de meerderheid."
        )
        points = [f"Stelling {row.number}, {row.label}: {' '.join(row.reasons)}" for row in found][:MOST_POINTS]
        yield Section("Waar een grens ligt", finding, points=points, source=read.agenda.source)


def _map(session: WorkSession, read: Read) -> Iterator[Section]:
    if figure := opinion_map.figure(session):
        yield from_figure("Wie staat dicht bij wie?", figure)
    if figure := similarity.figure(session):
        yield from_figure("Hoeveel lijken gemeenten op elkaar?", figure)


def _groups(session: WorkSession, read: Read) -> Iterator[Section]:
    if figure := difference_groups.figure(session):
        yield from_figure("Verschil per thema, leerroute en grootte", figure)


def _change(session: WorkSession, read: Read) -> Iterator[Section]:
    former = session.former
    if former and former.is_revealed:
        yield from_figure("Wat veranderde sinds de vorige ronde?", round_change.figure(former, session))


def _principles(session: WorkSession, read: Read) -> Iterator[Section]:
    verdicts = principle_verdicts.for_session(session)
    if not verdicts:
        return
    moved = [one for one in verdicts if one.verdict in {Verdict.DIVERGES, Verdict.ABANDONED}]
    held = f"{len(moved)} van de {len(verdicts)} uitgangspunten van de procesnota houden geen stand."
    yield Section(
        "Houden de uitgangspunten stand?",
        held if moved else "De uitgangspunten die deze werksessie toetst, houden stand.",
        points=[one.sentence for one in moved][:MOST_POINTS],
        header=["Uitgangspunt", "Vastgesteld", "Nu"],
        rows=[[f"{one.number}. {one.text}", one.when, one.outcome] for one in verdicts],
        source="Bron: procesnota, en de gedeelde antwoorden van deze werksessie.",
    )


def _conversation(session: WorkSession, read: Read) -> Iterator[Section]:
    talk = conversation.build(session, on=timezone.localdate())
    conclusions = [one for one in talk.written if one.conclusion]
    if conclusions:
        yield Section(
            "Wat de groep concludeerde",
            f"{count(len(conclusions), 'conclusie', 'conclusies')} uit het groepsgesprek.",
            points=[one.conclusion for one in conclusions][:MOST_POINTS],
            header=["Stelling", "Verslag", "Conclusie"],
            rows=[[one.statement, one.text, one.conclusion] for one in talk.written],
            source=talk.source,
        )
    if talk.actions:
        yield Section(
            "Afgesproken acties",
            f"{count(len(talk.actions), 'actie is', 'acties zijn')} afgesproken.",
            header=["Wat", "Wie", "Voor", "Stand"],
            rows=[[one.text, one.who, _day(one.due_on), one.state] for one in talk.actions],
            source=talk.source,
        )


def _day(day: date | None) -> str:
    return date_long(day) if day else "geen datum"


def _method(session: WorkSession, read: Read) -> Iterator[Section]:
    rows = [
        [one.name, one.status_label, date_long(timezone.localdate(one.shared_at)) if one.shared_at else ""]
        for one in read.shared.municipalities
    ]
    yield Section(
        "Hoe dit tot stand kwam",
        _status(read.shared),
        points=METHOD,
        header=["Gemeente", "Hoe vast staat het antwoord", "Gedeeld op"],
        rows=rows,
        source="Bron: Inburgering Regionaal. Documenten van gemeenten kunnen openbaar worden (Wet open overheid).",
        only_on_paper=True,
    )


PARTS: tuple[Callable[[WorkSession, Read], Iterator[Section]], ...] = (
    _principles, _differences, _limits, _map, _groups, _agenda, _change, _conversation, _method,
)  # fmt: skip
