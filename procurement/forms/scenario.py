"""Asking how a region buys: one form for the scenario, one for the choices of each component."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from procurement.forms.fields import line
from procurement.forms.scenario_component import AS_AGREED, AS_NOW, ComponentForm, typed_of, usual
from procurement.models import Checkpoint, Scenario
from procurement.reports import basis
from procurement.reports import checkpoint as agreements
from procurement.reports.checkpoint import Frozen
from procurement.reports.checkpoint_groups import as_agreed, main_scale, recognised, split_off
from procurement.rules.choices import (
    LEERROUTES,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    JointGroup,
    Scale,
)
from procurement.rules.cost_groups import joint_groups
from regions.models import Municipality, SubregionProposal

__all__ = ["Builder", "ComponentForm", "ScenarioForm"]

NAME_LENGTH, SUMMARY_LENGTH = 60, 160
SCALES = frozenset(scale.value for scale in Scale)

# Per component what each answer to "wie met wie" stands for.
Answers = dict[Component, dict[str, tuple[JointGroup, ...]]]


class ScenarioForm(forms.Form):
    name = line("Naam", NAME_LENGTH, "Vul een naam in, bijvoorbeeld Alles samen")
    summary = line(
        "In één zin", SUMMARY_LENGTH, "", required=False, help_text="Bijvoorbeeld: B1 per subregio, de rest samen"
    )
    checkpoint = forms.ModelChoiceField(
        label="Bouwt voort op",
        queryset=Checkpoint.objects.none(),
        required=False,
        empty_label="Geen piketpaaltje (eerste schets)",
        error_messages={"invalid_choice": "Kies een piketpaaltje uit de lijst"},
    )
    proposal = forms.ModelChoiceField(
        label="Indeling in subregio’s",
        queryset=SubregionProposal.objects.none(),
        empty_label=None,
        error_messages={"required": "Kies een voorstel", "invalid_choice": "Kies een voorstel uit de lijst"},
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, proposals: Any, checkpoints: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = proposals
        self.fields["checkpoint"].queryset = checkpoints

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        checkpoint, proposal = typed.get("checkpoint"), typed.get("proposal")
        if checkpoint and not agreements.intact(checkpoint):
            self.add_error(
                "checkpoint", f"Piketpaaltje {checkpoint.number} is na het slaan gewijzigd. Kies een ander, of geen"
            )
        elif checkpoint and proposal and checkpoint.frozen["proposal"]["number"] != proposal.number:
            agreed = checkpoint.frozen["proposal"]["number"]
            self.add_error(
                "proposal", f"Piketpaaltje {checkpoint.number} staat op voorstel {agreed}. Kies voorstel {agreed}"
            )
        return typed


class Builder:
    """The page of a scenario: the form about the whole and one per component, valid only together."""

    def __init__(
        self, data: Any, *, proposals: Any, checkpoints: Any, municipalities: Sequence[Municipality],
        scenario: Scenario | None = None, choices: Sequence[ComponentChoice] = (), start: Checkpoint | None = None,
    ) -> None:  # fmt: skip
        self.names = {one.code: one.name for one in municipalities}
        self._known_frozen: dict[int, Frozen | None] = {}
        self._known_bases: dict[tuple[int, int | None], Answers] = {}
        known = scenario.checkpoint if scenario else start
        self.start = known if scenario or self._thawed(known) else None
        self.proposal = scenario.proposal if scenario else _first_proposal(proposals, self.start)
        self.given = {choice.component: choice for choice in choices}
        first = _known(scenario) if scenario else {"proposal": self.proposal, "checkpoint": self.start}
        self.whole = ScenarioForm(data, proposals=proposals, checkpoints=checkpoints, initial=first)
        # Reckoning asks for no name yet: it saves nothing.
        self.whole.fields["name"].required = data is None or "preview" not in data
        at_first = self._bases(self.proposal, self.start) if self.proposal else {}
        self.parts = [
            ComponentForm(
                data, component=component, municipalities=municipalities, initial=self._initial(component, at_first)
            )
            for component in Component
        ]

    @property
    def routes(self) -> list[ComponentForm]:
        return [part for part in self.parts if not part.is_optional]

    @property
    def others(self) -> list[ComponentForm]:
        return [part for part in self.parts if part.is_optional]

    @property
    def chosen(self) -> list[ComponentForm]:
        return [part for part in self.parts if part.takes_part]

    def is_valid(self) -> bool:
        valid = all([form.is_valid() for form in (self.whole, *self.chosen)])
        return valid and self._groups_are_known()

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for form in (self.whole, *self.chosen))

    def errors(self) -> Iterator[tuple[str, str]]:
        """Yield (id of the field, sentence) for every error, for the summary above the page."""
        for form in (self.whole, *self.chosen):
            where = f"{form.title}: " if isinstance(form, ComponentForm) else ""
            for field in form:
                yield from ((field.auto_id, f"{where}{error}") for error in field.errors)

    def choices(self) -> list[ComponentChoice]:
        """Return the choices of a valid page, with the groups that the checkpoint and who goes apart make of them."""
        whole = self.whole.cleaned_data
        bases = self._bases(whole["proposal"], whole["checkpoint"])
        return [self._choice(part, bases[part.component]) for part in self.chosen]

    def draft(self) -> tuple[SubregionProposal, list[ComponentChoice], Checkpoint | None] | None:
        """Return what the page holds now, typed or known; None while something typed is wrong or nothing is divided."""
        if self.whole.is_bound:
            whole = self.whole.cleaned_data
            return (whole["proposal"], self.choices(), whole["checkpoint"]) if self.is_valid() else None
        if self.proposal is None:
            return None
        bases = self._bases(self.proposal, self.start)
        return self.proposal, [self._first(part, bases[part.component]) for part in self.chosen], self.start

    def _first(self, part: ComponentForm, bases: Mapping[str, tuple[JointGroup, ...]]) -> ComponentChoice:
        choice = self.given.get(part.component)
        if choice:
            return choice
        groups = bases.get(AS_AGREED, ())
        begun = usual(part.component)
        return replace(begun, groups=groups, scale=main_scale(groups)) if groups else begun

    def _bases(self, proposal: SubregionProposal, checkpoint: Checkpoint | None) -> Answers:
        """Return per component what each answer to "wie met wie" stands for; an answer that says nothing is absent."""
        key = (proposal.pk, checkpoint.pk if checkpoint else None)
        if key not in self._known_bases:
            self._known_bases[key] = self._answers(proposal, self._thawed(checkpoint))
        return self._known_bases[key]

    def _thawed(self, checkpoint: Checkpoint | None) -> Frozen | None:
        """Return what a checkpoint holds; nothing when it was changed by force."""
        if checkpoint is None:
            return None
        if checkpoint.pk not in self._known_frozen:
            whole = agreements.intact(checkpoint)
            self._known_frozen[checkpoint.pk] = agreements.thaw(checkpoint.frozen) if whole else None
        return self._known_frozen[checkpoint.pk]

    def _answers(self, proposal: SubregionProposal, frozen: Frozen | None) -> Answers:
        by_scale = {scale.value: _at(scale, self.names, proposal) for scale in Scale}
        found = {}
        for component in Component:
            agreed = as_agreed(frozen, component) if frozen else ()
            now = self.given[component].groups if component in self.given else ()
            answers = {AS_AGREED: agreed, **by_scale, AS_NOW: now}
            found[component] = {name: groups for name, groups in answers.items() if groups}
        return found

    def _choice(self, part: ComponentForm, bases: Mapping[str, tuple[JointGroup, ...]]) -> ComponentChoice:
        answer, apart = part.cleaned_data["scale"], part.cleaned_data["apart"]
        if answer in (AS_AGREED, AS_NOW):
            groups = split_off(bases[answer], apart, self.names) if apart else bases[answer]
            return part.choice(groups, main_scale(groups))
        groups = split_off(bases[answer], apart, self.names) if apart else ()
        return part.choice(groups, Scale(answer))

    def _groups_are_known(self) -> bool:
        """Say at the field when an answer stands for nothing: no checkpoint, or one without this component."""
        whole = self.whole.cleaned_data
        bases = self._bases(whole["proposal"], whole["checkpoint"])
        for part in self.chosen:
            answer = part.cleaned_data["scale"]
            if answer in bases[part.component] or (answer in SCALES and not part.cleaned_data["apart"]):
                continue
            part.add_error("scale", _missing(answer, whole["checkpoint"]))
        return not self.has_errors

    def _initial(self, component: Component, bases: Answers) -> dict[str, Any]:
        choice = self.given.get(component)
        answers = bases.get(component, {})
        if choice is None:
            scale = AS_AGREED if AS_AGREED in answers else Scale.REGIONAAL
            return typed_of(usual(component)) | {"scale": scale, "include": False}
        return typed_of(choice) | {"include": True} | _who_with_whom(choice, answers)


def _who_with_whom(choice: ComponentChoice, answers: Mapping[str, tuple[JointGroup, ...]]) -> dict[str, Any]:
    if not choice.groups:
        return {"scale": choice.scale}
    others = {name: groups for name, groups in answers.items() if name != AS_NOW}
    found = recognised(choice.groups, others)
    return {"scale": found[0], "apart": sorted(found[1])} if found else {"scale": AS_NOW}


def _missing(answer: str, checkpoint: Checkpoint | None) -> str:
    if answer == AS_AGREED and checkpoint is None:
        return "Kies bij ‘Bouwt voort op’ een piketpaaltje, of kies hier een schaal"
    if answer == AS_AGREED:
        return f"Piketpaaltje {checkpoint.number} zegt hier niets over. Kies een schaal" if checkpoint else ""
    return "Deze indeling past niet bij de gemeenten van nu. Kies een ander voorstel of een andere schaal"


def _at(scale: Scale, names: Mapping[str, str], proposal: SubregionProposal) -> tuple[JointGroup, ...]:
    """Return the groups that a scale stands for; nothing when the subregions do not fit the region of today."""
    try:
        area = Area(names, basis.subregions_of(proposal) if scale == Scale.SUBREGIONAAL else {})
        return joint_groups(ComponentChoice(LEERROUTES[0], scale), area)
    except CannotCalculate:
        return ()


def _first_proposal(proposals: Any, checkpoint: Checkpoint | None) -> SubregionProposal | None:
    agreed = proposals.filter(number=checkpoint.frozen["proposal"]["number"]).first() if checkpoint else None
    found: SubregionProposal | None = agreed or proposals.first()
    return found


def _known(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "summary": scenario.summary,
        "proposal": scenario.proposal_id,
        "checkpoint": scenario.checkpoint_id,
        "expected_version": scenario.version,
    }
