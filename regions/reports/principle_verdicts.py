"""What became of the principles of a process, from the answers that whoever asks may see now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from inburgering import notation
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.models import MunicipalAnswer, Principle, PrincipleTest, Process, WorkSession
from regions.rules import principle_wording as wording
from regions.rules.principle import Adoption, Judgement, PrincipleAnswer, Stand, Verdict, judge

# The sign beside the label; it stands for the same as with the standpoints of municipalities.
SIGNS = {
    Verdict.HOLDS: "AGREE",
    Verdict.DIVERGES: "AGREE_IF",
    Verdict.WAVERS: "AGREE_IF",
    Verdict.ABANDONED: "DISAGREE",
}


@dataclass(frozen=True, slots=True)
class PrincipleVerdict:
    """One principle and how it stands; `sentence` says it all, `outcome` and `counts` are its parts."""

    number: int
    theme: str
    text: str
    url: str
    judgement: Judgement
    sentence: str
    outcome: str
    counts: str
    who: str
    when: str
    bodies: str

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    @property
    def label(self) -> str:
        return self.judgement.verdict.value

    @property
    def sign(self) -> str:
        return SIGNS.get(self.judgement.verdict, "NONE")

    @property
    def against(self) -> str:
        """Return the names of the municipalities whose answers now go against it."""
        return notation.listing(self.judgement.who(Stand.AGAINST))


def readable_sessions(processes: Sequence[Process], user: User) -> list[WorkSession]:
    """Return the sessions of these processes whose municipal answers this user may see, oldest first.

    Who leads the region sees what was shared with it; everybody else waits for the reveal.
    """
    led = set(Organisation.objects.where(user, Permission.PREPARE_SESSION).values_list("pk", flat=True))
    sessions = WorkSession.objects.for_user(user, to=Permission.VIEW_REGION).filter(process__in=processes)
    opened = sessions.exclude(opened_at=None).order_by("opened_at", "number")
    return [one for one in opened if one.is_revealed or one.organisation_id in led]


def of_processes(processes: Sequence[Process], user: User) -> dict[int, list[PrincipleVerdict]]:
    """Return the verdicts per process id, as this user may know them."""
    principles = list(_principles(processes))
    answers = tested_answers(readable_sessions(processes, user), _keys(principles))
    regions = {process.pk: process for process in processes}
    found: dict[int, list[PrincipleVerdict]] = defaultdict(list)
    for one in principles:
        found[one.process_id].append(_verdict(one, regions[one.process_id], answers))
    return found


def of_process(process: Process, user: User) -> list[PrincipleVerdict]:
    return of_processes([process], user).get(process.pk, [])


def for_session(session: WorkSession) -> list[PrincipleVerdict]:
    """Return the verdicts that this one session gives: on the principles that its statements test.

    Row-level security decides which answers count; that whoever asks may see the results is for the caller to know.
    """
    process = Process.objects.select_related("region").filter(pk=session.process_id).first()
    if process is None:  # no process, or one that whoever asks may not read
        return []
    asked = set(session.statements.values_list("key", flat=True))
    tested = [one for one in _principles([process]) if asked & {test.key for test in one.tests.all()}]
    answers = tested_answers([session], _keys(tested))
    return [_verdict(one, process, answers) for one in tested]


Answers = Mapping[tuple[str, str], tuple[int | None, date]]


def tested_answers(sessions: Sequence[WorkSession], keys: Iterable[str]) -> Answers:
    """Return the newest municipal answer per (CBS code, statement key), with the day on which it was shared.

    A later session of these counts before an earlier one, also when the municipality then says "weet niet".
    """
    order = {session.pk: place for place, session in enumerate(sessions)}
    rows = MunicipalAnswer.objects.filter(
        sheet__session__in=order, sheet__shared_at__isnull=False, statement__key__in=set(keys)
    ).values_list("sheet__session_id", "sheet__municipality__code", "statement__key", "value", "sheet__shared_at")
    return {
        (code, key): (value, timezone.localdate(shared_at))
        for _, code, key, value, shared_at in sorted(rows, key=lambda row: order[row[0]])
    }


def adoptions_of(principle: Principle) -> list[Adoption]:
    """Return who adopted the principle, in the order of a Dutch list."""
    found = [
        Adoption(one.municipality.code, one.municipality.name, one.adopted_on) for one in principle.adoptions.all()
    ]
    return sorted(found, key=lambda one: notation.sort_key(one.name))


def _principles(processes: Sequence[Process]) -> Iterable[Principle]:
    return (
        Principle.objects.filter(process__in=processes)
        .order_by("process_id", "number")
        .prefetch_related("tests", "adoptions__municipality")
    )


def _keys(principles: Iterable[Principle]) -> set[str]:
    return {test.key for one in principles for test in one.tests.all()}


def _verdict(principle: Principle, process: Process, answers: Answers) -> PrincipleVerdict:
    adoptions = adoptions_of(principle)
    judgement = judge(adoptions, _answers_to(principle.tests.all(), answers))
    bodies = dict.fromkeys(one.body for one in principle.adoptions.all())
    return PrincipleVerdict(
        number=principle.number,
        theme=principle.theme,
        text=principle.text,
        url=f"{process.get_absolute_url()}uitgangspunten/{principle.number}/",
        judgement=judgement,
        sentence=wording.sentence(principle.number, judgement),
        outcome=wording.outcome(judgement),
        counts=wording.counts(judgement),
        who=wording.who(adoptions),
        when=wording.when(adoptions) if adoptions else "",
        bodies=notation.listing(sorted(bodies)),
    )


def _answers_to(tests: Iterable[PrincipleTest], answers: Answers) -> list[PrincipleAnswer]:
    direction = {test.key: test.agreeing_supports for test in tests}
    return [
        PrincipleAnswer(code, key, value, direction[key], answered_on)
        for (code, key), (value, answered_on) in answers.items()
        if key in direction
    ]
