"""Servers of another checkout, for tests that hurt them."""

import shutil

import pytest

from inburgering import embedded
from inburgering.embedded import places
from inburgering.embedded.places import state_dir


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
