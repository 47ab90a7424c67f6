"""Conditions of municipalities beside a scenario: taken once, weighed, read by whom the scenario was shared with."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Share
from inburgering.audit.models import AuditEvent
from procurement.actions import condition, scenario
from procurement.actions.condition import Gathered
from procurement.models import ScenarioCondition
from regions.actions.refusal import Changed, NotNow
from regions.models import AnswerSheet, MunicipalAnswer, Municipality, Statement, WorkSession
from tests import database
from tests.procurement.conftest import Buying

PAGE = "/regios/achterhoek/scenarios/2/voorwaarden/"
SAID = {("GM0197", "S07"): "Als ons lokaal blijft.", ("GM0197", "S13"): "", ("GM0222", "S07"): "Als het betaalbaar is."}


def held_round(buying: Buying, number: int, said: dict[tuple[str, str], str], *, revealed: bool = True) -> WorkSession:
    """Put a next round in place, in which municipalities wrote what would make them move."""
    now = timezone.now()
    with database.as_owner():
        former = WorkSession.objects.filter(region=buying.region).order_by("-number").first()
        session = WorkSession.objects.create(
            organisation=buying.region.organisation, region=buying.region, number=number, title="Ronde", state="CLOSED",
            opened_at=now, closed_at=now, revealed_at=now if revealed else None, former=former, round=former.round + 1,
        )  # fmt: skip
        asked = {
            key: Statement.objects.create(
                organisation=session.organisation, session=session, number=place, key=key, theme="B",
                text=f"Tekst {key}", short_label=key,
            )
            for place, key in enumerate(sorted({key for _, key in said}), start=1)
        }  # fmt: skip
        for code in {code for code, _ in said}:
            sheet = _sheet(session, Municipality.objects.get(code=code))
            for (who, key), text in said.items():
                if who == code:
                    MunicipalAnswer.objects.create(
                        organisation=sheet.organisation, host=sheet.host, sheet=sheet, statement=asked[key], value=1,
                        would_move=text,
                    )  # fmt: skip
    return session


def _sheet(session: WorkSession, municipality: Municipality) -> AnswerSheet:
    sheet = AnswerSheet.objects.create(
        organisation=municipality.organisation, host=session.organisation, session=session, municipality=municipality,
        shared_at=timezone.now(), shared_by="Gast",
    )  # fmt: skip
    Share.objects.create(
        organisation=municipality.organisation, kind=Share.Kind.ANSWER_SHEET, subject_id=sheet.pk,
        shared_with=session.organisation, shared_by="Gast",
    )  # fmt: skip
    return sheet


def gathered(buying: Buying) -> Gathered:
    with buying.seen_by("leader"):
        return condition.gather(scenario=buying.scenarios[1], by=buying.leader)


def standing(buying: Buying) -> list[tuple[str, str, str]]:
    with buying.seen_by("leader"):
        rows = ScenarioCondition.objects.filter(scenario=buying.scenarios[1]).order_by("municipality__code")
        return list(rows.values_list("municipality__code", "text", "verdict"))


def judged(buying: Buying, verdict: str, explanation: str = "", code: str = "GM0197") -> ScenarioCondition:
    with buying.seen_by("leader"):
        one = ScenarioCondition.objects.get(scenario=buying.scenarios[1], municipality__code=code)
        return condition.judge(
            condition=one, verdict=verdict, explanation=explanation, expected_version=one.version, by=buying.leader
        )


def test_the_words_of_the_round_are_kept_and_taken_once(buying: Buying) -> None:
    session = held_round(buying, 2, SAID)

    assert gathered(buying) == Gathered(added=2, renewed=0)
    judged(buying, "MET")
    with database.as_owner():
        MunicipalAnswer.objects.filter(sheet__session=session).exclude(would_move="").update(
            would_move="Later veranderd."
        )
    assert gathered(buying) == Gathered(added=0, renewed=0)

    assert standing(buying) == [("GM0197", SAID["GM0197", "S07"], "MET"), ("GM0222", SAID["GM0222", "S07"], "OPEN")]
    with buying.seen_by("leader"):
        traces = [event.details for event in AuditEvent.objects.filter(verb="conditions.gathered")]
        assert sorted(trace["added"] for trace in traces) == [0, 2]
        assert {trace["session"] for trace in traces} == {2}
        assert AuditEvent.objects.get(verb="condition.judged").details == {"former": "OPEN", "verdict": "MET"}


def test_a_newer_round_with_other_words_asks_a_new_verdict(buying: Buying) -> None:
    held_round(buying, 2, SAID)
    gathered(buying)
    judged(buying, "MET")
    judged(buying, "MET", code="GM0222")
    held_round(buying, 3, SAID | {("GM0197", "S07"): "Als het lokaal ook open is op zaterdag."})

    assert gathered(buying) == Gathered(added=0, renewed=1)
    assert standing(buying) == [
        ("GM0197", "Als het lokaal ook open is op zaterdag.", "OPEN"), ("GM0222", "Als het betaalbaar is.", "MET"),
    ]  # fmt: skip


@pytest.mark.parametrize("said", [None, {("GM0197", "S07"): ""}])
def test_without_a_shown_round_there_is_nothing_to_take(buying: Buying, said: dict | None) -> None:
    if said:
        held_round(buying, 2, said)
    else:
        held_round(buying, 2, SAID, revealed=False)

    with pytest.raises(NotNow, match="nog geen ronde getoond"):
        gathered(buying)


def test_two_people_who_judge_at_once_both_hear_it(buying: Buying) -> None:
    held_round(buying, 2, SAID)
    gathered(buying)
    judged(buying, "MET")
    with buying.seen_by("leader"):
        one = ScenarioCondition.objects.get(scenario=buying.scenarios[1], municipality__code="GM0197")
    with buying.seen_by("leader"), pytest.raises(Changed) as reason:
        condition.judge(condition=one, verdict="NOT_MET", explanation="Nee", expected_version=1, by=buying.leader)

    assert reason.value.current.verdict == "MET"


def opened(client: Client, buying: Buying, key: str) -> Client:
    client.force_login(buying.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client


def pk_of(buying: Buying, code: str) -> int:
    with buying.seen_by("leader"):
        return ScenarioCondition.objects.get(scenario=buying.scenarios[1], municipality__code=code).pk


def test_the_leader_gathers_and_judges_on_the_page(client: Client, buying: Buying) -> None:
    held_round(buying, 2, SAID)
    leader = opened(client, buying, "leader")

    assert "nog geen voorwaarden" in leader.get(PAGE).content.decode()
    leader.post(f"{PAGE}ophalen/")
    pk = pk_of(buying, "GM0197")
    typed = {"condition": pk, f"voorwaarde-{pk}-verdict": "PARTLY", f"voorwaarde-{pk}-expected_version": 1}
    refused = leader.post(PAGE, typed)
    assert "Schrijf in één zin waarom" in refused.content.decode()
    saved = leader.post(PAGE, typed | {f"voorwaarde-{pk}-explanation": "Alleen doordeweeks."})
    assert saved.headers["Location"] == f"{PAGE}#aalten"
    page = leader.get(PAGE).content.decode()
    assert "<strong>2 voorwaarden van 2 gemeenten</strong>; dit scenario voldoet aan geen, deels aan 1." in page
    assert "Nog niet bekeken: 1." in page
    assert "Alleen doordeweeks." in page

    late = leader.post(PAGE, typed | {f"voorwaarde-{pk}-explanation": "Te laat."})
    assert late.status_code == 409
    assert "Nu staat er: deels voldaan (Alleen doordeweeks.)" in late.content.decode()
    assert "Te laat." in late.content.decode()


def test_a_municipality_reads_what_was_shared_and_judges_nothing(client: Client, buying: Buying) -> None:
    held_round(buying, 2, SAID)
    gathered(buying)
    member = opened(client, buying, "adviser")

    assert member.get(PAGE).status_code == 404
    with buying.seen_by("leader"):
        scenario.share(scenario=buying.scenarios[1], by=buying.leader)
    page = member.get(f"{PAGE}?gemeente=aalten").content.decode()
    assert "“Als ons lokaal blijft.”" in page
    assert "Geef een oordeel" not in page
    assert "Haal voorwaarden op" not in page
    assert member.post(PAGE, {"condition": pk_of(buying, "GM0197")}).status_code == 404
    assert member.post(f"{PAGE}ophalen/").status_code == 404
    sheet = load_workbook(io.BytesIO(member.get("/regios/achterhoek/scenarios/2/voorwaarden.xlsx").content)).active
    assert [cell.value for cell in sheet[2]][:4] == [
        "Aalten",
        "Tekst S07",
        "Als ons lokaal blijft.",
        "nog niet bekeken",
    ]


def test_a_stranger_finds_nothing(client: Client, buying: Buying) -> None:
    held_round(buying, 2, SAID)
    gathered(buying)
    stranger = opened(client, buying, "stranger")
    absent = stranger.get("/regios/achterhoek/scenarios/99/voorwaarden/").content

    for url in (PAGE, "/regios/achterhoek/scenarios/2/voorwaarden.xlsx"):
        assert (stranger.get(url).status_code, stranger.get(url).content) == (404, absent)
    with as_user(buying.users["stranger"].pk):
        assert not ScenarioCondition.objects.exists()


@pytest.mark.parametrize("typed", ["", "x", "999999", "9" * 30])
def test_a_condition_that_does_not_exist(client: Client, buying: Buying, typed: str) -> None:
    assert opened(client, buying, "leader").post(PAGE, {"condition": typed}).status_code == 404
