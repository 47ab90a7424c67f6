"""Grab-bags have no place: a module is named after the one reason it may change."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BANNED = {"utils", "helpers", "services", "managers", "mixins", "common", "misc"}


def test_no_module_is_a_grab_bag() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for app in ("inburgering", "regions", "procurement", "trajectories", "tests")
        for path in ROOT.glob(f"{app}/**/*.py")
        if path.stem in BANNED or path.parent.name in BANNED
    ]

    assert found == []


def test_no_signals_and_no_save_overrides() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for app in ("inburgering", "regions", "procurement", "trajectories")
        for path in ROOT.glob(f"{app}/**/*.py")
        if "django.dispatch" in path.read_text() or "def save(self" in path.read_text()
    ]

    assert found == []
