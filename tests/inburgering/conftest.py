"""Another checkout with servers of its own, for tests that hurt them."""

import shutil

import pytest

from inburgering import embedded
from inburgering.embedded import places
from inburgering.embedded.places import state_dir
from tests.database import CHECKOUT


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Servers of another checkout, so that a kill hurts no other test."""
    checkout = tmp_path / "checkout"
    monkeypatch.setattr(places, "CHECKOUT", checkout)
    state = state_dir()
    state.mkdir(parents=True)
    yield checkout
    embedded.stop_broker()
    embedded.stop_database()
    shutil.rmtree(state)


@pytest.fixture
def copied_checkout(tmp_path, monkeypatch):
    """The product as it stands in this checkout, elsewhere."""
    checkout = tmp_path / "checkout"
    away = shutil.ignore_patterns(".*", "var", "tests", "__pycache__", "node_modules", "staticfiles")
    shutil.copytree(CHECKOUT, checkout, ignore=away)
    monkeypatch.setattr(places, "CHECKOUT", checkout)
    yield checkout
    shutil.rmtree(state_dir(), ignore_errors=True)
