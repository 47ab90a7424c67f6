"""How long the pages of a project leader take over real HTTP, and how many questions each asks the database."""

from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from procurement.actions import demonstration
from tests import factories
from tests.bench.conftest import Add
from tests.drill.room import Browser
from tests.drill.web import running_web

PART = "Bladzijde"
TIMES = 5
REGION = "/regios/achterhoek/"
PAGES = {
    "regio": REGION,
    "werksessies": f"{REGION}werksessies/",
    "werksessie": f"{REGION}werksessies/1/",
    "verschillen": f"{REGION}werksessies/1/uitkomsten/verschillen/",
    "subregio's": f"{REGION}subregios/",
    "voorstel": f"{REGION}subregios/voorstel-1/",
    "gevolgen": f"{REGION}subregios/voorstel-1/gevolgen/?gemeente=aalten&naar=2",
    "scenario's": f"{REGION}scenarios/",
    "vergelijken": f"{REGION}scenarios/vergelijken/?s=1,2,3&rijen=alles",
    "aannames": f"{REGION}aannames/",
    "rapporten": "/rapporten/",
    "nieuw rapport": f"{REGION}rapporten/nieuw/",
}


def measure_how_fast_the_pages_of_a_project_leader_come(transactional_db, tmp_path, add: Add):
    factories.reference_data()
    region = demonstration.load(on=timezone.localdate(), by=CLOCK)
    leader = User.objects.get(email__startswith="projectleider@", email__contains=region.slug)
    device = Client()
    device.force_login(leader)
    with running_web(tmp_path / "web.log") as web:
        browser = Browser(web.port, {settings.SESSION_COOKIE_NAME: device.cookies[settings.SESSION_COOKIE_NAME].value})
        first = {name: browser.get(path) for name, path in PAGES.items()}
        later = {name: [browser.get(path) for _ in range(TIMES)] for name, path in PAGES.items()}
        browser.close()
    for name, path in PAGES.items():
        assert {reply.status for reply in [first[name], *later[name]]} == {200}, name
        times = [reply.first for reply in later[name]]
        figure = (
            f"{1000 * median(times):4.0f} ms, {queries(device, path):2} vragen; eerste keer {ms(first[name].first)}"
        )
        add(PART, f"{name} tot de eerste byte (mediaan van {TIMES})", figure, "≤ 250 ms, hooguit 400; ≤ 15 vragen")


def queries(device: Client, path: str) -> int:
    """Count the questions, those about session, user and context included."""
    device.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert device.get(path).status_code == 200
    return len(asked)


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
