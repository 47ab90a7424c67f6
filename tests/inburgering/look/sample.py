"""What the sample pages show: invented answers on real building blocks."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from inburgering.components import SCALE

NAMES = [
    "Aalten",
    "Oost Gelre",
    "Winterswijk",
    "Berkelland",
    "Bronckhorst",
    "Doetinchem",
    "Montferland",
    "Oude IJsselstreek",
]
MAP = mark_safe(
    '<svg viewBox="0 0 120 150" role="img" aria-label="Kaart"><path d="M60 20 110 50V110L60 140 10 110V50Z" '
    'fill="#ddece9" stroke="#1b2422"/></svg>'
)
GROUP_STARTS = {3, 5}
STATEMENTS: dict[str, tuple[str, list[tuple[int, str, list[int | None], float]]]] = {
    "Sterk verdeeld": (
        "4 stellingen: minstens 3 gemeenten eens en minstens 3 oneens",
        [
            (12, "Een eigen leslocatie in elke gemeente", [2, 1, 2, 1, 2, -1, -2, -2], 1.7),
            (13, "Eén hoofdaannemer stuurt alles aan", [-1, -2, -2, -1, 0, 2, 2, 1], 1.5),
            (7, "Zelf bepalen hoe de lessen eruitzien", [1, 1, 2, 1, 0, -2, -1, -2], 1.4),
            (19, "Per onderdeel kiezen of we meedoen", [2, 1, 2, 0, 1, -1, -2, -1], 1.4),
        ],
    ),
    "Deels verdeeld": (
        "6 stellingen",
        [
            (6, "Een langere reistijd is aanvaardbaar", [-1, -1, -2, 0, -2, 1, 1, 0], 1.1),
            (18, "Stem van grote gemeenten weegt zwaarder", [-1, -1, -2, -1, 0, 2, 0, -1], 1.1),
            (21, "Langlopend contract met weinig aanbieders", [0, -1, 0, 1, 1, 1, 2, 0], 0.9),
            (28, "Klantregisseurs werken voor meer gemeenten", [0, 1, -1, 1, 0, -1, 1, 1], 0.8),
            (23, "Tekorten en overschotten samen delen", [1, 1, 1, 1, 0, -1, 1, 2], 0.8),
            (11, "Gezinsmigranten sluiten op eigen kosten aan", [1, 0, 1, None, 1, -1, 1, 1], 0.7),
        ],
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    strong: bool = False
    mark: bool = False


class AnswerForm(forms.Form):
    value = forms.ChoiceField(
        label="Je antwoord",
        choices=[("-2", "Helemaal oneens"), ("-1", "Oneens"), ("0", "Neutraal"), ("1", "Eens"), ("2", "Helemaal eens"),
                 ("UNKNOWN", "Weet ik niet of niet van toepassing")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    importance = forms.ChoiceField(
        label="Hoe belangrijk is dit voor jullie?",
        choices=[("MINDER", "Minder"), ("GEWOON", "Gewoon"), ("ZWAAR", "Zwaar")],
        widget=forms.RadioSelect,
    )
    is_limit = forms.BooleanField(label="Hier ligt een grens", required=False)
    note = forms.CharField(label="Wat moet de groep hiervan weten?", required=False, widget=forms.Textarea)


class DecisionForm(forms.Form):
    name = forms.CharField(
        label="Naam van het voorstel", error_messages={"required": "Vul de naam van het voorstel in"}
    )
    decided_on = forms.DateField(
        label="Datum van het besluit",
        help_text="Dag-maand-jaar, bijvoorbeeld 24-11-2026",
        error_messages={"invalid": "Vul de datum in als dag-maand-jaar, bijvoorbeeld 24-11-2026"},
    )
    route = forms.ChoiceField(
        label="Leerroute", choices=[("", "Kies"), ("B1", "B1-route")], error_messages={"required": "Kies een leerroute"}
    )
    scale = forms.ChoiceField(
        label="Voor wie?",
        choices=[("ALL", "Alle gemeenten"), ("ONE", "Eén gemeente")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie het voorstel is"},
    )
    is_public = forms.BooleanField(label="Openbaar", required=False)
    reason = forms.CharField(label="Reden", required=False, widget=forms.Textarea)


def context(page: str) -> dict[str, Any]:
    """Return everything the sample page `page` needs."""
    shared = _shared()
    if page == "question":
        form = AnswerForm({"value": "1", "importance": "GEWOON", "note": "Wij hebben goede ervaring met avondlessen."})
        states = ["open" if number in {3, 5, 22, 24} else "done" for number in range(1, 25)]
        return shared | {
            "form": form,
            "states": states,
            "crumbs": [],
            "demo": {"sentence": "de antwoorden zijn verzonnen."},
        }
    if page == "components":
        form = DecisionForm({"decided_on": "24 nov"})
        form.is_valid()
        return shared | {
            "form": form,
            "form_errors": True,
            "documents": ["DONE"] * 3 + ["RUNNING"] + ["QUEUED"] * 4 + ["FAILED"],
        }
    if page in {"landing", "screen"}:
        return {"demo": shared["demo"] | {"roles": []}, "map": shared["map"], "show_login": True}
    return shared


def _shared() -> dict[str, Any]:
    municipalities = [SimpleNamespace(name=name, slug=name.lower().replace(" ", "-")) for name in NAMES]
    menu = ["Regio", "Werksessies", "Inkoop", "Rapporten"]
    submenu = ["Overzicht", "Vragenlijsten", "Werksessies", "Uitkomsten", "Subregio’s", "Taakverdeling", "Scenario’s",
               "Inkoopplan", "Marktconsultatie", "Besluiten"]  # fmt: skip
    roles = ["projectleider", "beleidsadviseur", "bestuurder"]
    return {
        "demo": {
            "sentence": "de antwoorden zijn verzonnen.",
            "roles": [{"value": role, "label": role, "is_current": role == roles[0]} for role in roles],
        },
        "menu": [_item(label, "Regio") for label in menu],
        "submenu": [_item(label, "Uitkomsten") for label in submenu],
        "crumbs": [("Regio Achterhoek", "/"), ("Werksessie 2", "/"), ("Uitkomsten", "/")],
        "region_name": "Regio Achterhoek",
        "user": SimpleNamespace(is_authenticated=True),
        "user_name": "M. ter Horst",
        "municipalities": municipalities,
        "chosen": municipalities[0],
        "finding": [
            Part("Over "), Part("14 van de 24 stellingen", strong=True), Part(" zijn alle gemeenten het eens. Bij "),
            Part("4 stellingen", strong=True), Part(" staan ze tegenover elkaar. "), Part("Aalten", mark=True),
            Part(" lijkt het meest op Oost Gelre (90% gelijk)."),
        ],
        "sections": _sections(),
        "map": MAP,
    }  # fmt: skip


def _item(label: str, current: str) -> dict[str, Any]:
    return {"label": label, "url": "/", "is_current": label == current}


def _sections() -> list[dict[str, Any]]:
    sections = []
    for title, (note, rows) in STATEMENTS.items():
        lines = []
        for number, text, values, spread in rows:
            cells = [
                {"value": value, "is_limit": abs(value or 0) == 2 and column in {0, 7}, "is_mine": column == 0,
                 "starts_group": column in GROUP_STARTS}
                for column, value in enumerate(values)
            ]  # fmt: skip
            answers = [
                (value, word, [NAMES[column] for column, given in enumerate(values) if given == value])
                for value, word in SCALE.items()
            ]
            lines.append({"number": number, "text": text, "cells": cells, "spread": spread, "answers": answers})
        sections.append({"title": title, "note": note, "rows": lines})
    return sections
