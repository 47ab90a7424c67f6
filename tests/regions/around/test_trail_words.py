"""Every act in the code has words in the trail."""

import ast
import re
from pathlib import Path

import pytest

from regions.reports.trail import OTHER, sentence
from regions.reports.trail_words import SENTENCES
from regions.reports.trail_words_people import PEOPLE

ROOT = Path(__file__).resolve().parents[3]
APPS = ("inburgering", "regions", "procurement", "trajectories")
VERB = re.compile(r"[a-z_]+\.[a-z_0-9]+")
RECORDS = {"record", "leave_trace", "_record", "_after"}


def texts(tree: ast.AST) -> set[str]:
    """Every text that looks like a verb of the trail, so also one that is chosen by a condition."""
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in found if VERB.fullmatch(text)}


def recorded(tree: ast.AST) -> set[str]:
    """The verbs that stand in a call which leaves a trace."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RECORDS)
    return {text for call in calls for text in texts(call)}


def verbs() -> set[str]:
    """Every verb of the code: of a call, or a text with the same first word elsewhere in an act or a task."""
    trees = [ast.parse(path.read_text()) for app in APPS for path in (ROOT / app).rglob("*.py")]
    first_words = {verb.partition(".")[0] for tree in trees for verb in recorded(tree)}
    files = (".csv", ".invalid", ".xlsx", ".json", ".pdf", ".html", ".txt")
    everything = {text for tree in trees for text in texts(tree)}
    return {one for one in everything if one.partition(".")[0] in first_words and not one.endswith(files)}


def test_every_act_has_a_sentence() -> None:
    assert len(verbs()) > 200
    assert verbs() - set(SENTENCES) == set()


def test_no_sentence_about_a_dossier_has_a_place_for_what_tells_who_it_is() -> None:
    """Codes and numbers only: the trail of an act on a person holds no more."""
    places = {place for _, words in PEOPLE.values() for place in re.findall(r"{(\w+)}", words)}
    assert places <= {"months", "number", "kind"}


@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_a_sentence_reads_without_its_details(verb: str) -> None:
    kind, words = sentence(verb, "Stelling 3: Eigen regie", {})

    assert kind != OTHER
    assert "{" not in words


def test_an_act_without_words_is_shown_under_its_own_name() -> None:
    assert sentence("moon.landed", "Werksessie 2", {}) == (OTHER, "moon.landed: Werksessie 2")
