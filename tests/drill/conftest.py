"""Servers and a printer of figures that only the drills use."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from celery import current_app

from inburgering import embedded
from inburgering.embedded.places import state_dir
from tests import database

BROKER = "drill"


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a figure that was measured, whatever pytest does with output."""

    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n    {line}")

    return say


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker that keeps what it has, as the product's own does, and that may be killed."""

    def start(self) -> None:
        embedded.start_broker(BROKER)

    def kill(self) -> None:
        os.kill(int((state_dir() / BROKER / "broker" / "broker.pid").read_text()), signal.SIGKILL)


@pytest.fixture
def own_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    """A broker of this test alone: hints of this process and its workers go there, and other tests keep theirs."""
    broker = Broker()
    broker.start()
    address = f"{embedded.broker_url(BROKER)}?virtual_host=0"
    monkeypatch.setattr(database, "broker_url", lambda: address)
    usual = current_app.conf.broker_url
    _send_to(address)
    yield broker
    _send_to(usual)
    embedded.stop_broker(BROKER)


def _send_to(address: str) -> None:
    current_app.conf.broker_url = address
    # Celery keeps connections to the former address; a fork forgets them, and so do we.
    current_app._after_fork()
