"""Blocks: sections, figures, messages, and what stands in the head of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.http import QueryDict
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from inburgering.components.library import register

NOTICES = frozenset({"goed", "letop", "keuze"})
DOWNLOADS = {"xlsx": "Naar Excel", "csv": "CSV", "svg": "Download SVG", "png": "Download PNG", "pdf": "Download PDF"}


class Part(Protocol):
    """A piece of a finding: its text, whether it is the core, and whether it names one's own municipality."""

    @property
    def text(self) -> str: ...
    @property
    def strong(self) -> bool: ...
    @property
    def mark(self) -> bool: ...


@register.simple_block_tag
def panel(
    content: str, title: str, note: str = "", link_url: str = "", link_label: str = "", heading_id: str = ""
) -> SafeString:
    """A section under an ink line: title and note on the left, one link on the right; `heading_id` to link to it."""
    context = {"content": content, "title": title, "note": note, "link_url": link_url, "link_label": link_label}
    return render_to_string("components/panel.html", context | {"heading_id": heading_id})


@register.simple_block_tag
def figure(
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
        raise TemplateSyntaxError(f"notice is one of {sorted(NOTICES)}, not {kind!r}")
    return render_to_string("components/notice.html", {"content": content, "kind": kind, "title": title})


@register.inclusion_tag("components/finding.html")
def finding(parts: Sequence[Part], small: bool = False) -> dict[str, Any]:
    return {"parts": parts, "small": small}


@register.inclusion_tag("components/view_for.html", takes_context=True)
def view_for(
    context: Mapping[str, Any], municipalities: Iterable[Any], chosen: Any, parameter: str = "gemeente",
    label: str = "Bekijk voor",
) -> dict[str, Any]:  # fmt: skip
    """The choice of one's own municipality: its slug in the address, every other parameter kept."""
    query: QueryDict = context["request"].GET if "request" in context else QueryDict()
    kept = [(key, value) for key in query if key != parameter for value in query.getlist(key)]
    current = getattr(chosen, "slug", chosen)
    options = [(item.slug, item.name, item.slug == current) for item in municipalities]
    return {"options": options, "kept": kept, "parameter": parameter, "label": label, "mark": parameter == "gemeente"}


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
