"""The line of a process: from the process note to the report, with what is done, what is on now and what comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from inburgering.accounts.models import Share, User
from inburgering.accounts.roles import Permission
from inburgering.notation import count, date_long, date_short
from regions.models import Interlude, PartnerConversation, Process, SubregionProposal, WorkSession
from regions.reports.principle_verdicts import PrincipleVerdict

DONE, NOW, LATER = "done", "now", "later"
State = WorkSession.State


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the line. `todo` is the sentence when this is on now; `when` is empty when nothing is known."""

    title: str
    when: str
    text: str
    todo: str
    state: str
    url: str = ""
    note: str = ""


def build(
    process: Process,
    user: User,
    verdicts: Sequence[PrincipleVerdict],
    conversations: Sequence[PartnerConversation],
    interludes: Sequence[Interlude],
) -> list[Step]:
    """Return the line as this user may see it. On now are open sessions and the first step that is not done."""
    sessions = sessions_of(process, user)
    steps = [
        _note(process, verdicts),
        _conversations(process, conversations),
        *_meetings(process, sessions, interludes),
        _proposal(process, user),
        *_choices(process),
    ]
    first = next((place for place, step in enumerate(steps) if step.state != DONE), None)
    return [replace(step, state=NOW) if place == first else step for place, step in enumerate(steps)]


def sessions_of(process: Process, user: User) -> list[WorkSession]:
    """Return the sessions of the process that this user may see, in their order, with what was noted after each."""
    sessions = WorkSession.objects.for_user(user, to=Permission.VIEW_REGION).filter(process=process)
    counted = sessions.select_related("region").annotate(
        minute_count=Count("minutes", distinct=True),
        conclusion_count=Count("minutes", filter=~Q(minutes__conclusion=""), distinct=True),
        action_count=Count("agreed_actions", distinct=True),
        discussed_at=Min("minutes__written_at"),
    )
    return list(counted.order_by("number"))


def _note(process: Process, verdicts: Sequence[PrincipleVerdict]) -> Step:
    days = [adoption.adopted_on for one in verdicts for adoption, _ in one.judgement.stands]
    municipalities = {adoption.code for one in verdicts for adoption, _ in one.judgement.stands}
    adopted = all(one.judgement.stands for one in verdicts) and bool(verdicts)
    if not verdicts:
        text, todo = "Nog geen uitgangspunten.", "Schrijf de uitgangspunten van de procesnota op"
    else:
        by = count(len(municipalities), "gemeente", "gemeenten")
        text = f"{count(len(verdicts), 'uitgangspunt', 'uitgangspunten')}, vastgesteld door {by}."
        todo = "Leg vast welke gemeenten de uitgangspunten vaststelden"
    when = span(days) if days else f"begonnen op {date_short(process.started_on)}"
    title = process.note_title or "Procesnota"
    return Step(title, when, text, todo, DONE if adopted else LATER, f"{process.get_absolute_url()}#uitgangspunten")


def _conversations(process: Process, conversations: Sequence[PartnerConversation]) -> Step:
    residents = sum(one.kind == PartnerConversation.Kind.RESIDENTS for one in conversations)
    text = "Nog geen gesprekken vastgelegd."
    if conversations:
        themes = len({one.theme for one in conversations})
        text = f"{count(len(conversations), 'gesprek', 'gesprekken')} over {count(themes, 'thema', 'thema’s')}"
        text += f", waarvan {residents} met inburgeraars." if residents else ". Nog geen met inburgeraars."
    return Step(
        "Gesprekken met partners",
        span([one.held_on for one in conversations]) if conversations else "",
        text,
        "Voer gesprekken met partners en met inburgeraars",
        DONE if conversations else LATER,
        f"{process.get_absolute_url()}gesprekken/",
    )


def _meetings(process: Process, sessions: Sequence[WorkSession], interludes: Iterable[Interlude]) -> Iterator[Step]:
    """Yield each session, the talk after it, and the halts that came then; a halt of its own stands at its date."""
    waiting = list(interludes)
    for session in sessions:
        opened = timezone.localdate(session.opened_at) if session.opened_at else None
        before = [one for one in waiting if one.after_id is None and opened and one.held_on < opened]
        after = [one for one in waiting if one.after_id == session.pk]
        waiting = [one for one in waiting if one not in before and one not in after]
        yield from (_halt(process, one) for one in before)
        yield _session(session)
        yield _talk(session)
        yield from (_halt(process, one) for one in after)
    if not sessions:
        yield Step("Werksessies", "", "Nog geen werksessie in dit proces.", "Bereid een werksessie voor", LATER)
    yield from (_halt(process, one) for one in waiting)


