"""Filters that write numbers and dates in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from inburgering import notation
from inburgering.components.library import register
from inburgering.components.scale import signed

ROUTE = re.compile(r"\b((?:B1|Z)-route)\b")
register.filter("signed", signed)


def _written(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Nothing is written for a value that is not there, as in Django's own filters."""
    return lambda value: "" if value is None or value == "" else write(value)


@register.filter
def unbroken(value: str) -> str:
    """Return the text with "B1-route" and "Z-route" kept on one line: the font has no hyphen that does not break."""
    return mark_safe(ROUTE.sub(r'<span class="rs-unbroken">\1</span>', conditional_escape(value)))  # noqa: S308 - escaped


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    return "" if value is None or value == "" else notation.number(value, decimals)


WRITERS: dict[str, Callable[[Any], str]] = {
    "euro": notation.euro,
    "euro_short": notation.euro_short,
    "percent": notation.percent,
    "date_long": notation.date_long,
    "date_short": notation.date_short,
    "date_with_weekday": notation.date_with_weekday,
    "time": notation.time_of_day,  # takes the place of Django's own: a time is written in one way only
}
for _name, _write in WRITERS.items():
    register.filter(_name, _written(_write), expects_localtime=True)
