"""What people fill in about the plan that lives on."""

from __future__ import annotations

from typing import Any

from django import forms

from inburgering.day_field import DayField
from trajectories.forms.pip import text
from trajectories.models import PipGoal
from trajectories.rules import life_areas
from trajectories.rules.plan_templates import PlanTemplate


class GoalForm(forms.Form):
    """What the inburgeraar wants to reach, in their own words."""

    life_area = forms.ChoiceField(
        label="Leefgebied", choices=[("", "kies een leefgebied"), *life_areas.choices()],
        error_messages={"required": "Kies een leefgebied", "invalid_choice": "Kies een leefgebied uit de lijst"},
    )  # fmt: skip
    goal = text("Doel", 200, hint="Bijvoorbeeld: in de zorg werken.", empty="Vul het doel in")
    own_words = text("In eigen woorden", hint="Zoals de inburgeraar het zegt: ‘Ik wil …’")


class EditGoalForm(GoalForm):
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goal: PipGoal, **kwargs: Any) -> None:
        first = {"life_area": goal.life_area, "goal": goal.goal, "own_words": goal.own_words}
        super().__init__(*args, initial=first | {"expected_version": goal.version}, **kwargs)


class StandingForm(forms.Form):
    """Whether a goal goes on, is reached or stopped."""

    standing = forms.ChoiceField(
        label="Hoe staat dit doel ervoor?", widget=forms.RadioSelect,
        choices=[("RUNNING", "Loopt"), ("REACHED", "Bereikt"), ("STOPPED", "Gestopt")],
        error_messages={"required": "Kies hoe dit doel ervoor staat", "invalid_choice": "Kies een stand uit de lijst"},
    )  # fmt: skip
    because = text("Waarom gestopt?", 300)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class ActionForm(forms.Form):
    """A step towards a goal: what, who, before when."""

    what = text("Wat", 200, empty="Vul in wat er gaat gebeuren")
    who = text("Wie", 80, empty="Vul in wie dit doet")
    due_on = DayField(label="Wanneer klaar", required=False)


class TemplateForm(forms.Form):
    template = forms.ChoiceField(
        label="Sjabloon",
        error_messages={"required": "Kies een sjabloon", "invalid_choice": "Kies een sjabloon uit de lijst"},
    )

    def __init__(self, *args: Any, templates: tuple[PlanTemplate, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [("", "kies een sjabloon"), *((one.key, one.label) for one in templates)]
