"""The pages of one work session, as a row of links on each of them."""

from dataclasses import dataclass

from django.urls import reverse

from regions.models import WorkSession


@dataclass(frozen=True, slots=True)
class SessionTab:
    label: str
    url: str
    is_current: bool


# Name of the address, label, and whether a municipality has this page too.
TABS = [
    ("show_work_session", "Werksessie", True),
    ("session_questions", "Vragen", False),
    ("invitations", "Uitnodigen", False),
    ("conduct", "Regie", False),
    ("session_results", "Uitkomsten", True),
    ("group_conversation", "Groepsgesprek", True),
    ("session_rounds", "Rondes", True),
    ("session_exports", "Verslag", False),
    ("session_trail", "Spoor", False),
]


def build(session: WorkSession, *, current: str, leads: bool) -> list[SessionTab]:
    """Return the links for whoever leads the session, or for one of its municipalities."""
    where = [session.region.slug, session.number]
    return [
        SessionTab(label, reverse(name, args=where), name == current)
        for name, label, for_municipality in TABS
        if leads or for_municipality
    ]
