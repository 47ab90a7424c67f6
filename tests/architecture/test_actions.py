"""An action says who acts, and happens as a whole or not at all."""

import importlib
import inspect
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for app in ("regions", "procurement", "trajectories")
    for path in sorted(ROOT.glob(f"{app}/actions/*.py"))
    if path.name != "__init__.py"
]


def public_functions(module_name: str) -> list[tuple[str, object]]:
    module = importlib.import_module(module_name)
    return [
        (name, found)
        for name, found in vars(module).items()
        if inspect.isfunction(found) and not name.startswith("_") and found.__module__ == module_name
    ]


ACTIONS = [
    pytest.param(function, id=f"{module}.{name}")
    for module in MODULES
    for name, function in public_functions(module)
    if "by" in inspect.signature(function).parameters
]


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_names_its_actor_and_takes_keywords_only(action: object) -> None:
    parameters = inspect.signature(action).parameters

    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters.values())


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_one_transaction(action: object) -> None:
    # transaction.atomic wraps the function: what we see is its wrapper.
    assert hasattr(action, "__wrapped__"), "zet @transaction.atomic erboven"


def test_there_are_actions() -> None:
    assert len(ACTIONS) > 15
