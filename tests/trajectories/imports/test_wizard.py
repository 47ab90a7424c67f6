"""From file to dossiers: the trial, the good rows in, the wrong rows back, and the same file again."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inburgering.audit.models import AuditEvent
from tests.people import Casework, signed_in
from tests.trajectories.imports.conftest import PAGE, Importing, bsn, opened, person, workbook
from trajectories.models import ImportRun, Inburgeraar, IndelingPeriod, Trajectory

MIXED = [
    person(1, Leerroute="b1 route", **{"Dagtekening PIP": "1-10-2026", "Niveau": "B1"}),
    person(2, BSN="123456789"),
    person(3, Geboortedatum=45612),
    person(4, Doelgroep="toerist"),
    person(1),
]


def test_nothing_is_written_by_the_trial_and_it_counts(importing: Importing, seen) -> None:
    run = importing.upload(workbook(MIXED))

    assert run.state == ImportRun.State.TRIED
    assert {name: run.counts[name] for name in ("new", "changed", "same", "wrong", "double")} == {
        "new": 1, "changed": 0, "same": 0, "wrong": 3, "double": 1,
    }  # fmt: skip
    assert seen(Trajectory.objects.count) == 0
    page = importing.page(run)
    assert "5 rijen gelezen: " in page
    assert "Bedoel je 16 november 2024?" in page
    assert "Kies uit: asielstatushouder en gezinsmigrant of overige migrant" in page
    assert "Dit staat ook in rij 2" in page
    assert "Lees de goede rij in" in page
    assert bsn(1) not in page
    assert "123456789" not in page


def test_good_rows_go_in_with_the_trace_of_registering(importing: Importing, seen) -> None:
    run = importing.bring_in(MIXED)

    assert run.state == ImportRun.State.DONE
    made = seen(lambda: Trajectory.objects.select_related("inburgeraar", "team").get())
    assert (made.leerroute, made.level, made.first_pip_dated_on, made.phase) == (
        "B1", "B1", date(2026, 10, 1), "LEARNING",
    )  # fmt: skip
    assert made.inburgeraar.bsn() == bsn(1)
    assert made.sort_name == "1, Persoon"
    assert "persoon" in made.search_text
    assert made.team == importing.work.team
    assert seen(lambda: IndelingPeriod.objects.get().indeling) == "ASIELSTATUSHOUDER"
    assert seen(lambda: AuditEvent.objects.filter(verb="trajectory.registered").count()) == 1
    assert bsn(1) not in str(seen(lambda: list(AuditEvent.objects.values("about", "details"))))


def test_the_same_file_again_writes_nothing(importing: Importing, seen) -> None:
    rows = [person(number, Telefoon="612345678", Postcode="7121ab") for number in range(5)]
    importing.bring_in(rows)
    before = seen(lambda: list(Trajectory.objects.order_by("pk").values_list("pk", "version")))

    run = importing.upload(workbook(rows))

    assert (run.counts["same"], run.counts["new"], run.counts["changed"]) == (5, 0, 0)
    assert "Je hoeft niets in te lezen" in importing.page(run)
    assert seen(lambda: list(Trajectory.objects.order_by("pk").values_list("pk", "version"))) == before


def test_what_changes_is_shown_as_former_and_new(importing: Importing, seen) -> None:
    importing.bring_in([person(1, Telefoon="06 12 34 56 78")])

    run = importing.upload(workbook([person(1, Telefoon="06 87 65 43 21", Woonplaats="Aalten")]))

    assert run.counts["changed"] == 1
    page = importing.page(run)
    assert "Telefoon: +31612345678 → +31687654321" in page
    assert "Woonplaats: leeg → Aalten" in page
    importing.take_in(run)
    known = seen(lambda: Inburgeraar.objects.get())
    assert (known.phone, known.city, known.version) == ("+31687654321", "Aalten", 2)


def test_an_empty_cell_changes_nothing(importing: Importing, seen) -> None:
    importing.bring_in([person(1, Telefoon="06 12 34 56 78")])

    importing.bring_in([person(1, Telefoon="", Woonplaats="Aalten")])

    assert seen(lambda: Inburgeraar.objects.get().phone) == "+31612345678"


def test_wrong_rows_come_back_red_with_a_comment_in_each_cell(importing: Importing) -> None:
    run = importing.upload(workbook(MIXED))

    sheet = opened(importing.client.get(f"{PAGE}{run.number}/foute-rijen/"))["Invullen"]

    titles = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet["A1"].value == "Wat is er mis?"
    assert sheet.max_row == 5
    assert "BSN: Dit BSN klopt niet" in sheet["A2"].value
    assert "Bedoel je 16 november 2024?" in sheet[f"{titles['Geboortedatum']}3"].comment.text
    assert "Kies uit" in sheet[f"{titles['Doelgroep']}4"].comment.text
    assert sheet[f"{titles['BSN']}2"].fill.start_color.rgb.endswith("FFC7CE")
    assert sum(cell.comment is not None for row in sheet.iter_rows(min_row=2) for cell in row) == 4


def test_the_repaired_file_goes_in_at_once(importing: Importing, seen) -> None:
    run = importing.take_in(importing.upload(workbook(MIXED)))
    book = opened(importing.client.get(f"{PAGE}{run.number}/foute-rijen/"))
    sheet = book["Invullen"]
    titles = {cell.value: cell.column_letter for cell in sheet[1]}
    for cell, value in ((f"{titles['BSN']}2", bsn(2)), (f"{titles['Geboortedatum']}3", "1-5-1990")):
        sheet[cell] = value
    sheet[f"{titles['Doelgroep']}4"] = "Gezinsmigrant"
    sheet.delete_rows(5)
    file = io.BytesIO()
    book.save(file)

    answer = importing.client.post(
        f"{PAGE}{run.number}/herstel/", {"file": SimpleUploadedFile("foute.xlsx", file.getvalue())}
    )
    importing.work_off()

    assert answer.status_code == 302
    assert importing.run(answer.url.strip("/").split("/")[-1]).state == ImportRun.State.DONE
    assert seen(Trajectory.objects.count) == 4


def test_the_template_has_lists_an_example_and_a_frozen_header(importing: Importing) -> None:
    book = opened(importing.client.get(f"{PAGE}sjabloon/inburgeraars/"))

    sheet = book["Invullen"]
    assert book.sheetnames == ["Lees mij", "Invullen", "Keuzelijsten"]
    assert sheet.freeze_panes == "B2"
    assert len(sheet.data_validations.dataValidation) == 5
    assert sheet["A2"].value == "Amina Voorbeeld"
    assert sheet["A2"].font.color.rgb.endswith("767676")
    assert "Team Aalten" in [cell.value for row in book["Keuzelijsten"].iter_rows() for cell in row]


def test_the_example_that_somebody_left_standing_is_not_a_person(importing: Importing) -> None:
    book = opened(importing.client.get(f"{PAGE}sjabloon/inburgeraars/"))
    sheet = book["Invullen"]
    for place, title in enumerate([cell.value for cell in sheet[1]], start=1):
        sheet.cell(3, place, person(7).get(title))
    file = io.BytesIO()
    book.save(file)

    run = importing.upload(file.getvalue())

    assert run.counts["new"] == 1


def test_hours_find_their_person_and_go_in_once(importing: Importing, seen) -> None:
    importing.bring_in([person(1)])
    hours = [
        {"BSN": bsn(1), "Maand": "10-2026", "Soort les": "taal", "Gevolgde uren": 32, "Gemist met bericht": 4},
        {"BSN": bsn(1), "Maand": "10-2026", "Soort les": "NT2", "Gevolgde uren": 8},
        {"BSN": bsn(9), "Maand": "10-2026", "Soort les": "KNM", "Gevolgde uren": 8},
        {"BSN": bsn(1), "Maand": "okt 2026", "Soort les": "KNM", "Gevolgde uren": 999},
    ]

    run = importing.bring_in(hours, kind="HOURS")

    assert (run.counts["new"], run.counts["double"], run.counts["wrong"]) == (1, 1, 2)
    month = seen(lambda: Trajectory.objects.get().hours.get())
    assert (month.month, month.kind, month.followed, month.missed_with_notice) == (date(2026, 10, 1), "NT2", 32, 4)
    assert importing.upload(workbook(hours[:1]), kind="HOURS").counts["same"] == 1


@pytest.mark.parametrize("who", ["bakker", "yilmaz"])
def test_only_who_may_bring_in_people_sees_any_of_it(importing: Importing, work: Casework, who: str) -> None:
    run = importing.upload(workbook([person(1)]))
    client = signed_in(getattr(work, who))

    for address in ("", f"{run.number}/", f"{run.number}/voortgang/", f"{run.number}/foute-rijen/", "sjabloon/uren/"):
        assert client.get(f"{PAGE}{address}").status_code == 404, address
    assert client.post(PAGE).status_code == 404
    assert client.post(f"{PAGE}{run.number}/", {"besluit": "inlezen"}).status_code == 404
    assert client.post(f"{PAGE}{run.number}/herstel/").status_code == 404
    assert importing.run(run.number).state == ImportRun.State.TRIED


def test_the_content_of_a_file_is_sealed(importing: Importing, seen) -> None:
    run = importing.upload(workbook(MIXED))

    kept = bytes(run.content_sealed) + bytes(run.preview_sealed)
    assert b"Persoon" not in kept
    assert bsn(1).encode() not in kept
    assert bsn(1) not in str(run.counts)
