"""The building blocks of a page as template tags. Registered as builtins, so no template loads them.

Each tag gathers what its template in templates/components/ prints; no tag writes HTML itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from django import forms, template
from django.forms import BaseForm
from django.forms.boundfield import BoundField, BoundWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from inburgering import notation

register = template.Library()

MINUS = "\N{MINUS SIGN}"
SCALE = {-2: "Helemaal oneens", -1: "Oneens", 0: "Neutraal", 1: "Eens", 2: "Helemaal eens"}
SCALE_CLASS = {-2: "m2", -1: "m1", 0: "0", 1: "p1", 2: "p2"}
STANCES = {
    "AGREE": ("check", "Akkoord"),
    "AGREE_IF": ("half", "Akkoord, mits"),
    "DISAGREE": ("cross", "Niet akkoord"),
    "NONE": ("dash", "Nog geen reactie"),
}
ROUTES = {"B1": "B1-route", "ONDERWIJS": "Onderwijsroute", "ZELFREDZAAMHEID": "Z-route", "": "Nog niet bepaald"}
NOTICES = frozenset({"goed", "letop", "keuze"})
DOWNLOADS = {"xlsx": "Naar Excel", "csv": "CSV", "svg": "Download SVG", "png": "Download PNG", "pdf": "Download PDF"}
JOB_CLASS = {"DONE": "is-done", "RUNNING": "is-busy", "FAILED": "is-failed"}
CONTROL_CLASS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.FileInput, "rs-file"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Widget, "utrecht-textbox utrecht-textbox--html-input"),
)


class Part(Protocol):
    """A piece of a finding: its text, whether it is the core, and whether it names one's own municipality."""

    @property
    def text(self) -> str: ...
    @property
    def strong(self) -> bool: ...
    @property
    def mark(self) -> bool: ...


# Blocks with a body


@register.simple_block_tag
def panel(content: str, title: str, note: str = "", link_url: str = "", link_label: str = "") -> SafeString:
    """A section under an ink line: title and note on the left, one link on the right."""
    context = {"content": content, "title": title, "note": note, "link_url": link_url, "link_label": link_label}
    return render_to_string("components/panel.html", context)


@register.simple_block_tag
def figure(  # noqa: PLR0913  every argument is a slot of the frame
    content: str, finding: str | Sequence[Part], svg: str, source: str, title: str = "", links: Iterable[Any] = ()
) -> SafeString:
    """A figure: the finding in words, the picture, the same numbers as a table (the body), and the source."""
    context = {"content": content, "svg": svg, "source": source, "title": title, "links": links}
    parts = None if isinstance(finding, str) else finding
    return render_to_string("components/figure.html", context | {"parts": parts, "finding": finding})


@register.simple_block_tag
def notice(content: str, kind: str, title: str = "") -> SafeString:
    """A message: goed (done), letop (look out) or keuze (you must choose)."""
    if kind not in NOTICES:
        raise template.TemplateSyntaxError(f"notice is one of {sorted(NOTICES)}, not {kind!r}")
    return render_to_string("components/notice.html", {"content": content, "kind": kind, "title": title})


# Blocks without a body


@register.inclusion_tag("components/finding.html")
def finding(parts: Sequence[Part], small: bool = False) -> dict[str, Any]:
    return {"parts": parts, "small": small}


@register.inclusion_tag("components/status_label.html")
def status_label(code: str, label: str = "") -> dict[str, str]:
    """The status of a decision, in its fixed form: dashed, outlined or full."""
    return {"name": str(code).lower().replace("_", "-"), "label": label or str(code).capitalize()}


@register.inclusion_tag("components/stance.html")
def stance(code: str | None, reason: str = "", label: str = "") -> dict[str, str]:
    icon, word = STANCES[code or "NONE"]
    return {"icon": icon, "label": label or word, "reason": reason}


