"""The pages of the portfolio, for the team and for somebody with a link."""

import logging
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.documents import pdf
from inburgering.logs import WithoutSecrets
from tests.people import Casework, signed_in
from trajectories.models import PortfolioItem, PortfolioShare, Trajectory

ITEM = {"life_area": "WERK", "title": "Drie dagen bakkerij", "own_words": "Ik kon het"}
PDF = b"%PDF-1.4 bewijs"


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "render", lambda markup: pdf.Pdf(b"%PDF-1.7 portfolio", 1))


@pytest.fixture
def made(work: Casework) -> Trajectory:
    with as_user(work.bakker.pk):
        return work.register()


def url(name: str, trajectory: Trajectory, *more: object) -> str:
    return reverse(name, args=[trajectory.number, *more])


def item_of(work: Casework) -> PortfolioItem:
    with as_user(work.bakker.pk):
        return PortfolioItem.objects.get()


def link(work: Casework, trajectory: Trajectory) -> str:
    """Share as the page does it; return the path of the link that the page then shows."""
    day = timezone.localdate()
    until = day + timedelta(days=30)
    client = signed_in(work.bakker)
    client.post(url("add_portfolio_item", trajectory), ITEM)
    given = {
        "what": "alles", "shared_with": "Bakkerij Jansen", "until_on": f"{until:%d-%m-%Y}",
        "asked_on": f"{day:%d-%m-%Y}",
    }  # fmt: skip
    assert client.post(url("share_portfolio", trajectory), given).status_code == 302
    page = client.get(url("show_portfolio", trajectory)).content.decode()
    shown = page.split('rs-portfolio-link">')[1].split("</span>")[0]
    return "/portfolio/" + shown.split("/portfolio/")[1]


def test_an_empty_portfolio_says_what_belongs_here(work: Casework, made: Trajectory) -> None:
    page = signed_in(work.dewit).get(url("show_portfolio", made)).content.decode()

    assert "nog leeg" in page
    assert "waar de inburgeraar trots op is" in page


def test_an_item_with_evidence_is_added_shown_and_downloaded(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)
    file = SimpleUploadedFile("mijn naam en bsn.pdf", PDF, "application/pdf")
    assert client.post(url("add_portfolio_item", made), ITEM | {"file": file}).status_code == 302

    page = client.get(url("show_portfolio", made)).content.decode()
    assert "Drie dagen bakkerij" in page
    assert "blijft hier bij verhuizing" in page
    response = client.get(url("download_evidence", made, item_of(work).pk))
    assert response.content == PDF
    assert "attachment" in response["Content-Disposition"]
    assert "naam" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Vul in wat de inburgeraar wil laten zien"),
        ({"life_area": "VOETBAL"}, "Kies een leefgebied"),
        ({"happened_on": "1-1-2099"}, "na vandaag"),
        ({"own_words": "BSN 999990019"}, "Haal het weg"),
        ({"file": SimpleUploadedFile("x.pdf", b"MZ\x90 program")}, "geen PDF, JPG of PNG"),
    ],
)
def test_bad_input_stays_with_a_sentence(work: Casework, made: Trajectory, typed: dict[str, object], said: str) -> None:
    response = signed_in(work.bakker).post(url("add_portfolio_item", made), ITEM | typed)

    assert response.status_code == 422
    assert said in response.content.decode()
    with as_user(work.bakker.pk):
        assert not PortfolioItem.objects.exists()


def test_an_item_is_changed_and_removed(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)
    client.post(url("add_portfolio_item", made), ITEM)
    pk = item_of(work).pk
    assert "Drie dagen bakkerij" in client.get(url("change_portfolio_item", made, pk)).content.decode()
    client.post(url("change_portfolio_item", made, pk), ITEM | {"title": "Vijf dagen", "may_go_along": "on"})
    assert (item_of(work).title, item_of(work).may_go_along) == ("Vijf dagen", True)

    client.post(url("remove_portfolio_item", made, pk))
    with as_user(work.bakker.pk):
        assert not PortfolioItem.objects.exists()


@pytest.mark.parametrize("name", ["show_portfolio", "add_portfolio_item", "share_portfolio", "download_portfolio",
                                  "export_portfolio"])  # fmt: skip
