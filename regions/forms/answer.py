"""Asking one answer: a value, how heavy it weighs, whether a limit lies here, and what the group must know."""

import re
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.http import QueryDict

from inburgering.notation import number
from regions.actions.answer import Content
from regions.models import Answer, MunicipalAnswer
from regions.models.answer import NOTE_LENGTH, Importance, Value

UNKNOWN = "weet-niet"
VALUES = [*((str(value), label) for value, label in Value.choices), (UNKNOWN, "Weet ik niet of niet van toepassing")]
STORED = {"": None, UNKNOWN: None, **{str(value): int(value) for value in Value}}
SCREEN = re.compile(r"\A[-\w]{0,36}\Z", re.ASCII)
LONGEST_NUMBER = 4  # digits; nobody changes an answer ten thousand times
WEIGHTS = [(Importance.MINDER, "Minder"), (Importance.GEWOON, "Gewoon"), (Importance.ZWAAR, "Zwaar")]


class AnswerForm(forms.Form):
    value = forms.ChoiceField(
        choices=VALUES,
        required=False,
        widget=forms.RadioSelect,
        label="Antwoord",
        error_messages={"invalid_choice": "Kies een van de zes antwoorden"},
    )
    importance = forms.ChoiceField(
        choices=WEIGHTS,
        widget=forms.RadioSelect,
        initial=Importance.GEWOON,
        label="Hoe belangrijk is dit voor jullie?",
        error_messages={
            "required": "Kies hoe belangrijk dit is: minder, gewoon of zwaar",
            "invalid_choice": "Kies hoe belangrijk dit is: minder, gewoon of zwaar",
        },
    )
    is_limit = forms.BooleanField(required=False, label="Hier ligt een grens")
    note = forms.CharField(
        required=False,
        label="Wat moet de groep hiervan weten?",
        widget=forms.Textarea(attrs={"rows": 2, "data-count": NOTE_LENGTH, "data-max": NOTE_LENGTH}),
    )
    replaces = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput(attrs={"data-version": True}))

    longest_note = NOTE_LENGTH

    def clean_note(self) -> str:
        return self._short_enough("note", "De toelichting")

    def _short_enough(self, field: str, name: str) -> str:
        typed = _as_stored(self.cleaned_data[field])
        too_long = len(typed) - self.longest_note
        if too_long > 0:
            signs = "teken" if too_long == 1 else "tekens"
            raise forms.ValidationError(
                f"{name} is {number(too_long)} {signs} te lang (maximaal {number(self.longest_note)})"
            )
        return typed

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered, weighed or written: going on without an answer is allowed."""
        given = self.cleaned_data
        return not (given["value"] or given["note"] or given["is_limit"] or given["importance"] != Importance.GEWOON)

    def content(self) -> dict[str, Any]:
        """Return the answer in the words of the act that stores it."""
        given = self.cleaned_data
        is_unknown = given["value"] == UNKNOWN
        return {
            "value": int(given["value"]) if given["value"] and not is_unknown else None,
            "is_unknown": is_unknown,
            "importance": given["importance"],
            "is_limit": given["is_limit"],
            "note": given["note"],
        }


class OwnAnswerForm(AnswerForm):
    """The answer of one person, with from which window it comes and which wording was read there."""

    would_move = forms.CharField(
        required=False,
        label="Wat zou jullie doen bewegen?",
        help_text="Wat je hier schrijft, kan een voorwaarde worden bij de scenario’s.",
        widget=forms.Textarea(attrs={"rows": 2, "data-count": NOTE_LENGTH, "data-max": NOTE_LENGTH}),
    )
    wording = forms.IntegerField(min_value=0, max_value=9999, required=False, widget=forms.HiddenInput)
    screen = forms.RegexField(SCREEN, required=False, widget=forms.HiddenInput)

    def clean_would_move(self) -> str:
        return self._short_enough("would_move", "Wat jullie zou doen bewegen")

    @property
    def is_blank(self) -> bool:
        return super().is_blank and not self.cleaned_data["would_move"]

    def content(self) -> Content:
        return Content(**super().content(), would_move=self.cleaned_data["would_move"])

    @property
    def typed(self) -> str:
        """What somebody filled in, in lines to copy; empty when nothing was sent."""
        lines = [dict(VALUES).get(self.data.get("value", "")), self.data.get("note"), self.data.get("would_move")]
        return "\n".join(line for line in lines if line)

    @property
    def sent(self) -> "Sent":
        given = self.cleaned_data
        return Sent(self.content(), given["replaces"] or 0, given["wording"], given["screen"], self.is_blank)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a question page sends: the answer, and what was on the screen."""

    content: Content
    replaces: int
    wording: int | None
    screen: str
    is_blank: bool

    @property
    def is_nothing(self) -> bool:
        """Whether somebody goes on without an answer, where none stood."""
        return self.is_blank and not self.replaces

    def says_what(self, answer: Answer | None) -> bool:
        """Whether this says the same as a stored answer."""
        return answer is not None and all(getattr(answer, part) == sent for part, sent in self.content.items())

    @classmethod
    def plainly(cls, posted: QueryDict) -> Self | None:
        """Return what was sent when nothing is wrong with it; None when a form must look and find the words.

        A room full of people saves at the same time, and a form takes longer than all the rest.
        """
        value, importance, limit = (posted.get(name, "") for name in ("value", "importance", "is_limit"))
        note, would_move = (_as_stored(posted.get(name, "")) for name in ("note", "would_move"))
        replaces, wording, screen = (posted.get(name, "") for name in ("replaces", "wording", "screen"))
        chosen = value in STORED and importance in Importance.values and limit in ("", "on")
        written = all(len(text) <= NOTE_LENGTH and "\0" not in text for text in (note, would_move))
        known = _is_number(replaces) and (not wording or _is_number(wording)) and SCREEN.fullmatch(screen)
        if not (chosen and written and known):
            return None
        content = Content(
            value=STORED[value],
            is_unknown=value == UNKNOWN,
            importance=importance,
            is_limit=limit == "on",
            note=note,
            would_move=would_move,
        )
        is_blank = not (value or note or would_move or limit or importance != Importance.GEWOON)
        return cls(content, int(replaces), int(wording) if wording else None, screen, is_blank)


def _as_stored(typed: str) -> str:
    # A browser counts a line end as one sign and sends it as two.
    return typed.replace("\r\n", "\n").strip()


def _is_number(sent: str) -> bool:
    return sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_NUMBER


class SeenForm(forms.Form):
    """Which revision and which wording were on the screen of somebody who keeps an answer as it is."""

    revision = forms.IntegerField(min_value=1)
    wording = forms.IntegerField(min_value=1, max_value=9999)


class MunicipalAnswerForm(AnswerForm):
    """The same for a municipality: the notes of several people stand in one."""

    longest_note = 2000

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["value"].error_messages["required"] = "Kies een van de zes antwoorden"


def initial(answer: Answer | MunicipalAnswer | None, seen: int) -> dict[str, Any]:
    """Return what the form shows for a stored answer; `seen` is the revision or version it is."""
    if answer is None:
        return {"replaces": seen}
    value = UNKNOWN if answer.is_unknown else "" if answer.value is None else str(answer.value)
    same = {field: getattr(answer, field) for field in ("importance", "is_limit", "note", "would_move")}
    return same | {"value": value, "replaces": seen}
