"""Who reads which document: one's own and the region's, never a neighbour's."""

import io
import zipfile
from urllib.parse import unquote

import pytest

from procurement.actions import report as acts
from regions.actions.refusal import NotNow
from tests.procurement.reports.conftest import document_for, work

pytestmark = pytest.mark.usefixtures("quick_pdf")
SLUGS = (None, "aalten", "doetinchem")


@pytest.fixture
def ready(buying, report):
    """Return the report with three documents made and the others stopped."""
    for slug in SLUGS:
        work(document_for(buying, report, slug))
    with buying.seen_by("leader"):
        acts.cancel_open(report=report, by=buying.leader)
    return report


@pytest.fixture
def shared(buying, ready):
    with buying.seen_by("leader"):
        acts.share(report=ready, by=buying.leader)
    return ready


def address(buying, report, slug) -> str:
    return f"/rapporten/{report.number}/{document_for(buying, report, slug).document.number}/pdf/"


def test_an_alderman_reads_his_own_document_and_that_of_the_region(client, buying, shared):
    addresses = {slug: address(buying, shared, slug) for slug in SLUGS}
    client.force_login(buying.users["alderman"])

    found = {slug: client.get(one).status_code for slug, one in addresses.items()}

    assert found == {None: 200, "aalten": 200, "doetinchem": 404}
    page = client.get(f"/rapporten/{shared.number}/").content.decode()
    assert "Lees de PDF van Aalten" in page
    assert "Lees de PDF van Doetinchem" not in page
    assert "Ter besluit, college van Aalten" in page
    assert "Deel de gemeente Aalten in bij subregio Oost." in page


def test_before_sharing_a_municipality_finds_nothing(client, buying, ready):
    client.force_login(buying.users["alderman"])

    assert client.get(f"/rapporten/{ready.number}/").status_code == 404
    assert "nog geen rapport" in client.get("/rapporten/").content.decode()


def test_another_region_finds_nothing(client, buying, shared):
    one = address(buying, shared, None)
    client.force_login(buying.users["stranger"])

    assert client.get(one).status_code == 404
    assert client.get(f"/rapporten/{shared.number}/").status_code == 404
    assert client.get(f"/rapporten/{shared.number}/alles.zip").status_code == 404


def test_a_pdf_opens_in_the_browser_under_its_own_name(client, buying, shared):
    one = address(buying, shared, "aalten")
    client.force_login(buying.users["alderman"])

    response = client.get(one)

    disposition = unquote(response["Content-Disposition"])
    assert disposition.startswith("inline; filename")
    assert f"{shared.decide_on} Inkoop leerroutes Achterhoek - Aalten v1.pdf" in disposition
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def test_the_zip_holds_what_this_reader_may_read(client, buying, shared):
    client.force_login(buying.users["alderman"])

    response = client.get(f"/rapporten/{shared.number}/alles.zip")

    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 2
    assert not any("Doetinchem" in name for name in names)


def test_sharing_waits_until_nothing_is_being_made(buying, report):
    with buying.seen_by("leader"), pytest.raises(NotNow, match="Nog niet alle documenten"):
        acts.share(report=report, by=buying.leader)


def test_sharing_again_adds_only_what_was_missing(buying, shared):
    with buying.seen_by("leader"):
        assert acts.share(report=shared, by=buying.leader) == []


def test_the_page_tells_how_far_the_documents_are(client, buying, report):
    work(document_for(buying, report, "aalten"))
    client.force_login(buying.leader)

    page = client.get(f"/rapporten/{report.number}/").content.decode()
    progress = client.get(f"/rapporten/{report.number}/voortgang/")

    assert "1 van 9 documenten klaar." in page
    assert progress.status_code == 200
    client.post(f"/rapporten/{report.number}/stoppen/")
    assert client.get(f"/rapporten/{report.number}/voortgang/").status_code == 286


@pytest.mark.parametrize("path", ["stoppen/", "delen/", "documenten/aalten/opnieuw/"])
@pytest.mark.parametrize("key", ["alderman", "adviser", "stranger"])
def test_only_the_makers_act_on_a_report(client, buying, shared, path, key):
    client.force_login(buying.users[key])

    assert client.post(f"/rapporten/{shared.number}/{path}").status_code == 404


def test_a_get_changes_nothing(client, buying, ready):
    client.force_login(buying.leader)

    assert client.get(f"/rapporten/{ready.number}/delen/").status_code == 405
    assert client.get(f"/rapporten/{ready.number}/stoppen/").status_code == 405