def test_another_gemeente_finds_nothing(work: Casework, made: Trajectory, name: str) -> None:
    assert signed_in(work.yilmaz).get(url(name, made)).status_code == 404
    assert signed_in(work.world.leader).get(url(name, made)).status_code == 404
    assert "reden" in signed_in(work.elsewhere).get(url(name, made)).url


def test_another_gemeente_cannot_act(work: Casework, made: Trajectory) -> None:
    link(work, made)
    with as_user(work.bakker.pk):
        share = PortfolioShare.objects.get()
    stranger = signed_in(work.yilmaz)

    assert stranger.post(url("add_portfolio_item", made), ITEM).status_code == 404
    assert stranger.post(url("remove_portfolio_item", made, share.item_id or 1)).status_code == 404
    assert stranger.post(url("withdraw_portfolio", made, share.pk)).status_code == 404
    with as_user(work.bakker.pk):
        assert PortfolioShare.objects.get().withdrawn_at is None


def test_an_item_of_another_trajectory_is_not_found(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)
    client.post(url("add_portfolio_item", made), ITEM)
    with as_user(work.bakker.pk):
        other = work.register("Omar Khalil", person={"birth_year": 1980})

    for name in ("change_portfolio_item", "download_evidence"):
        assert client.get(url(name, other, item_of(work).pk)).status_code == 404


def test_whoever_has_the_link_reads_until_it_is_withdrawn(work: Casework, made: Trajectory) -> None:
    address, visitor = link(work, made), Client()

    response = visitor.get(address)
    assert response.status_code == 200
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"
    assert "Haddad" not in response.content.decode()
    assert visitor.get(f"{address}pdf/").content == b"%PDF-1.7 portfolio"

    with as_user(work.bakker.pk):
        pk = PortfolioShare.objects.get().pk
    signed_in(work.dewit).post(url("withdraw_portfolio", made, pk))
    assert visitor.get(address).status_code == visitor.get(f"{address}pdf/").status_code == 404


def test_expired_withdrawn_and_wrong_links_answer_the_same(work: Casework, made: Trajectory) -> None:
    address, visitor = link(work, made), Client()
    wrong = visitor.get("/portfolio/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")
    with as_user(work.bakker.pk):
        PortfolioShare.objects.update(until_on=timezone.localdate() - timedelta(days=1))
    expired = visitor.get(address)
    with as_user(work.bakker.pk):
        PortfolioShare.objects.update(until_on=timezone.localdate(), withdrawn_at=timezone.now())
    withdrawn = visitor.get(address)

    assert wrong.status_code == expired.status_code == withdrawn.status_code == 404
    assert wrong.content == expired.content == withdrawn.content
    assert "niets meer openen" in wrong.content.decode()


def test_the_token_never_reaches_the_log(work: Casework, made: Trajectory) -> None:
    address = link(work, made)
    line = logging.makeLogRecord({"msg": '"GET %s HTTP/1.1" 200', "args": (address,)})

    WithoutSecrets().filter(line)

    assert address.split("/")[2] not in line.getMessage()


def test_sharing_without_an_end_or_with_a_wrong_one_stays(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)
    client.post(url("add_portfolio_item", made), ITEM)

    empty = client.post(url("share_portfolio", made), {"shared_with": "De school"})
    late = client.post(
        url("share_portfolio", made),
        {"what": "alles", "shared_with": "De school", "until_on": "1-1-2099", "asked_on": "1-11-2026"},
    )

    assert empty.status_code == late.status_code == 422
    assert "Vul de laatste dag in" in empty.content.decode()
    assert "Kies wat de ander mag zien" in empty.content.decode()
    assert "hooguit een jaar" in late.content.decode()
    assert "De school" in late.content.decode()


def test_downloads_have_no_name_in_theirs(work: Casework, made: Trajectory) -> None:
    client = signed_in(work.bakker)
    client.post(url("add_portfolio_item", made), ITEM)

    for name in ("download_portfolio", "export_portfolio"):
        assert "Haddad" not in client.get(url(name, made))["Content-Disposition"]
