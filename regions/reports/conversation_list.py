"""The conversations with partners of a process, per theme, as evidence beside what municipalities answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from inburgering.notation import count, date_long, date_short, sort_key
from regions.models import PartnerConversation, Principle, Process
from regions.reports import library
from regions.rules.finding import Part

FEWEST_RESIDENTS = 5  # a smaller group of inburgeraars is never counted on a page or in a file


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One conversation; `people` says how many took part, in words, and is empty when nobody counted."""

    number: int
    url: str
    partner: str
    kind: str
    held_on: str
    people: str
    summary: str


@dataclass(frozen=True, slots=True)
class ConversationList:
    finding: list[Part]
    themes: list[tuple[str, list[ConversationRow]]]
    silent: list[str]

    @property
    def total(self) -> int:
        return sum(len(rows) for _, rows in self.themes)


@dataclass(frozen=True, slots=True)
class PrincipleLink:
    number: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """One conversation with the principles for which it is evidence."""

    finding: list[Part]
    paragraphs: list[str]
    principles: list[PrincipleLink]


def build(process: Process) -> ConversationList:
    """Return the conversations of a process; `silent` are the themes of the library about which nobody was heard."""
    talks = list(PartnerConversation.objects.filter(process=process).order_by("held_on", "number"))
    grouped = by_theme(process, talks)
    heard = {theme for theme, _ in grouped}
    return ConversationList(_finding(talks), grouped, [theme for theme in themes() if theme not in heard])


def one(process: Process, conversation: PartnerConversation) -> ConversationPage:
    counted = people_of(conversation)
    people = f" ({counted})" if counted else ""
    same = Principle.objects.filter(process=process, theme=conversation.theme).order_by("number")
    address = process.get_absolute_url()
    return ConversationPage(
        finding=[
            Part(f"{conversation.get_kind_display().capitalize()}: "),
            Part(conversation.partner, strong=True),
            Part(f"{people}, op {date_long(conversation.held_on)}."),
        ],
        paragraphs=[line.strip() for line in conversation.summary.splitlines() if line.strip()],
        principles=[PrincipleLink(row.number, row.text, f"{address}uitgangspunten/{row.number}/") for row in same],
    )


def by_theme(process: Process, talks: Sequence[PartnerConversation]) -> list[tuple[str, list[ConversationRow]]]:
    """Return the conversations per theme, themes in the order of a Dutch list."""
    grouped: dict[str, list[ConversationRow]] = {}
    for talk in talks:
        grouped.setdefault(talk.theme, []).append(row_of(process, talk))
    return sorted(grouped.items(), key=lambda pair: sort_key(pair[0]))


def row_of(process: Process, talk: PartnerConversation) -> ConversationRow:
    url = f"{process.get_absolute_url()}gesprekken/{talk.number}/"
    held_on = date_short(talk.held_on)
    return ConversationRow(
        talk.number, url, talk.partner, talk.get_kind_display(), held_on, people_of(talk), talk.summary
    )


def people_of(talk: PartnerConversation) -> str:
    """Return how many took part, in words; of few inburgeraars only that they were few. Empty when nobody counted."""
    if not talk.people:
        return ""
    return f"minder dan {FEWEST_RESIDENTS} mensen" if _is_small(talk) else count(talk.people, "persoon", "mensen")


def themes() -> list[str]:
    """Return the themes of the library, in its order."""
    return list(dict.fromkeys(statement.theme for statement in library.newest().statements))


def _is_small(talk: PartnerConversation) -> bool:
    return talk.kind == PartnerConversation.Kind.RESIDENTS and 0 < (talk.people or 0) < FEWEST_RESIDENTS


def _finding(talks: Sequence[PartnerConversation]) -> list[Part]:
    if not talks:
        return [Part("Nog geen gesprekken vastgelegd.", strong=True)]
    residents = [talk for talk in talks if talk.kind == PartnerConversation.Kind.RESIDENTS]
    parts = [Part(f"{count(len(talks), 'gesprek', 'gesprekken')} met partners. ")]
    if not residents:
        return [*parts, Part("Met inburgeraars is nog niet gesproken.", strong=True)]
    # A total beside the other numbers would tell the size of the one group that was too small to count.
    countable = all(talk.people and not _is_small(talk) for talk in residents)
    met = f", met samen {sum(talk.people or 0 for talk in residents)} mensen" if countable else ""
    return [
        *parts,
        Part("In "),
        Part(f"{count(len(residents), 'gesprek', 'gesprekken')} spraken inburgeraars zelf", strong=True),
        Part(f"{met}."),
    ]
