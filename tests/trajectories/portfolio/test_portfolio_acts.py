"""The portfolio: what is in it, evidence that is what it says, and links that end."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from inburgering.accounts.context import as_user, context
from inburgering.audit.models import AuditEvent
from inburgering.documents import pdf
from tests.factories import TODAY
from tests.people import Casework
from trajectories.actions import portfolio
from trajectories.actions.portfolio import Shown
from trajectories.actions.refusal import NotNow
from trajectories.models import PersonFile, PortfolioShare, Trajectory
from trajectories.reports import portfolio_file, portfolio_secret, portfolio_shared
from trajectories.reports.portfolio_evidence import LARGEST, Evidence, Unusable, read

UNTIL = TODAY + timedelta(days=30)


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else None).save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the markup and make no PDF: its look is tested apart."""
    printed: list[str] = []

    def made(markup: str) -> pdf.Pdf:
        printed.append(markup)
        return pdf.Pdf(b"%PDF-1.7 portfolio", 1)

    monkeypatch.setattr(pdf, "render", made)
    return printed


def add(work: Casework, trajectory: Trajectory, **more: object) -> object:
    shown = Shown(**({"life_area": "WERK", "title": "Drie dagen bakkerij", "own_words": "Ik kon het"} | more))
    return portfolio.add(trajectory=trajectory, shown=shown, on=TODAY, by=work.bakker)


def share(work: Casework, trajectory: Trajectory, **more: object) -> PortfolioShare:
    given = {"item": None, "shared_with": "Bakkerij Jansen", "until_on": UNTIL, "asked_on": TODAY} | more
    return portfolio.share(trajectory=trajectory, on=TODAY, by=work.bakker, **given)


def seen(token: str) -> portfolio_shared.SharedPortfolio | None:
    """Look as nobody: the link alone opens it."""
    with context("none"):
        return portfolio_shared.opened(token)


def test_a_photo_loses_its_place_and_device() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Geheime telefoon"
    kept = read(photo(exif=exif))

    assert (kept.media_type, kept.extension) == ("image/jpeg", "jpg")
    assert b"Geheime telefoon" not in kept.content
    assert not dict(Image.open(io.BytesIO(kept.content)).getexif())


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1"])
def test_every_kind_of_png_becomes_a_photo(mode: str) -> None:
    assert read(photo("PNG", mode=mode)).media_type == "image/jpeg"


def test_a_large_photo_becomes_smaller() -> None:
    assert max(Image.open(io.BytesIO(read(photo(size=(3000, 1500))).content)).size) == 2000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"GIF89a....", "geen PDF, JPG of PNG"),
        (b"<html>%PDF-", "geen PDF, JPG of PNG"),
        (b"PK\x03\x04zip", "geen PDF, JPG of PNG"),
        (b"\xff\xd8\xff stuk", "niet te openen"),
        (b"\x89PNG\r\n\x1a\n stuk", "niet te openen"),
        (b"%PDF-" + b"0" * LARGEST, "11 MB"),
    ],
)
def test_what_is_no_evidence_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Unusable, match=words):
        read(content)


def test_a_photo_of_too_many_pixels_is_not_unpacked() -> None:
    with pytest.raises(Unusable, match="niet te openen"):
        read(photo("PNG", size=(9000, 9000), mode="1"))


def test_an_item_keeps_its_evidence_and_leaves_one_trace(work: Casework) -> None:
    with as_user(work.bakker.pk):
        made = work.register()
        item = add(work, made, evidence=read(photo()))

        assert item.evidence.kind == PersonFile.Kind.EVIDENCE
        assert AuditEvent.objects.filter(verb="trajectory.portfolio_added").count() == 1
        assert "bakkerij" not in str(AuditEvent.objects.filter(verb__startswith="trajectory.port").values())


def test_changing_replaces_the_evidence_and_removing_takes_it_all(work: Casework, quick_pdf: list[str]) -> None:
    with as_user(work.bakker.pk):
        made = work.register()
        item = add(work, made, evidence=read(photo()))
        shown = Shown(life_area="TAAL", title="Brief", evidence=Evidence(b"%PDF-1.4 x", "application/pdf", "pdf"))
        item = portfolio.change(item=item, shown=shown, on=TODAY, by=work.bakker)
        assert made.files.get().media_type == "application/pdf"

        share(work, made, item=item)
        token = portfolio_secret.token_of(made.portfolio_shares.get())
        portfolio.remove(item=item, on=TODAY, by=work.bakker)

        assert (made.portfolio.count(), made.files.count(), made.portfolio_shares.count()) == (0, 0, 0)
        assert seen(token) is None


