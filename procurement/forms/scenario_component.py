"""Asking how one component is done: with whom, how it is bought, paid and divided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from inburgering.notation import number, plain
from procurement.forms.fields import AmountField, WholeNumberField, line
from procurement.rules.choices import (
    INSTRUMENT_LABELS,
    KEY_LABELS,
    LEERROUTES,
    PAYMENT_LABELS,
    SCALE_LABELS,
    Component,
    ComponentChoice,
    DivisionKey,
    Instrument,
    JointGroup,
    Payment,
    Scale,
    decimal_sum,
)
from regions.models import Municipality
from regions.rules.components import component_name

AS_AGREED, AS_NOW = "PIKETPAALTJE", "ZOALS_NU"
COURSES = frozenset({*LEERROUTES, Component.Z_PARTICIPATIE, Component.ALFABETISERING, Component.MAP, Component.PVT})
LONGEST_REASON = 300
HUNDRED = Decimal(100)


def _pick(label: str, options: Mapping[Any, str], *, wanted: str = "", **settings: Any) -> forms.ChoiceField:
    """Return a choice; `wanted` is what it says when nothing, or nothing of the list, was chosen."""
    return forms.ChoiceField(
        label=label,
        choices=[(str(code), text[:1].upper() + text[1:]) for code, text in options.items()],
        error_messages={
            "required": wanted or f"Kies de {label.lower()}",
            "invalid_choice": wanted or f"Kies bij ‘{label}’ iets uit de lijst",
        },
        **settings,
    )


def _ticks(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies gemeenten uit de lijst"},
    )


class ShareField(AmountField):
    """A percentage from 0 to 100; empty is 0."""

    def clean(self, value: Any) -> Decimal:
        if not str(value or "").strip():
            return Decimal(0)
        try:
            typed = super().clean(value)
        except forms.ValidationError as wrong:
            raise forms.ValidationError("Vul een percentage in, bijvoorbeeld 12,50") from wrong
        if not 0 <= typed <= HUNDRED:
            raise forms.ValidationError("Een aandeel ligt tussen 0 en 100%")
        return typed


class ComponentForm(forms.Form):
    """The choices for one component; the prefix is its code. Of one that does not take part nothing is asked."""

    include = forms.BooleanField(label="Neem dit onderdeel mee in het scenario", required=False)
    scale = _pick(
        "Wie met wie", {AS_AGREED: "zoals in het piketpaaltje", **SCALE_LABELS}, wanted="Kies met wie jullie dit doen"
    )
    instrument = _pick("Inkoopvorm", INSTRUMENT_LABELS)
    lots = WholeNumberField(label="Percelen", least=1, most=20)
    base_years = WholeNumberField(label="Looptijd in jaren", least=1, most=10)
    option_years = WholeNumberField(label="Optiejaren", least=0, most=10)
    start_moments = WholeNumberField(label="Startmomenten per jaar", least=1, most=52)
    minimum_group = WholeNumberField(label="Kleinste groep", least=1, most=40)
    group_size = WholeNumberField(label="Groepsgrootte", least=1, most=40)
    payment = _pick("Betalen", PAYMENT_LABELS)
    key = _pick("Kosten verdelen", KEY_LABELS)
    main_contractor = forms.BooleanField(label="Eén hoofdaannemer voor alle percelen", required=False)
    cluster_reason = line(
        "Waarom niet splitsen", LONGEST_REASON, "", required=False,
        help_text="De reden om het samen te voegen of niet in percelen te verdelen.",
    )  # fmt: skip
    own_locations = _ticks("Eigen leslocatie")
    apart = _ticks("Doet dit zelf", "Deze gemeenten gaan niet mee met hun groep.")

    def __init__(
        self, data: Any, *, component: Component, municipalities: Sequence[Municipality], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, prefix=component.value, initial=initial)
        self.component, self.municipalities = component, municipalities
        self.is_optional = component not in LEERROUTES
        named = [(one.code, one.name) for one in municipalities]
        self.fields["own_locations"].choices = self.fields["apart"].choices = named
        if self.is_optional:
            del self.fields["own_locations"]  # lessons are given in a leerroute
        else:
            del self.fields["include"]
        if initial.get("scale") == AS_NOW:
            self.fields["scale"].choices = [(AS_NOW, "Zoals nu in dit scenario"), *self.fields["scale"].choices]
        for one in municipalities:
            self.fields[f"share_{one.code}"] = ShareField(label=one.name, decimals=2, required=False)

    @property
    def title(self) -> str:
        return component_name(self.component)

    @property
    def takes_part(self) -> bool:
        """Whether this component is in the scenario, as typed or as known; a leerroute always is."""
        if not self.is_optional:
            return True
        return bool(self["include"].data if self.is_bound else self.initial.get("include"))

    def full_clean(self) -> None:
        if self.is_bound and not self.takes_part:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        smallest, size = typed.get("minimum_group"), typed.get("group_size")
        if smallest and size and size < smallest:
            self.add_error("group_size", f"De groepsgrootte is minstens de kleinste groep ({smallest})")
        if typed.get("key") == DivisionKey.AANDELEN and not any(one.errors for one in self.shares()):
            total = decimal_sum(self._shares(typed))
            if total != HUNDRED:
                told = number(total, 0 if total == total.to_integral_value() else 2)
                self.add_error("key", f"De vaste aandelen zijn samen {told}%. Maak er samen 100% van")
        return typed

    def shares(self) -> Iterator[forms.BoundField]:
        yield from (self[f"share_{one.code}"] for one in self.municipalities)

    def _shares(self, typed: Mapping[str, Any]) -> dict[str, Decimal]:
        given = {one.code: typed.get(f"share_{one.code}") for one in self.municipalities}
        return {code: share for code, share in given.items() if share}

    @property
    def shows_money(self) -> bool:
        """Whether the choices about paying and dividing differ from the usual, or are wrong."""
        names = ("payment", "key", "main_contractor", "cluster_reason")
        usual = (Payment.TRAJECT, DivisionKey.DEELNEMERS, False, "")
        now = tuple(self[name].value() or default for name, default in zip(names, usual, strict=True))
        wrong = any(self[name].errors for name in names) or any(one.errors for one in self.shares())
        return wrong or now != usual

    @property
    def shows_apart(self) -> bool:
        asked = [self[name] for name in ("own_locations", "apart") if name in self.fields]
        return any(field.value() or field.errors for field in asked)

    def choice(self, groups: tuple[JointGroup, ...], scale: Scale) -> ComponentChoice:
        """Return the choices of a valid form, done by these groups (none: the scale decides)."""
        typed = self.cleaned_data
        key = DivisionKey(typed["key"])
        numbers = ("lots", "base_years", "option_years", "start_moments", "minimum_group", "group_size")
        return ComponentChoice(
            component=self.component,
            scale=scale,
            instrument=Instrument(typed["instrument"]),
            own_locations=frozenset(typed.get("own_locations", ())),
            groups=groups,
            payment=Payment(typed["payment"]),
            key=key,
            shares=self._shares(typed) if key == DivisionKey.AANDELEN else {},
            main_contractor=typed["main_contractor"],
            cluster_reason=typed["cluster_reason"],
            **{name: typed[name] for name in numbers},
        )


def usual(component: Component) -> ComponentChoice:
    """Return what a component begins with. What is no course has no groups to fill: it guarantees one place a year."""
    if component in COURSES:
        return ComponentChoice(component, Scale.REGIONAAL)
    return ComponentChoice(component, Scale.REGIONAAL, start_moments=1, minimum_group=1)


def typed_of(choice: ComponentChoice) -> dict[str, Any]:
    """Return the fields of a choice as people type them, all but who does it with whom."""
    names = (
        "instrument", "lots", "base_years", "option_years", "start_moments", "minimum_group", "group_size", "payment",
        "key", "main_contractor", "cluster_reason",
    )  # fmt: skip
    shares = {f"share_{code}": plain(share) for code, share in choice.shares.items()}
    return {name: getattr(choice, name) for name in names} | shares | {"own_locations": sorted(choice.own_locations)}