def _session(session: WorkSession) -> Step:
    name = f"Werksessie {session.number}"
    if session.is_revealed:
        return Step(f"{name}: {session.title}", _session_day(session), f"Uitkomst getoond op "
                    f"{date_long(timezone.localdate(session.revealed_at))}.", "", DONE, session.get_absolute_url(),
                    session.purpose)  # fmt: skip
    until = f" Antwoorden kan tot en met {date_long(session.answer_by)}." if session.answer_by else ""
    said = {
        State.CONCEPT: ("In voorbereiding.", f"{name} is in voorbereiding"),
        State.OPEN: (f"Open.{until}", f"{name} is open"),
        State.CLOSED: ("Gesloten. De uitkomst is nog niet getoond.", f"De uitkomst van werksessie {session.number} "
                       "is nog niet getoond"),
    }  # fmt: skip
    text, todo = said[State(session.state)]
    title = f"{name}: {session.title}"
    state = NOW if session.is_open else LATER
    return Step(title, _session_day(session), text, todo, state, session.get_absolute_url(), session.purpose)


def _session_day(session: WorkSession) -> str:
    if session.starts_at:
        return date_short(timezone.localdate(session.starts_at))
    return date_short(timezone.localdate(session.opened_at)) if session.opened_at else ""


def _talk(session: WorkSession) -> Step:
    title = f"Groepsgesprek na werksessie {session.number}"
    todo = f"Bespreek samen de uitkomst van werksessie {session.number}"
    url = reverse("group_conversation", args=[session.region.slug, session.number])
    if not session.is_revealed:
        return Step(title, "", "Volgt als de uitkomst is getoond.", todo, LATER)
    if not session.minute_count:
        return Step(title, "", "Nog geen verslag.", todo, LATER, url)
    conclusions = count(session.conclusion_count, "conclusie", "conclusies")
    actions = count(session.action_count, "afgesproken actie", "afgesproken acties")
    when = date_short(timezone.localdate(session.discussed_at))
    return Step(title, when, f"{conclusions} en {actions}.", todo, DONE, url)


def _halt(process: Process, interlude: Interlude) -> Step:
    url = f"{process.get_absolute_url()}tussenstappen/{interlude.number}/"
    text = f"Besloten door {interlude.decided_by}."
    return Step(f"Tussenstap: {interlude.name}", date_short(interlude.held_on), text, "", DONE, url, interlude.change)


def _proposal(process: Process, user: User) -> Step:
    seen = SubregionProposal.objects.for_user(user, to=Permission.VIEW_REGION).filter(session__process=process)
    newest = seen.order_by("-number").select_related("region").first()
    address = f"{process.region.get_absolute_url()}subregios/"
    if newest is None:
        return Step(
            "Voorstel subregio’s", "", "Nog geen voorstel.", "Maak een voorstel voor subregio’s", LATER, address
        )
    when = date_short(timezone.localdate(newest.made_at))
    text = f"Voorstel {newest.number}, {newest.get_status_display().lower()}."
    state = DONE if newest.status == SubregionProposal.Status.UNDER_DISCUSSION else LATER
    todo = f"Bespreek voorstel {newest.number} voor subregio’s"
    return Step("Voorstel subregio’s", when, text, todo, state, newest.get_absolute_url())


def _choices(process: Process) -> Iterator[Step]:
    """Yield scenarios and report: of these the region only knows that they were shared, and when."""
    scenarios = f"{process.region.get_absolute_url()}scenarios/"
    yield _shared(process, Share.Kind.SCENARIO, "Scenario’s", ("scenario", "scenario’s"),
                  "Vergelijk hoe jullie de leerroutes inkopen", scenarios)  # fmt: skip
    yield _shared(process, Share.Kind.DOCUMENT, "Rapport", ("document", "documenten"),
                  "Leg de keuze voor aan het bestuur", "/rapporten/")  # fmt: skip


def _shared(process: Process, kind: str, title: str, noun: tuple[str, str], todo: str, url: str) -> Step:
    given = Share.objects.standing().filter(organisation_id=process.organisation_id, kind=kind)
    found = given.aggregate(number=Count("subject_id", distinct=True), since=Min("shared_at"))
    if not found["number"]:
        return Step(title, "", "Nog niets gedeeld met gemeenten.", todo, LATER, url)
    when = date_short(timezone.localdate(found["since"]))
    return Step(title, when, f"{count(found['number'], *noun)} gedeeld met gemeenten.", todo, DONE, url)


def span(days: Sequence[date]) -> str:
    """Return "12 jun 2019" or "12 jun – 28 jun 2019"."""
    first, last = min(days), max(days)
    if first == last:
        return date_short(first)
    start = date_short(first).removesuffix(f" {first.year}") if first.year == last.year else date_short(first)
    return f"{start} – {date_short(last)}"
