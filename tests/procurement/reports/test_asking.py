"""Asking for a board report: frozen once, one job per document, refused with a reason."""

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from inburgering.audit.models import AuditEvent
from inburgering.jobs.models import Job
from procurement.actions import assumption, scenario
from procurement.actions import report as acts
from procurement.models import Assumption, BoardReport
from procurement.reports import basis, board_report, dataset, decisions
from procurement.rules.choices import JointGroup, Scale
from regions.actions.refusal import NotNow
from regions.models import ExpectedInflow
from tests.procurement.conftest import Buying
from tests.procurement.reports.conftest import asked

PAGE = "/regios/achterhoek/rapporten/nieuw/"


def typed(**changes: object) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=18)
    return {
        "title": "Inkoop leerroutes",
        "scenarios": ["1", "2"],
        "advised": "2",
        "decide_on": f"{day:%d-%m-%Y}",
        "decision_1": "Kies [scenario] voor de inkoop van de leerroutes.",
        "request_key": str(uuid.uuid4()),
    } | changes


def test_a_report_asks_for_a_document_for_the_region_and_for_each_municipality(buying, report):
    with buying.seen_by("leader"):
        jobs = Job.objects.filter(boardreportdocument__report=report)

        assert jobs.count() == 9
        assert set(jobs.values_list("state", flat=True)) == {Job.State.QUEUED}
        assert report.documents.filter(municipality=None).count() == 1


