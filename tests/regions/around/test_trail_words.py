"""Every act in the code has words in the trail."""

import ast
import re
from pathlib import Path

import pytest

from regions.reports.trail import OTHER, sentence
from regions.reports.trail_words import SENTENCES

ACTIONS = Path(__file__).resolve().parents[3] / "regions" / "actions"
VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def verbs() -> set[str]:
    """Every text in the acts that looks like a verb of the trail, so also one that is chosen by a condition."""
    found = set()
    for path in ACTIONS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and VERB.fullmatch(node.value):
                found.add(node.value)
    return {verb for verb in found if not verb.endswith((".csv", ".invalid", ".xlsx", ".json"))}


def test_every_act_has_a_sentence() -> None:
    assert len(verbs()) > 40
    assert verbs() - set(SENTENCES) == set()


@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_a_sentence_reads_without_its_details(verb: str) -> None:
    kind, words = sentence(verb, "Stelling 3: Eigen regie", {})

    assert kind != OTHER
    assert "{" not in words


def test_an_act_without_words_is_shown_under_its_own_name() -> None:
    assert sentence("moon.landed", "Werksessie 2", {}) == (OTHER, "moon.landed: Werksessie 2")
