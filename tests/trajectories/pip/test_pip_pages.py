"""The pages of the PIP: who reaches them, what the editor says of every rule, and what a decision still lets one do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inburgering.accounts.context import as_user
from tests.factories import TODAY
from tests.people import Casework, signed_in
from tests.trajectories.pip.conftest import drafted, established, fresh
from trajectories.actions import plan
from trajectories.forms.pip import fingerprints, initial
from trajectories.models import DossierOpening, Pip, PipAction, PipGoal, Trajectory
from trajectories.rules.duo_rules import PIP_RULES

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


def page(client: Client, name: str, *args: object) -> HttpResponse:
    return client.get(reverse(name, args=args))


def words(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def sent(pip: Pip, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the editor, with these fields typed."""
    shown = initial(pip)
    fields: dict[str, Any] = {}
    for name, value in shown.items():
        if isinstance(value, bool):
            fields |= {name: "on"} if value else {}
        else:
            fields[name] = value if isinstance(value, list) else "" if value is None else _typed(value)
    fields |= {"expected_version": pip.version, "seen": fingerprints(shown)}
    return fields | changes


def _typed(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if hasattr(value, "year") else str(value).replace(".", ",")


def test_every_page_opens_for_the_team_and_for_nobody_of_another_gemeente(work: Casework, amina: Trajectory) -> None:
    with as_user(work.bakker.pk):
        goal = plan.from_template(trajectory=amina, key="start-b1", on=TODAY, by=work.bakker)[0]
        action = PipAction.objects.filter(goal=goal).first()
    first = established(work, amina)
    second = drafted(work, amina, "OTHER", reason_words="De gezinssituatie is veranderd.")
    number = amina.number
    addresses = [
        reverse(name, args=[number])
        for name in ("show_pip", "new_pip", "export_pips", "export_plan_goals", "add_goal", "show_for_duo",
                     "export_for_duo")
    ] + [
        reverse(name, args=[number, pip.number])
        for pip in (first, second)
        for name in ("show_pip_version", "sign_pip", "show_pip_together", "show_pip_letter")
    ] + [
        reverse("edit_pip", args=[number, 2]), reverse("establish_pip", args=[number, 2]),
        reverse("compare_pips", args=[number, 2, 1]), reverse("edit_goal", args=[number, goal.pk]),
        reverse("add_plan_action", args=[number, goal.pk]), reverse("edit_plan_action", args=[number, action.pk]),
    ]  # fmt: skip

    mine, colleague, stranger = signed_in(work.bakker), signed_in(work.dewit), signed_in(work.yilmaz)
    for address in addresses:
        assert mine.get(address).status_code == 200, address
        assert colleague.get(address).status_code == 200, address
        assert stranger.get(address).status_code == 404, address
    with as_user(work.bakker.pk):
        purposes = set(DossierOpening.objects.filter(user=work.bakker).values_list("purpose", flat=True))
    assert {"PIP", "PIP wijzigen", "PIP ondertekenen", "Gegevens voor DUO"} <= purposes


ACTS = [
    ("new_pip", []), ("edit_pip", [1]), ("discard_pip", [1]), ("establish_pip", [1]), ("record_agreement", [1]),
    ("sign_pip", [1]), ("confirm_signing", [1]), ("sign_on_paper", [1]), ("ask_pip_letter", [1]),
    ("use_plan_template", []), ("add_goal", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more"), ACTS, ids=[name for name, _ in ACTS])
def test_no_act_works_for_a_stranger(work: Casework, amina: Trajectory, name: str, more: list[int]) -> None:
    made = drafted(work, amina)
    url = reverse(name, args=[amina.number, *more])

    assert signed_in(work.yilmaz).post(url, {"reason": "FIRST"}).status_code == 404
    assert signed_in(work.elsewhere).post(url, {"reason": "FIRST"}).status_code in {302, 404}
    assert fresh(work.bakker, made).version == made.version


def test_the_main_pages_ask_the_database_little(
    work: Casework, amina: Trajectory, django_assert_max_num_queries: Any
) -> None:
    with as_user(work.bakker.pk):
        plan.from_template(trajectory=amina, key="start-b1", on=TODAY, by=work.bakker)
    established(work, amina)
    drafted(work, amina, "OTHER", reason_words="De gezinssituatie is veranderd.")
    client = signed_in(work.bakker)
    page(client, "show_pip", amina.number)
    asked = {}
    for name, more in (("show_pip", []), ("edit_pip", [2]), ("sign_pip", [2]), ("establish_pip", [2])):
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        with CaptureQueriesContext(connection) as queries:
            page(client, name, amina.number, *more)
        asked[name] = len([one for one in queries if one["sql"].startswith(('SELECT "', "INSERT", "UPDATE"))])
    assert max(asked.values()) <= MOST_QUERIES, asked


@pytest.mark.parametrize("code", [rule.code for rule in PIP_RULES])
def test_every_rule_of_duo_stands_in_the_editor(work: Casework, amina: Trajectory, code: str) -> None:
    drafted(work, amina)

    shown = words(page(signed_in(work.bakker), "edit_pip", amina.number, 1))
    assert next(rule.asks for rule in PIP_RULES if rule.code == code) in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"leerroute": "ONDERWIJS", "level": "A2", "intensity_hours": "", "map_hours": ""}, "onderwijsroute"),
        ({"level": "A2"}, "eerste PIP met de B1-route kan niet niveau A2 hebben"),
        ({"leerroute": "ZELFREDZAAMHEID", "level": "B1", "intensity_hours": ""}, "kan niet bij de Z-route"),
        ({"dated_on": "31-8-2026"}, "voor het begin van de inburgeringsplicht"),
        ({"intensity_hours": "12000"}, "van 1 tot en met 9999"),
        ({"dated_on": "31-2-2026"}, "bestaat niet"),
        ({"hours_per_week": "veel"}, "Vul het aantal uren in"),
        ({"leerroute": "ZZZ"}, "Kies een leerroute uit de lijst"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(
    work: Casework, amina: Trajectory, changes: dict[str, str], sentence: str
) -> None:
    made = drafted(work, amina)
    typed = sent(made, **changes, support="Nieuwe tekst over begeleiding")

    answer = signed_in(work.bakker).post(reverse("edit_pip", args=[amina.number, 1]), typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Nieuwe tekst over begeleiding" in answer.content.decode()
    assert answer.content.decode().count("<title>Fout:") == 1
    assert fresh(work.bakker, made).support == made.support


def test_the_script_gets_the_checks_and_the_version(work: Casework, amina: Trajectory) -> None:
    made = drafted(work, amina)
    url, client = reverse("edit_pip", args=[amina.number, 1]), signed_in(work.bakker)

    kept = client.post(url, sent(made, conversations_per_year=""), headers={"X-Autosave": "1"})
    assert (kept.status_code, kept["X-Version"]) == (200, str(made.version + 1))
    assert "voortgangsgesprekken" in words(kept)
    assert "<html" not in kept.content.decode()
    late = client.post(url, sent(made, support="laat"), headers={"X-Autosave": "1"})
    assert late.status_code == 409
    assert "Nog niet opgeslagen" in words(late)


def test_two_people_in_one_concept_see_both_texts_and_lose_nothing(work: Casework, amina: Trajectory) -> None:
    made = drafted(work, amina)
    url = reverse("edit_pip", args=[amina.number, 1])
    signed_in(work.dewit).post(url, sent(made, support="Tekst van S.", vve="Twee dagen voorschool"))
    mine = signed_in(work.bakker)

    both = mine.post(url, sent(made, support="Tekst van J.", conversations_per_year="6"))
    assert both.status_code == 409
    assert "S. de Wit heeft dit om" in words(both)
    assert "Tekst van S." in words(both)
    assert "Tekst van J." in words(both)
    stored = fresh(work.bakker, made)
    assert stored.support == "Tekst van S."
    # The page now has S.'s preschool, J.'s number of conversations, and asks about the one text both wrote.
    again = sent(stored, support="Tekst van J.", conversations_per_year="6")
    mine.post(url, again | {"keep-support": "theirs"})
    after = fresh(work.bakker, made)
    assert (after.support, after.conversations_per_year, after.vve) == ("Tekst van S.", 6, "Twee dagen voorschool")


def test_a_decision_is_read_and_not_written(work: Casework, amina: Trajectory) -> None:
    made = established(work, amina)
    client = signed_in(work.bakker)
    url = reverse("edit_pip", args=[amina.number, 1])

    assert client.get(url)["Location"] == reverse("show_pip_version", args=[amina.number, 1])
    refused = client.post(url, sent(made, support="anders"))
    assert refused.status_code == 409
    assert "verandert niet meer" in words(refused)
    assert client.post(reverse("establish_pip", args=[amina.number, 1])).status_code == 409
    client.post(reverse("discard_pip", args=[amina.number, 1]))
    assert fresh(work.bakker, made).support == made.support


def test_a_second_first_pip_is_refused_at_its_field(work: Casework, amina: Trajectory) -> None:
    established(work, amina)
    url = reverse("new_pip", args=[amina.number])

    answer = signed_in(work.bakker).post(url, {"reason": "FIRST"})
    assert answer.status_code == 422
    assert "Kies een van de redenen" in words(answer)


def test_establishing_asks_first_and_says_what_follows(work: Casework, amina: Trajectory) -> None:
    drafted(work, amina)
    client, url = signed_in(work.bakker), reverse("establish_pip", args=[amina.number, 1])

    asked = words(client.get(url))
    assert "20 november 2029" in asked  # the last day of the term
    assert "20 mei 2028" in asked  # switching
    assert "4 januari 2027" in asked  # 1 January is a holiday, 2 and 3 January a weekend: Algemene termijnenwet
    assert "Wet inburgering 2021, art. 11" in asked
    assert client.post(url)["Location"] == reverse("show_pip", args=[amina.number])
    shown = words(page(client, "show_pip", amina.number))
    assert "B1-route, niveau B1 , vastgesteld op 20 november 2026" in shown
    assert "tot en met 20 mei 2028" in shown
    assert "Voor DUO ontbreekt nog: datum van het aanbod" in shown


def test_establishing_too_early_says_what_is_missing(work: Casework, amina: Trajectory) -> None:
    drafted(work, amina, support="")
    client, url = signed_in(work.bakker), reverse("establish_pip", args=[amina.number, 1])

    assert "Beschrijf de ondersteuning en begeleiding" in words(client.get(url))
    assert client.post(url).status_code == 422
    with as_user(work.bakker.pk):
        assert Pip.objects.get().state == Pip.State.CONCEPT


def test_comparing_says_gewijzigd_in_words(work: Casework, amina: Trajectory) -> None:
    established(work, amina)
    drafted(work, amina, "OTHER", reason_words="Het gezin is groter geworden.", conversations_per_year=6)

    shown = words(page(signed_in(work.bakker), "compare_pips", amina.number, 2, 1))
    assert "4 gesprekken per jaar 6 gesprekken per jaar gewijzigd" in shown
    assert "B1-route B1-route gelijk" in shown
    assert page(signed_in(work.bakker), "compare_pips", amina.number, 1, 1).status_code == 404


def test_the_intake_is_not_asked_again(work: Casework, amina: Trajectory) -> None:
    from trajectories.models import BredeIntake, IntakePart, Leerbaarheidstoets, RouteConsequence  # noqa: PLC0415

    with as_user(work.bakker.pk):
        tenant = amina.organisation_id
        intake = BredeIntake.objects.create(organisation_id=tenant, trajectory=amina, started_on=TODAY)
        IntakePart.objects.create(
            organisation_id=tenant, intake=intake, key="keuze",
            fields={"wil_studeren": "JA", "schrift": "ANDER", "vve": "JA"},
        )  # fmt: skip
        RouteConsequence.objects.create(
            organisation_id=tenant, intake=intake, leerroute="B1", discussed_on=TODAY, own_words="Dat wil ik",
            discussed_by="x",
        )  # fmt: skip
        Leerbaarheidstoets.objects.create(
            organisation_id=tenant,
            trajectory=amina,
            taken_on=TODAY - timedelta(days=3),
            result="HAALBAAR",
            source="DUO",
        )
    client = signed_in(work.bakker)
    client.post(reverse("new_pip", args=[amina.number]), {"reason": "FIRST"})

    shown = words(page(client, "edit_pip", amina.number, 1))
    assert "B1-route haalbaar. De uitslag is een advies" in shown
    assert "Gevolgen van B1-route besproken op 20 november 2026: ‘Dat wil ik’" in shown
    with as_user(work.bakker.pk):
        made = Pip.objects.get()
    assert "Overgenomen uit de intake: Onderwijsroute: wens" in shown
    assert "Wil naar mbo, hbo of universiteit: " in made.onderwijs_wish
    assert (made.alphabet, made.pvt_hours, made.map_hours) == ("AA", 12, 40)


def test_the_plan_lives_on_without_a_decision(work: Casework, amina: Trajectory) -> None:
    made = established(work, amina)
    client, number = signed_in(work.bakker), amina.number
    client.post(reverse("use_plan_template", args=[number]), {"template": "start-b1"})
    client.post(reverse("add_goal", args=[number]), {"life_area": "WERK", "goal": "Kok worden", "own_words": "Ik kook"})
    with as_user(work.bakker.pk):
        goal = PipGoal.objects.get(goal="Kok worden")
        assert PipAction.objects.count() == 12
    client.post(reverse("move_goal", args=[number, goal.pk]), {"richting": "omhoog"})
    client.post(
        reverse("add_plan_action", args=[number, goal.pk]), {"what": "Stage", "who": "Amina", "due_on": "1-2-2027"}
    )
    with as_user(work.bakker.pk):
        action = PipAction.objects.get(what="Stage")
    client.post(reverse("set_plan_action_done", args=[number, action.pk]), {"klaar": "ja"})
    stop = {"standing": "STOPPED", "because": "", "expected_version": goal.version}
    assert client.post(reverse("set_goal_standing", args=[number, goal.pk]), stop).status_code == 422
    client.post(reverse("set_goal_standing", args=[number, goal.pk]), stop | {"because": "Wil toch de zorg in"})

    shown = words(page(client, "show_pip", number))
    assert "Gestopt op 20 november 2026: Wil toch de zorg in" in shown
    assert "1 van 13 acties klaar" in shown
    assert shown.index("Kok worden") < shown.index("Weten wat ik elke maand betaal")
    assert fresh(work.bakker, made).plan_then == []


def test_an_action_of_somebody_else_is_not_there(work: Casework, amina: Trajectory) -> None:
    other = work.register("Nour Ahmadi")
    with as_user(work.bakker.pk):
        goal = plan.from_template(trajectory=other, key="start-z", on=TODAY, by=work.bakker)[0]
        action = PipAction.objects.filter(goal=goal).first()
    client = signed_in(work.bakker)

    assert client.post(reverse("set_plan_action_done", args=[amina.number, action.pk])).status_code == 404
    assert client.get(reverse("edit_goal", args=[amina.number, goal.pk])).status_code == 404


def test_the_block_for_duo_has_duos_order_and_names_what_is_missing(work: Casework, amina: Trajectory) -> None:
    established(work, amina)

    shown = page(signed_in(work.bakker), "show_for_duo", amina.number).content.decode()
    order = [
        "dagtekeningPip", "leerroute", "niveau", "geschatteIntensiteitB1Route", "indicatorMagOpleidingAfmaken",
        "indicatorAlfabetiseringsonderwijs", "datumInburgeringsaanbod", "datumEindgesprekMap", "bekendTot",
    ]  # fmt: skip
    places = [shown.index(f"<code>{name}</code>") for name in order]
    assert places == sorted(places)
    assert "dagtekeningPip: 20-11-2026\nleerroute: B\nniveau: B1\ngeschatteIntensiteitB1Route: 500" in shown
    assert "datum van het aanbod" in shown.split("ontbreekt nog")[1][:60]


@pytest.mark.parametrize(("facts", "offered"), [({}, ["FIRST"]), ({"moved_in_on": TODAY}, ["FIRST", "MOVE"])])
def test_who_moved_here_may_come_with_a_pip_or_without(
    work: Casework, facts: dict[str, Any], offered: list[str]
) -> None:
    made = work.register("Nour Ahmadi", **facts)

    shown = page(signed_in(work.bakker), "new_pip", made.number).content.decode()
    assert [one for one in Pip.Reason.values if f'value="{one}"' in shown] == offered