def test_a_double_click_makes_one_report(client, buying):
    client.force_login(buying.leader)
    answer = typed()

    first, second = client.post(PAGE, answer), client.post(PAGE, answer)

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    with buying.seen_by("leader"):
        assert BoardReport.objects.count() == 1
        assert Job.objects.count() == 9


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"scenarios": ["1"]}, "Kies minstens 2 scenario"),
        ({"scenarios": []}, "Kies minstens 2 scenario"),
        ({"advised": "3"}, "Kies het advies uit de scenario"),
        ({"advised": ""}, "Kies welk scenario je adviseert"),
        ({"decide_on": "31-12-2020"}, "De datum van het besluit ligt voor vandaag"),
        ({"decide_on": "morgen ergens"}, "Vul de datum in als dag-maand-jaar"),
        ({"decision_1": ""}, "Vul minstens één gevraagd besluit in"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_kept(client, buying, changes, sentence):
    client.force_login(buying.leader)

    page = client.post(PAGE, typed(title="Een eigen titel", **changes)).content.decode()

    assert sentence in page
    assert "Een eigen titel" in page
    with buying.seen_by("leader"):
        assert not BoardReport.objects.exists()


def test_a_missing_number_is_said_before_anything_is_made(buying):
    with buying.seen_by("leader"):
        ExpectedInflow.objects.filter(municipality__slug="doetinchem").delete()

        with pytest.raises(NotNow, match="Doetinchem ontbreekt"):
            asked(buying)

        assert not Job.objects.exists()


def test_a_missing_number_leads_to_the_page_where_it_is_filled_in(client, buying):
    with buying.seen_by("leader"):
        ExpectedInflow.objects.filter(municipality__slug="doetinchem").delete()
    client.force_login(buying.leader)

    page = client.post(PAGE, typed()).content.decode()

    assert "De verwachte instroom van Doetinchem ontbreekt." in page
    assert 'href="/regios/achterhoek/aannames/instroom/doetinchem/"' in page
    assert "Inkoop leerroutes" in page


def test_the_newest_agreement_is_chosen_beforehand_and_stays_with_the_report(client, buying, checkpoint):
    client.force_login(buying.leader)

    first = client.get(PAGE).content.decode()
    made = client.post(PAGE, typed(checkpoint=str(checkpoint.pk)))

    assert f'<option value="{checkpoint.pk}" selected>' in first
    assert made.status_code == 302
    with buying.seen_by("leader"):
        report = BoardReport.objects.get()
        assert report.checkpoint == checkpoint
        assert report.dataset["checkpoint"]["frozen"] == checkpoint.frozen


def test_an_agreement_that_was_changed_by_force_carries_no_report(buying, checkpoint):
    checkpoint.frozen["agreement"]["agreed"][0] = "Iets anders."
    with buying.seen_by("leader"), pytest.raises(NotNow, match="Piketpaaltje 1 is na het slaan gewijzigd"):
        asked(buying, checkpoint=checkpoint)


def test_later_changes_do_not_reach_a_report_that_was_asked(buying, report):
    before = board_report.build(dataset.thaw(report.dataset), code="GM0197", sha256=report.dataset_sha256)
    with buying.seen_by("leader"):
        price = Assumption.objects.get(key="price_b1")
        assumption.change(
            assumption=price, value=Decimal(20_000), source="offerte", source_on=timezone.localdate(),
            expected_version=1, by=buying.leader,
        )  # fmt: skip
        first = buying.scenarios[0]
        scenario.change(
            scenario=first, proposal=buying.proposal, name="Anders", summary="",
            components=scenario.basis.choices_of(buying.scenarios[2]), expected_version=1, by=buying.leader,
        )  # fmt: skip
        again = BoardReport.objects.get(pk=report.pk)

    assert dataset.fingerprint(again.dataset) == report.dataset_sha256
    assert board_report.build(dataset.thaw(again.dataset), code="GM0197", sha256=report.dataset_sha256) == before


def test_a_new_version_says_what_changed(buying, report):
    with buying.seen_by("leader"):
        price = Assumption.objects.get(key="price_b1")
        assumption.change(
            assumption=price, value=Decimal(12_000), source="offerte", source_on=timezone.localdate(),
            expected_version=1, by=buying.leader,
        )  # fmt: skip

        second = asked(buying, advised=buying.scenarios[0])

    content = board_report.build(dataset.thaw(second.dataset), code="GM0197", sha256="")
    assert (second.version, content.former_version) == (2, 1)
    assert "Het advies is nu scenario 1. Eerst was dat scenario 2." in content.changes
    assert any("voor Aalten" in change and "hoger" in change for change in content.changes)


def test_the_dataset_survives_being_frozen(report):
    assert dataset.freeze(dataset.thaw(report.dataset)) | {"changes": report.dataset["changes"]} == report.dataset


def test_asking_leaves_one_event(buying, report):
    with buying.seen_by("leader"):
        event = AuditEvent.objects.get(verb="report.requested")

    assert event.actor == buying.leader.audit_name
    assert event.details == {"documents": 9}


@pytest.mark.parametrize("key", ["adviser", "alderman", "stranger"])
def test_others_cannot_ask(client, buying, key):
    client.force_login(buying.users[key])

    assert client.post(PAGE, typed()).status_code == 404


def test_each_document_asks_for_its_own_decision(report):
    ground = dataset.thaw(report.dataset)

    aalten = board_report.build(ground, code="GM0197", sha256="")
    region = board_report.build(ground, code=None, sha256="")

    assert aalten.decisions[1].startswith("Deel de gemeente Aalten in bij subregio ")
    assert region.decisions[1] == "Deel elke gemeente in bij haar subregio."
    assert aalten.filename == f"{ground.heading.decide_on} Inkoop leerroutes Achterhoek - Aalten v1.pdf"


def test_acts_are_refused_by_the_database_for_others(buying: Buying, report: BoardReport):
    with buying.seen_by("stranger"):
        assert not BoardReport.objects.filter(pk=report.pk).exists()
        with pytest.raises(BoardReport.DoesNotExist):
            acts.share(report=report, by=buying.users["stranger"])


def test_the_advice_counts_groups_that_no_scale_says(buying: Buying) -> None:
    with buying.seen_by("leader"):
        chosen = basis.chosen(buying.scenarios[0])
    codes = sorted(code for group in chosen.subregions.values() for code in group)
    groups = (
        JointGroup("Oost", tuple(codes[:3]), Scale.SUBREGIONAAL),
        JointGroup("rest", tuple(codes[3:]), Scale.SUBREGIONAAL),
    )
    first, *others = chosen.choices
    changed = replace(chosen, choices=(replace(first, groups=groups), *others))

    said = "".join(text for text, _ in decisions.advice(changed))

    assert said == "Koop de B1-route in 2 groepen in en de onderwijsroute en de Z-route samen."
