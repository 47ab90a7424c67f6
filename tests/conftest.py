"""What every test may count on: real PostgreSQL as role app, a real broker, a real browser, no network."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest
from celery import current_app
from django.conf import settings
from django.urls import get_resolver
from playwright.sync_api import Browser, BrowserContext, Page

from inburgering import embedded
from tests import browser as browsers
from tests import database, factories, people, standing
from tests.worker import Worker, running_worker


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium; given to every test that uses the fixture browser")
    if not hasattr(config, "workerinput"):  # with xdist the controller alone starts and stops
        embedded.start_database("test")
        embedded.start_broker("test")
        database.take_slot()
    settings.CELERY_BROKER_URL = current_app.conf.broker_url = database.broker_url()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        database.release_slot()
        embedded.stop_broker("test")
        embedded.stop_database("test")


@pytest.hookimpl(tryfirst=True)  # before pytest looks which marks are asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if "drill" in item.path.parts:
            item.add_marker("drill")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """Replace pytest-django's own: the owner makes the schema, app runs the tests."""
    with django_db_blocker.unblock():
        database.prepare()
    yield
    database.finish()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest) -> Iterator[None]:
    if fixturedef.argname == "_django_db_helper":  # the one door through which pytest-django gives a test its database
        standing.prepare(request)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    result = yield
    if nextitem is None or nextitem.path != item.path:
        standing.clear()
    return result


standing_world = standing.gives("standing_world", factories.world)
standing_casework = standing.gives("standing_casework", people.casework)


@pytest.fixture
def as_owner(db: None) -> Callable[[], AbstractContextManager[None]]:
    """`with as_owner():` arranges rows above row-level security. Never for the act that is tested."""
    return database.as_owner


@pytest.fixture(scope="module")  # no longer: it would make the reports that walks of others ask for and never read
def celery_worker_process(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """A worker for tests with `transactional_db`: it sees only what is committed."""
    with running_worker(tmp_path_factory.mktemp("worker") / "worker.log") as worker:
        yield worker


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsers.launched() as browser:
        yield browser


@pytest.fixture
def browser_context(browser: Browser, live_server: object) -> Iterator[BrowserContext]:
    """Another person at another device: one context has one set of cookies."""
    get_resolver().url_patterns  # noqa: B018 - every page is imported before the first one is asked for
    with browsers.watched(browser, str(live_server)) as context:
        yield context


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A page of the live server; it fails the test on a broken content security policy or a script error."""
    return browser_context.new_page()


@pytest.fixture
def new_device(browser: Browser, live_server: object) -> Iterator[Callable[..., BrowserContext]]:
    """`new_device(viewport=…)` gives one more person or telephone, watched like the first."""
    with ExitStack() as devices:
        yield lambda **options: devices.enter_context(browsers.watched(browser, str(live_server), **options))
