"""Asking how a region buys: one form for the scenario, one for the choices of each leerroute."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from procurement.forms.fields import WholeNumberField, line
from procurement.models import Scenario
from procurement.rules.choices import (
    COMPONENT_LABELS,
    INSTRUMENT_LABELS,
    LEERROUTES,
    SCALE_LABELS,
    Component,
    ComponentChoice,
    Instrument,
    Scale,
)
from regions.models import Municipality, SubregionProposal

NAME_LENGTH, SUMMARY_LENGTH = 60, 160


def _pick(label: str, options: Mapping[Any, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(code.value, text[:1].upper() + text[1:]) for code, text in options.items()],
        error_messages={
            "required": f"Kies de {label.lower()}",
            "invalid_choice": f"Kies de {label.lower()} uit de lijst",
        },
    )


class ScenarioForm(forms.Form):
    name = line("Naam", NAME_LENGTH, "Vul een naam in, bijvoorbeeld Alles samen")
    summary = line(
        "In één zin", SUMMARY_LENGTH, "", required=False, help_text="Bijvoorbeeld: B1 per subregio, de rest samen"
    )
    proposal = forms.ModelChoiceField(
        label="Indeling in subregio’s",
        queryset=SubregionProposal.objects.none(),
        empty_label=None,
        error_messages={"required": "Kies een voorstel", "invalid_choice": "Kies een voorstel uit de lijst"},
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, proposals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = proposals


class ComponentForm(forms.Form):
    """The choices of one leerroute; the prefix is the code of the route."""

    scale = _pick("Schaal", SCALE_LABELS)
    instrument = _pick("Inkoopvorm", INSTRUMENT_LABELS)
    lots = WholeNumberField(label="Percelen", least=1, most=20)
    base_years = WholeNumberField(label="Looptijd in jaren", least=1, most=10)
    option_years = WholeNumberField(label="Optiejaren", least=0, most=10)
    start_moments = WholeNumberField(label="Startmomenten per jaar", least=1, most=52)
    minimum_group = WholeNumberField(label="Kleinste groep", least=1, most=40)
    group_size = WholeNumberField(label="Groepsgrootte", least=1, most=40)
    own_locations = forms.MultipleChoiceField(
        label="Eigen leslocatie",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies gemeenten uit de lijst"},
    )

    def __init__(self, *args: Any, municipalities: Sequence[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.component = Component(self.prefix)
        self.fields["own_locations"].choices = [(one.code, one.name) for one in municipalities]

    @property
    def title(self) -> str:
        label = COMPONENT_LABELS[self.component]
        return label[:1].upper() + label[1:]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        smallest, size = typed.get("minimum_group"), typed.get("group_size")
        if smallest and size and size < smallest:
            self.add_error("group_size", f"De groepsgrootte is minstens de kleinste groep ({smallest})")
        return typed

    def choice(self) -> ComponentChoice:
        """Return the choices of a valid form."""
        typed = self.cleaned_data
        return ComponentChoice(
            component=self.component,
            **{
                **typed,
                "scale": Scale(typed["scale"]),
                "instrument": Instrument(typed["instrument"]),
                "own_locations": frozenset(typed["own_locations"]),
            },
        )


class Builder:
    """The page of a scenario: the form about the whole and the three about the leerroutes, valid only together."""

    def __init__(
        self, data: Any, *, proposals: Any, municipalities: Sequence[Municipality],
        scenario: Scenario | None = None, choices: Sequence[ComponentChoice] = (),
    ) -> None:  # fmt: skip
        given = {choice.component: choice for choice in choices}
        usual = [given.get(component, ComponentChoice(component, Scale.REGIONAAL)) for component in LEERROUTES]
        self.known = (scenario.proposal if scenario else proposals.first(), usual)
        first = _known(scenario) if scenario else {"proposal": self.known[0]}
        self.whole = ScenarioForm(data, proposals=proposals, initial=first)
        self.parts = [
            ComponentForm(data, prefix=choice.component.value, municipalities=municipalities, initial=_typed(choice))
            for choice in usual
        ]

    @property
    def forms(self) -> list[forms.Form]:
        return [self.whole, *self.parts]

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for form in self.forms)

    def errors(self) -> Iterator[tuple[str, str]]:
        """Yield (id of the field, sentence) for every error, for the summary above the page."""
        for form in self.forms:
            where = f"{form.title}: " if isinstance(form, ComponentForm) else ""
            for field in form:
                yield from ((field.auto_id, f"{where}{error}") for error in field.errors)

    def choices(self) -> list[ComponentChoice]:
        return [part.choice() for part in self.parts]

    def draft(self) -> tuple[SubregionProposal, list[ComponentChoice]] | None:
        """Return what the page holds now, typed or known; None while something typed is wrong or nothing is divided."""
        if self.whole.is_bound:
            return (self.whole.cleaned_data["proposal"], self.choices()) if self.is_valid() else None
        return (self.known[0], list(self.known[1])) if self.known[0] else None


def _known(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "summary": scenario.summary,
        "proposal": scenario.proposal_id,
        "expected_version": scenario.version,
    }


def _typed(choice: ComponentChoice) -> dict[str, Any]:
    names = (
        "scale", "instrument", "lots", "base_years", "option_years", "start_moments", "minimum_group", "group_size",
    )  # fmt: skip
    return {name: getattr(choice, name) for name in names} | {"own_locations": sorted(choice.own_locations)}