def test_a_day_to_come_is_refused(work: Casework) -> None:
    with as_user(work.bakker.pk), pytest.raises(NotNow, match="na vandaag"):
        add(work, work.register(), happened_on=TODAY + timedelta(days=1))


def test_a_link_opens_for_who_has_it_and_only_the_hash_is_kept(work: Casework, quick_pdf: list[str]) -> None:
    with as_user(work.bakker.pk):
        made = work.register()
        add(work, made)
        given = share(work, made)
        token = portfolio_secret.token_of(given)

    assert seen(token).until_on == UNTIL
    assert given.token_sha256 == portfolio_secret.hashed(token)
    assert token not in str(given.__dict__)
    assert portfolio_secret.address(given).endswith(f"/portfolio/{token}/")


@pytest.mark.parametrize("wrong", ["", "x", "A" * 32])
def test_a_wrong_token_opens_nothing(work: Casework, wrong: str) -> None:
    assert seen(wrong) is None


def test_a_link_ends_by_itself_and_by_withdrawing(work: Casework, quick_pdf: list[str]) -> None:
    with as_user(work.bakker.pk):
        made = work.register()
        ended, withdrawn = share(work, made), share(work, made)
        PortfolioShare.objects.filter(pk=ended.pk).update(until_on=TODAY - timedelta(days=400))
        portfolio.withdraw(share=withdrawn, on=TODAY, by=work.bakker)
        again = portfolio.withdraw(share=withdrawn, on=TODAY, by=work.bakker)

        assert again.withdrawn_at
        assert AuditEvent.objects.filter(verb="trajectory.portfolio_withdrawn").count() == 1
    assert seen(portfolio_secret.token_of(ended)) is None
    assert seen(portfolio_secret.token_of(withdrawn)) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"until_on": TODAY - timedelta(days=1)}, "voor vandaag"),
        ({"until_on": TODAY + timedelta(days=367)}, "hooguit een jaar"),
        ({"asked_on": TODAY + timedelta(days=1)}, "na vandaag"),
    ],
)
def test_sharing_has_an_end_and_was_asked(work: Casework, days: dict[str, object], words: str) -> None:
    with as_user(work.bakker.pk), pytest.raises(NotNow, match=words):
        share(work, work.register(), **days)


def test_one_item_shows_nothing_of_the_others(work: Casework, quick_pdf: list[str]) -> None:
    with as_user(work.bakker.pk):
        made = work.register()
        item = add(work, made)
        add(work, made, title="Iets anders", life_area="GEZOND")
        share(work, made, item=item)

    assert "Drie dagen bakkerij" in quick_pdf[0]
    assert "Iets anders" not in quick_pdf[0]


def test_what_was_shared_stays_as_it_was(work: Casework, quick_pdf: list[str]) -> None:
    with as_user(work.bakker.pk):
        made = work.register()
        item = add(work, made)
        given = share(work, made, item=item)
        portfolio.change(item=item, shown=Shown(life_area="WERK", title="Nieuw"), on=TODAY, by=work.bakker)

    assert seen(portfolio_secret.token_of(given)).title == "Drie dagen bakkerij"


def test_the_pdf_shows_photos_and_pages_and_no_bsn(work: Casework) -> None:
    brought = pdf.render("<html lang=nl><title>x</title><body><p>Certificaat</p></body></html>").content
    with as_user(work.bakker.pk):
        made = work.register(person={"bsn": "999990019"})
        add(work, made, evidence=read(photo(size=(400, 300))))
        add(work, made, title="Certificaat", evidence=read(brought))
        add(work, made, title="Kapot", evidence=Evidence(b"%PDF-1.4 kapot", "application/pdf", "pdf"))
        printed = portfolio_file.build(made, item=None, on=TODAY)
        told = portfolio_file.content(made, portfolio_file.items_of(made), title="Portfolio", on=TODAY)

    by_title = {item.title: item for area in told.areas for item in area.items}
    assert printed.content.startswith(b"%PDF-")
    assert b"pdfuaid" in printed.content
    assert b"999990019" not in printed.content
    assert by_title["Certificaat"].pictures[0].alt == "Bladzijde 1 van het bewijs bij Certificaat"
    assert by_title["Drie dagen bakkerij"].pictures[0].alt == "Foto bij Drie dagen bakkerij"
    assert by_title["Kapot"].pictures == ()
    assert "niet te tonen" in by_title["Kapot"].note


def test_another_gemeente_has_no_portfolio_to_see(work: Casework) -> None:
    with as_user(work.bakker.pk):
        made = work.register()
        add(work, made)
    with as_user(work.yilmaz.pk):
        assert made.portfolio.count() == 0