@register.inclusion_tag("components/view_for.html", takes_context=True)
def view_for(
    context: Mapping[str, Any], municipalities: Iterable[Any], chosen: Any, parameter: str = "gemeente",
    label: str = "Bekijk voor",
) -> dict[str, Any]:  # fmt: skip
    """The choice of one's own municipality: its slug in the address, every other parameter kept."""
    query = context["request"].GET if "request" in context else {}
    kept = [(key, value) for key in query if key != parameter for value in query.getlist(key)]
    current = getattr(chosen, "slug", chosen)
    options = [(item.slug, item.name, item.slug == current) for item in municipalities]
    return {"options": options, "kept": kept, "parameter": parameter, "label": label, "mark": parameter == "gemeente"}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Every error of the form on top of it, each a link to its field."""
    links = [(_first_id(field), error) for field in form if field.errors for error in field.errors]
    return {"links": links, "others": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag("components/heat_cell.html")
def heat_cell(
    value: int | None, is_limit: bool = False, is_mine: bool = False, starts_group: bool = False, url: str = ""
) -> dict[str, Any]:
    """One cell of the heat map: sign and digit, position and colour; a missing answer in words."""
    name = "none" if value is None else SCALE_CLASS[value]
    context = {"name": name, "is_limit": is_limit, "is_mine": is_mine, "starts_group": starts_group, "url": url}
    return context | {"text": signed(value), "words": "" if value is None else SCALE[value], "missing": value is None}


@register.inclusion_tag("components/scale_chip.html")
def scale_chip(value: int) -> dict[str, str]:
    return {"name": SCALE_CLASS[value], "text": signed(value)}


@register.inclusion_tag("components/scale_key.html")
def scale_key() -> dict[str, Any]:
    return {"values": SCALE.items()}


@register.inclusion_tag("components/bar.html")
def bar(value: float, maximum: float) -> dict[str, str]:
    """A bar of `value` out of `maximum`; the number itself stands beside it as text."""
    share = max(0.0, min(1.0, float(value) / float(maximum))) if maximum else 0.0
    return {"width": f"{share * 100:.1f}"}


@register.inclusion_tag("components/steps.html")
def steps(count: int, label: str, total: int = 4) -> dict[str, Any]:
    return {"filled": [index < count for index in range(total)], "label": label}


@register.inclusion_tag("components/hexes.html")
def hexes(count: int, total: int) -> dict[str, Any]:
    """A row of tiles, `count` of `total` full; the words stand beside it."""
    tiles = [(index * 14 + 7, index < count) for index in range(total)]
    return {"tiles": tiles, "width": total * 14}


@register.inclusion_tag("components/swatch.html")
def swatch(group: int, label: str = "") -> dict[str, Any]:
    """The hatching of a subregion (1, 2, 3 ...) in one small tile, with its name."""
    return {"group": (int(group) - 1) % 4 + 1, "label": label}


@register.inclusion_tag("components/route.html")
def route(code: str) -> dict[str, str]:
    return {"code": code, "label": ROUTES[code]}


@register.inclusion_tag("components/slats.html")
def slats(states: Iterable[str], current: int, total: int, open_count: int) -> dict[str, Any]:
    """Progress through the questions. `states` holds "done" or "open" per question; `current` counts from 1."""
    marks = ["now" if number == current else state for number, state in enumerate(states, start=1)]
    return {"marks": marks, "current": current, "total": total, "open_count": open_count}


@register.inclusion_tag("components/document_progress.html")
def document_progress(states: Iterable[str], label: str = "") -> dict[str, Any]:
    """One slat per document, from the states of its job (QUEUED, RUNNING, DONE, FAILED)."""
    given = list(states)
    classes = [JOB_CLASS.get(state, "") for state in given]
    return {"classes": classes, "done": given.count("DONE"), "total": len(given), "label": label}


@register.inclusion_tag("components/who_sees.html")
def who_sees(now: str, later: str = "") -> dict[str, str]:
    return {"now": now, "later": later}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/download_links.html")
def download_links(**urls: str) -> dict[str, Any]:
    """Links such as xlsx=url svg=url, in a fixed order and with fixed words."""
    return {"links": [(urls[kind], label) for kind, label in DOWNLOADS.items() if urls.get(kind)]}


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, str]:
    return {"name": name}


# Forms


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
    attrs: dict[str, Any] = {"class": " ".join(filter(None, [ours, widget.attrs.get("class", "")]))}
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


# Notation


def _written(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Nothing is written for a value that is not there, as in Django's own filters."""
    return lambda value: "" if value is None or value == "" else write(value)


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    return "" if value is None or value == "" else notation.number(value, decimals)


for _name, _write in {
    "euro": notation.euro,
    "euro_short": notation.euro_short,
    "percent": notation.percent,
    "date_long": notation.date_long,
    "date_short": notation.date_short,
    "date_with_weekday": notation.date_with_weekday,
    "time": notation.time_of_day,  # takes the place of Django's own: a time is written in one way only
}.items():
    register.filter(_name, _written(_write), expects_localtime=True)


@register.filter
def signed(value: int | None) -> str:
    """Return "+2", "0" or "−2" with a true minus sign; nothing for a missing answer."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{abs(value)}"


def _no_browser_balloons(field: BoundField) -> None:
    # Our errors stand beside the field and say what to do; the browser's would come first and say less.
    field.form.use_required_attribute = False


def _first_id(field: BoundField) -> str:
    return field.id_for_label or f"{field.auto_id}_0"


def _place(value: Any) -> int | None:
    """Return 1 to 5 for an answer of -2 to 2, None for "weet ik niet"."""
    text = str(value)
    return int(text) + 3 if text in {"-2", "-1", "0", "1", "2"} else None
