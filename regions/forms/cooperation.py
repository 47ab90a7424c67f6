"""What people choose about working together: plans, who does a component with whom, wishes and standpunten."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from regions.models import Municipality, MunicipalWish, Standpunt, SubregionProposal
from regions.reports.cooperation_stand import BY_SLUG, SLUGS, Stand
from regions.rules.components import COMPONENT_LABELS, SCALE_LABELS, Component, Scale
from regions.rules.cooperation_layout import ALONE, EXTRA, NOWHERE, OWN, WIDER, Layout, layout_of, structures

NAME_LENGTH, TEXT_LENGTH, REASON_LENGTH = 60, 300, 500
ABOUT_ANOTHER = {MunicipalWish.Kind.TOGETHER, MunicipalWish.Kind.APART}


def _text(label: str, longest: int, empty: str, **more: Any) -> forms.CharField:
    """Return a text field. No maxlength: the browser would cut off silently."""
    too_long = MaxLengthValidator(longest, f"{label}: gebruik hooguit {longest} tekens")
    return forms.CharField(label=label, validators=[too_long], error_messages={"required": empty}, **more)


def _choice(label: str, empty: str, **more: Any) -> forms.ChoiceField:
    messages = {"required": empty, "invalid_choice": f"{empty} uit de lijst: %(value)s staat er niet in"}
    return forms.ChoiceField(label=label, error_messages=messages, **more)


class NameForm(forms.Form):
    """The name of a plan, or of its copy."""

    name = _text("Naam", NAME_LENGTH, "Vul een naam in, bijvoorbeeld Samen waar het kan")
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlanForm(forms.Form):
    """A new plan: its name and the proposal it stands on."""

    name = _text("Naam", NAME_LENGTH, "Vul een naam in, bijvoorbeeld Samen waar het kan")
    proposal = _choice("Staat op voorstel", "Kies een voorstel")

    def __init__(self, *args: Any, proposals: Sequence[SubregionProposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {str(one.number): one for one in proposals}
        self.fields["proposal"].choices = [
            (number, f"Voorstel {number}: {one.group_count} subregio’s, {one.get_status_display().lower()}")
            for number, one in self.by_number.items()
        ]

    @property
    def chosen(self) -> SubregionProposal:
        return self.by_number[self.cleaned_data["proposal"]]


class ComponentForm(forms.Form):
    """Who does one component with whom: a structure, the scale, and one field per municipality for exceptions."""

    structure = _choice("Hoe werken de subregio’s samen?", "Kies een indeling")
    wider = _choice("Schaal", "Kies een schaal", required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stand: Stand, component: Component, **kwargs: Any) -> None:
        self.stand, self.component = stand, component
        layout = layout_of(stand.groups.get(component, ()), stand.area)
        first = {"structure": layout.structure, "wider": layout.wider or "", "expected_version": stand.plan.version}
        first |= {self.name_of(one): layout.places.get(one.code, OWN) for one in stand.municipalities}
        super().__init__(*args, initial=first, **kwargs)
        self.fields["structure"].choices = [(one.key, one.name) for one in structures(stand.area)]
        self.fields["wider"].choices = [
            ("", "volgt uit wie er samen doen"),
            *((scale.value, SCALE_LABELS[scale]) for scale in WIDER),
        ]
        for one in stand.municipalities:
            self.fields[self.name_of(one)] = _choice(
                one.name, f"Kies een groep voor {one.name}", required=False, choices=self._places(one)
            )

    @staticmethod
    def name_of(municipality: Municipality) -> str:
        return f"plaats-{municipality.slug}"

    def _places(self, municipality: Municipality) -> list[tuple[str, str]]:
        own = self.stand.area.subregion_of(municipality.code)
        others = [one for one in self.stand.area.subregions if one != own]
        return [
            *([(OWN, f"met {own.name} (eigen subregio)")] if own else []),
            (NOWHERE, "nog geen groep"),
            *((str(one.number), f"met {one.name}") for one in others),
            (ALONE, "apart"),
            (EXTRA, "samen in een aparte groep"),
        ]

    @property
    def exceptions(self) -> list[forms.BoundField]:
        return [self[self.name_of(one)] for one in self.stand.municipalities]

    @property
    def has_exceptions(self) -> bool:
        return any(field.value() not in (OWN, None) for field in self.exceptions) or any(
            field.errors for field in self.exceptions
        )

    def layout(self) -> Layout:
        """Return what was chosen."""
        data = self.cleaned_data
        places = {one.code: data[self.name_of(one)] for one in self.stand.municipalities}
        wider = Scale(data["wider"]) if data["wider"] else None
        return Layout(data["structure"], {code: place for code, place in places.items() if place != OWN}, wider)


class WishForm(forms.Form):
    """What a municipality wants; the projectleider chooses for which one."""

    municipality = _choice("Gemeente", "Kies een gemeente")
    kind = _choice("Wens", "Kies een wens", choices=[("", "een wens"), *MunicipalWish.Kind.choices])
    component = _choice("Onderdeel", "Kies een onderdeel", required=False)
    other = _choice("Andere gemeente", "Kies een gemeente", required=False,
                    help_text="Alleen bij ‘samen met’ en ‘niet samen met’.")  # fmt: skip
    text = _text("Toelichting", TEXT_LENGTH, "", required=False, help_text="Bijvoorbeeld: ons taalcafé.")
    weight = _choice(
        "Hoe zwaar telt deze wens?", "Kies hoe zwaar de wens telt", widget=forms.RadioSelect, initial="hard",
        choices=[("hard", "Moet: anders doen wij niet mee"), ("zacht", "Liever: wij wegen mee")],
    )  # fmt: skip

    def __init__(
        self, *args: Any, speaks_for: Sequence[Municipality], everyone: Sequence[Municipality], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_slug = {one.slug: one for one in everyone}
        start = [] if len(speaks_for) == 1 else [("", "een gemeente")]
        self.fields["municipality"].choices = [*start, *((one.slug, one.name) for one in speaks_for)]
        self.fields["component"].choices = [
            ("", "alle onderdelen"),
            *((slug, COMPONENT_LABELS[component]) for component, slug in SLUGS.items()),
        ]
        self.fields["other"].choices = [("", "geen"), *((one.slug, one.name) for one in everyone)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        about_another = data.get("kind") in ABOUT_ANOTHER
        if about_another and not data.get("other") and "other" not in self.errors:
            self.add_error("other", "Kies om welke andere gemeente het gaat")
        if data.get("other") and data.get("other") == data.get("municipality") and about_another:
            self.add_error("other", "Kies een andere gemeente dan die de wens heeft")
        return data

    def given(self) -> dict[str, Any]:
        """Return the wish as the act takes it; another municipality counts only for a wish about one."""
        data = self.cleaned_data
        return {
            "municipality": self.by_slug[data["municipality"]],
            "kind": data["kind"],
            "component": BY_SLUG.get(data["component"]),
            "other": self.by_slug.get(data["other"]) if data["kind"] in ABOUT_ANOTHER else None,
            "text": data["text"],
            "is_hard": data["weight"] == "hard",
        }


class StandpuntForm(forms.Form):
    """Where a municipality stands; the reason is asked of everyone that does not simply agree."""

    stance = _choice("Standpunt", "Kies een standpunt", widget=forms.RadioSelect, choices=Standpunt.Stance.choices)
    reason = _text(
        "Reden", REASON_LENGTH, "", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig bij ‘akkoord mits’ en ‘niet akkoord’. Alle gemeenten lezen deze reden.",
    )  # fmt: skip
    level = _choice("Wie nam dit standpunt in?", "Kies wie dit standpunt innam", widget=forms.RadioSelect,
                    choices=Standpunt.Level.choices)  # fmt: skip
    plan_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("stance") in (Standpunt.Stance.AGREED_IF, Standpunt.Stance.NOT_AGREED) and not data.get("reason"):
            self.add_error("reason", "Vul de reden in")
        return data
