"""Every figure of a session that can be taken along, by the name it has in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regions.models import WorkSession
from regions.reports import (
    agenda,
    difference_figure,
    difference_groups,
    opinion_map,
    round_change,
    similarity,
    statement_result,
)
from regions.reports.figure import Figure

Build = Callable[[WorkSession, "str | None"], "Figure | None"]
BUILDERS: Mapping[str, Build] = {
    "verschillen": difference_figure.figure,
    "meningenkaart": opinion_map.figure,
    "gelijkenis": similarity.figure,
    "agenda": agenda.figure,
    "per-groep": difference_groups.figure,
    "voor-en-na": lambda session, _: _change(session),
}
STATEMENT = "stelling-"


def _change(session: WorkSession) -> Figure | None:
    return round_change.figure(session.former, session) if session.former and session.former.is_revealed else None


def build(session: WorkSession, name: str, for_code: str | None) -> Figure | None:
    """Return a figure of the session, looked at for one municipality; None when there is none of that name, or yet."""
    if name.startswith(STATEMENT):
        wanted = name.removeprefix(STATEMENT)
        statement = session.statements.filter(number=int(wanted)).first() if wanted.isdecimal() else None
        return statement_result.figure(session, statement, for_code) if statement else None
    builder = BUILDERS.get(name)
    return builder(session, for_code) if builder else None
