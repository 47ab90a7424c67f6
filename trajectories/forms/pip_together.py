"""What the inburgeraar says is not right while the plan is read together. In words that person knows."""

from __future__ import annotations

from typing import Any

from django import forms

from trajectories.actions.pip_remark import ABOUT
from trajectories.forms.pip import text
from trajectories.models import PipGoal


class OtherwiseForm(forms.Form):
    """Something in the plan is not right; the klantregisseur gets a task."""

    about = forms.ChoiceField(
        label="Waar gaat het over?", choices=list(ABOUT.items()), widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het over gaat", "invalid_choice": "Kies een antwoord uit de lijst"},
    )  # fmt: skip
    words = forms.CharField(
        label="Wat moet er anders?", widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf wat er anders moet"},
    )  # fmt: skip


class OwnGoalForm(forms.Form):
    """A goal as the inburgeraar says it."""

    goal = text("Wat wil je?", 200, empty="Schrijf wat je wilt")
    own_words = text("Zeg het in je eigen woorden", rows=2)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goal: PipGoal, **kwargs: Any) -> None:
        first = {"goal": goal.goal, "own_words": goal.own_words, "expected_version": goal.version}
        super().__init__(*args, initial=first, **kwargs)
