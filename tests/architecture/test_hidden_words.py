"""Words that only a screen reader says: they stand apart from what is seen, so a colon would be read with a space."""

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def test_no_button_reads_as_word_space_colon() -> None:
    wrong = [
        f"{path.relative_to(TEMPLATES)}"
        for part in ("regions", "procurement", "trajectories")
        for path in sorted((TEMPLATES / part).rglob("*.html"))
        if '<span class="rs-hidden">:' in path.read_text()
    ]
    assert wrong == []
