"""Fields of a form: label, hint, error and control in this order, without the balloons of the browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from inburgering.components.library import register

CONTROL_CLASS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.FileInput, "rs-file"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Widget, "utrecht-textbox utrecht-textbox--html-input"),
)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Every error of the form on top of it, each a link to its field."""
    links = [(_first_id(field), error) for field in form if field.errors for error in field.errors]
    return {"links": links, "others": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag("components/answer_tiles.html")
def answer_tiles(field: BoundField, statement: str, hint: str = "") -> dict[str, Any]:
    """The six answers to a statement. Tiles for -2 to 2 with their keys 1 to 5; anything else is "weet ik niet"."""
    tiles = [(option, _place(option.data["value"])) for option in options(field)]
    return {"field": field, "statement": statement, "hint": hint, "tiles": tiles}


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own widget with our classes, and the ids of its hint and error as description."""
    widget = field.field.widget
    ours = next(name for kind, name in CONTROL_CLASS if isinstance(widget, kind))
    classes = " ".join(filter(None, [ours, widget.attrs.get("class", "")]))
    attrs: dict[str, Any] = {"class": classes} if classes else {}
    beside = {"hint": field.help_text, "error": field.errors}
    described = [f"{field.auto_id}_{name}" for name, there in beside.items() if there]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    _no_browser_balloons(field)
    return field.as_widget(attrs=attrs)


@register.filter
def options(field: BoundField) -> list[BoundWidget]:
    """The choices of a radio or checkbox list, without the attribute `required`."""
    _no_browser_balloons(field)
    return list(field.subwidgets)


@register.filter
def is_choice_list(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.RadioSelect)


@register.filter
def is_tick(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


def _no_browser_balloons(field: BoundField) -> None:
    # Our errors stand beside the field and say what to do; the browser's would come first and say less.
    field.form.use_required_attribute = False


def _first_id(field: BoundField) -> str:
    return field.id_for_label or f"{field.auto_id}_0"


def _place(value: Any) -> int | None:
    """Return 1 to 5 for an answer of -2 to 2, None for "weet ik niet"."""
    text = str(value)
    return int(text) + 3 if text in {"-2", "-1", "0", "1", "2"} else None
