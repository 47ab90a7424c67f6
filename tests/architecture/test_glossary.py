"""One word for one thing: the glossary in the README and the names of what we remember agree."""

import re
from pathlib import Path

from django.apps import apps

README = (Path(__file__).resolve().parents[2] / "README.md").read_text()
OURS = {"accounts", "audit", "jobs", "documents", "regions", "procurement", "trajectories"}


def rows() -> list[list[str]]:
    table = README.split("## Begrippen")[1].split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def models() -> set[str]:
    return {model.__name__ for model in apps.get_models() if model._meta.app_label in OURS}


def test_every_model_stands_in_the_glossary() -> None:
    explained = {word for row in rows() for word in re.findall(r"`(\w+)`", row[0])}

    assert models() - explained == set()


def test_no_model_bears_a_forbidden_name() -> None:
    forbidden = {word.strip() for row in rows() for word in row[3].split(",")} - {"–"}

    assert forbidden
    assert models() & forbidden == set()
