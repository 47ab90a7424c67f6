"""Contrast of every pair of colours that carries text, a border of a field or the focus ring."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = dict(
    re.findall(r"--rs-([a-z0-9-]+): (#[0-9a-f]{6});", Path(settings.BASE_DIR, "static/css/tokens.css").read_text())
)
TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11

PAIRS = [
    *((ink, ground, TEXT) for ink in ("inkt", "inkt-2", "petrol") for ground in
      ("papier", "vel", "papier-diep", "petrol-licht", "merkstift", "letop-licht", "goed-licht")),
    ("telaat", "papier", TEXT), ("telaat", "telaat-licht", TEXT), ("inkt", "telaat-licht", TEXT),
    ("letop", "papier", TEXT), ("letop", "letop-licht", TEXT), ("goed", "papier", TEXT),
    ("koper", "koper-licht", TEXT), ("pruim", "pruim-licht", TEXT),
    ("vel", "petrol", TEXT), ("vel", "petrol-diep", TEXT), ("vel", "inkt", TEXT),
    ("vel", "schaal-m2", TEXT), ("inkt", "schaal-m1", TEXT), ("inkt", "schaal-0", TEXT),
    ("inkt", "schaal-p1", TEXT), ("vel", "schaal-p2", TEXT),
    ("route-b1", "papier", SHAPE), ("route-onderwijs", "papier", SHAPE), ("route-z", "papier", SHAPE),
    ("lijn", "papier", SHAPE), ("lijn", "vel", SHAPE),
    ("focus", "inkt", SHAPE), ("inkt", "papier", SHAPE),
]  # fmt: skip


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(front: str, back: str, least: float) -> None:
    light, dark = sorted((luminance(TOKENS[front]), luminance(TOKENS[back])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= least
