"""The trial session under way: three people answered a part of it, and then one statement got clearer words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inburgering.accounts.context import as_seat, as_user
from regions.actions import answer, seat, wording
from regions.models import Seat, Statement
from regions.reports import example as invented

if TYPE_CHECKING:  # the parts are listed where this class is
    from regions.actions.example import ExampleRegion

# How far each got. The last one had not come to the statement that changes, so nobody asks that municipality again.
ANSWERED = {"GM0197": 4, "GM0294": 3, "GM1586": 2}
REWORDED = 3
TEXT = (
    "De voortgangsgesprekken mogen volledig bij een partner liggen, zolang de gemeente zelf het PIP en andere "
    "besluiten neemt."
)
HINT = "Denk aan vragen beantwoorden en de voortgang volgen. Ontzorgen hoort er niet bij."
REASON = "‘Dagelijkse begeleiding’ was te ruim: deelnemers vroegen of ontzorgen erbij hoort"


def add(example: ExampleRegion) -> None:
    for code, last in ANSWERED.items():
        _answer(_taken(example, code), code, last)
    with as_user(example.leader.pk):
        statement = Statement.objects.get(session=example.trial, number=REWORDED)
        wording.reword(
            statement=statement, text=TEXT, hint=HINT, short_label="Voortgangsgesprekken bij een partner",
            reason=REASON, expected_version=statement.version, by=example.leader,
        )  # fmt: skip


def _taken(example: ExampleRegion, code: str) -> Seat:
    """Let the first participant of a municipality take a seat; with an account of one's own, in one's own name."""
    name = next(one.name for one in invented.participants() if one.municipality_code == code)
    municipality = next(one for one in example.region.municipalities_on(example.on) if one.code == code)
    member = example.users.get(f"adviseur-{municipality.slug}", example.leader)
    taken = seat.take(code=example.trial.code, municipality=municipality, name=name, by=member)
    with as_user(example.leader.pk):
        return seat.admit(seat=taken, by=example.leader)


def _answer(taken: Seat, code: str, last: int) -> None:
    given = {one.statement_key: one for one in invented.answers() if one.municipality_code == code}
    with as_seat(taken.pk):
        for statement in Statement.objects.filter(session_id=taken.session_id, number__lte=last).order_by("number"):
            said = given[statement.key]
            answer.give(
                seat=taken, statement=statement, value=said.value, is_unknown=said.value is None,
                importance=said.importance, is_limit=said.is_limit, note=said.note, replaces=0, by=taken,
            )  # fmt: skip
