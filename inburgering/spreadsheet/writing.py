"""Text that stays text in a spreadsheet."""

import unicodedata

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Spreadsheets read a text that starts like this as a formula, also after a detour through CSV.
_FORMULA_STARTS = frozenset("=+-@")


def safe_text(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula: full-width signs and leading space count too."""
    clean = str(ILLEGAL_CHARACTERS_RE.sub("", text))
    start = unicodedata.normalize("NFKC", clean).lstrip()[:1]
    return f"'{clean}" if start in _FORMULA_STARTS and start else clean
