"""Worlds that stand while tests come and go: made once per file of tests, and given back as they were after each test.

A world stands in a transaction that is never committed; the transaction of a test is a savepoint within it. A test that
asks no world, or works with real transactions, finds the database without one. Every test gets objects of its own.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection, transaction

_builders: dict[str, Callable[[], Any]] = {}


def gives(name: str, build: Callable[[], Any]) -> Callable[..., Any]:
    """Return a fixture of this name that gives what `build` makes, as if it was made just now."""
    _builders[name] = build

    @pytest.fixture(name=name)
    def standing(db: None) -> Any:
        return _ground.give(name)

    return standing


def prepare(request: pytest.FixtureRequest) -> None:
    """Put the world of this test in place, or take away what stands. Call it before the test gets its database."""
    name = None if _commits(request) else next((one for one in request.fixturenames if one in _builders), None)
    _ground.stand(name, request.getfixturevalue("django_db_blocker"))


def clear() -> None:
    _ground.clear()


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    asked = bool(marker and (marker.args or marker.kwargs))
    return asked or not {"transactional_db", "live_server"}.isdisjoint(request.fixturenames)


class _Ground:
    def __init__(self) -> None:
        self._name: str | None = None
        self._made: Any = None
        self._take_away: Callable[[], None] = lambda: None

    def stand(self, name: str | None, blocker: Any) -> None:
        if name == self._name and not connection.closed_in_transaction:
            return
        self.clear()
        if name is None:
            return
        with blocker.unblock(), ExitStack() as opened:
            opened.enter_context(transaction.atomic())
            self._made = _builders[name]()
            connection.check_constraints()  # now, and not again at the end of every test
            world = opened.pop_all()
        self._name = name

        def take_away() -> None:
            with blocker.unblock(), world:
                transaction.set_rollback(True)

        self._take_away = take_away

    def give(self, name: str) -> Any:
        """Return objects that no other test has; made on the spot for a test with real transactions."""
        return copy.deepcopy(self._made) if name == self._name else _builders[name]()

    def clear(self) -> None:
        if self._name is not None:
            self._name = None
            self._take_away()


_ground = _Ground()
