"""Giving trajectories to a colleague, with what it would do first, and taking it back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from tests.factories import TODAY
from tests.people import Casework, signed_in
from trajectories.actions import assignment
from trajectories.actions.refusal import NotNow
from trajectories.models import Appointment, FollowUp, TeamMember, Trajectory

ASSIGN = "/team/verdelen/"


def many(work: Casework, count: int = 17) -> list[Trajectory]:
    return [work.register(f"Persoon Nummer{number}") for number in range(count)]


def holder(work: Casework, made: Trajectory) -> int | None:
    with as_user(work.nijhof.pk):
        return Trajectory.objects.get(pk=made.pk).assigned_to_id


def close(work: Casework, made: Trajectory) -> None:
    with as_user(work.bakker.pk):
        Trajectory.objects.filter(pk=made.pk).update(
            phase="CLOSED", outcome="VERTREK", closed_on=TODAY, next_deadline_on=None
        )


def test_a_teamleider_gives_seventeen_away_and_one_stays(work: Casework) -> None:
    made = many(work, 18)
    close(work, made[3])

    with as_user(work.nijhof.pk):
        moved = assignment.assign(trajectories=made, to=work.dewit, on=TODAY, by=work.nijhof)

    assert assignment.sentence(moved) == "17 trajecten overgedragen aan S. de Wit. 1 niet: al afgesloten."
    assert holder(work, made[0]) == work.dewit.pk
    assert holder(work, made[3]) == work.bakker.pk


def test_open_tasks_and_coming_appointments_go_along_and_come_back(work: Casework) -> None:
    made = work.register()
    with as_user(work.bakker.pk):
        here = {"organisation_id": made.organisation_id, "trajectory": made, "user": work.bakker}
        task = FollowUp.objects.create(**here, what="Bellen", made_by="x")
        done = FollowUp.objects.create(**here, what="Klaar", made_by="x", done_on=TODAY, done_by="x")
        meeting = Appointment.objects.create(**here, planned_on=TODAY + timedelta(days=3))
        assignment.assign(trajectories=[made], to=work.dewit, on=TODAY, by=work.bakker)
        task.refresh_from_db()
        done.refresh_from_db()
        meeting.refresh_from_db()
        assert (task.user_id, done.user_id, meeting.user_id) == (work.dewit.pk, work.bakker.pk, work.dewit.pk)


def test_undo_gives_back_what_nobody_touched_since(work: Casework) -> None:
    first, second = work.register("Een Persoon"), work.register("Twee Persoon")
    with as_user(work.nijhof.pk):
        moved = assignment.assign(trajectories=[first, second], to=work.dewit, on=TODAY, by=work.nijhof)
        assignment.assign(trajectories=[second], to=work.bakker, on=TODAY, by=work.nijhof)

        back = assignment.undo(batch=moved.batch, on=TODAY, by=work.nijhof)

        assert back.done == (first.number,)
        assert back.refused[0].reason == "intussen gewijzigd"
        with pytest.raises(NotNow, match="al ongedaan"):
            assignment.undo(batch=moved.batch, on=TODAY, by=work.nijhof)
    assert holder(work, first) == work.bakker.pk


def test_a_klantregisseur_gives_only_own_ones_away_and_within_the_team(work: Casework) -> None:
    mine, of_dewit = work.register("Mijn Eigen"), work.register("Van Collega", by=work.dewit)
    with as_user(work.bakker.pk):
        moved = assignment.assign(trajectories=[mine, of_dewit], to=work.dewit, on=TODAY, by=work.bakker)
        elsewhere = assignment.assign(trajectories=[of_dewit], to=work.elsewhere, on=TODAY, by=work.dewit)

    assert moved.done == (mine.number,)
    assert [one.reason for one in moved.refused] == ["niet jouw inburgeraar"]
    assert elsewhere.refused[0].reason == "T. Tweede werkt niet in dit team"


def test_a_teamleider_gives_to_another_team_of_the_gemeente_but_never_to_another_gemeente(work: Casework) -> None:
    made = work.register()
    with as_user(work.nijhof.pk):
        far = assignment.assign(trajectories=[made], to=work.yilmaz, on=TODAY, by=work.nijhof)
        near = assignment.assign(trajectories=[made], to=work.elsewhere, on=TODAY, by=work.nijhof)

    assert far.refused[0].reason == "R. Yilmaz werkt niet voor deze gemeente"
    assert near.done == (made.number,)
    with as_user(work.elsewhere.pk):
        assert Trajectory.objects.get(pk=made.pk).team_id == work.second_team.pk


def test_assigning_leaves_a_trace_without_a_name(work: Casework) -> None:
    made = work.register("Zeldzame Naamgeving")
    with as_user(work.nijhof.pk):
        assignment.assign(trajectories=[made], to=work.dewit, on=TODAY, by=work.nijhof)
        event = AuditEvent.objects.get(verb="trajectory.assigned")

    assert event.details == {"to": work.dewit.pk, "former": work.bakker.pk}
    assert "Zeldzame" not in event.about


def test_too_many_or_none_is_refused(work: Casework) -> None:
    with as_user(work.nijhof.pk), pytest.raises(NotNow, match="1 tot 100"):
        assignment.assign(trajectories=[], to=work.dewit, on=TODAY, by=work.nijhof)


def test_seventeen_in_three_clicks_from_the_caseload_over_two_pages(
    work: Casework, django_assert_max_num_queries
) -> None:
    made = many(work)
    client = signed_in(work.nijhof)

    chosen = client.post(ASSIGN, {"ids": [one.number for one in made]})  # click: draag over
    with django_assert_max_num_queries(20):
        effect = client.get(chosen.url)
    page = effect.content.decode()
    assert "25,5 punten werk" in page  # 17 newly registered ones of 1,5 points
    assert "0,0 → <strong>25,5</strong>" in page
    sent = client.post(  # clicks: the colleague, and draag over
        ASSIGN,
        {"ids": [one.number for one in made], "gekozen": [one.number for one in made], "to": work.dewit.pk,
         "stap": "draag-over"},
    )  # fmt: skip
    after = client.get(sent.url).content.decode()

    assert "17 trajecten overgedragen aan S. de Wit." in after
    assert "Ongedaan maken" in after
    undone = client.post(f"{sent.url}terug/", follow=True).content.decode()
    assert "17 trajecten zijn terug bij wie het eerder had." in undone
    assert holder(work, made[0]) == work.bakker.pk


def test_everything_of_one_klantregisseur_and_unticking(work: Casework) -> None:
    first, second = work.register("Een Persoon"), work.register("Twee Persoon")
    client = signed_in(work.nijhof)

    chosen = client.post(ASSIGN, {"van": work.bakker.pk})
    assert first.number in chosen.url
    assert second.number in chosen.url
    both = {"ids": [first.number, second.number], "gekozen": [first.number]}
    counted = client.post(ASSIGN, both | {"stap": "reken"})
    assert counted.status_code == 200
    client.post(ASSIGN, both | {"stap": "draag-over", "to": work.dewit.pk})

    assert holder(work, first) == work.dewit.pk
    assert holder(work, second) == work.bakker.pk


def test_without_a_colleague_the_page_says_what_to_do_and_keeps_the_choice(work: Casework) -> None:
    made = work.register()
    answer = signed_in(work.nijhof).post(ASSIGN, {"ids": made.number, "gekozen": made.number, "stap": "draag-over"})

    assert answer.status_code == 422
    assert "Kies een collega die deze trajecten overneemt" in answer.content.decode()


@pytest.mark.parametrize("who", ["elsewhere", "yilmaz"])
def test_a_stranger_gets_nothing(work: Casework, who: str) -> None:
    made = work.register()
    client = signed_in(getattr(work, who))

    assert client.get(f"{ASSIGN}?ids={made.number}").status_code == 404
    assert (
        client.post(ASSIGN, {"ids": made.pk, "gekozen": made.number, "to": 1, "stap": "draag-over"}).status_code == 404
    )
    with as_user(work.nijhof.pk):
        moved = assignment.assign(trajectories=[made], to=work.dewit, on=TODAY, by=work.nijhof)
    assert client.get(reverse("assign_result", args=[moved.batch])).status_code == 404
    assert client.post(reverse("undo_assignment", args=[moved.batch])).status_code == 404
    assert holder(work, made) == work.dewit.pk


def test_a_named_deputy_for_one_trajectory(work: Casework) -> None:
    made = work.register()
    client = signed_in(work.bakker)
    address = f"/trajecten/{made.number}/waarnemer/"

    assert client.get(address).status_code == 200
    assert client.post(address, {"deputy": work.dewit.pk}).status_code == 302
    with as_user(work.dewit.pk):
        assert Trajectory.objects.assigned(work.dewit, date(2026, 11, 20)).filter(pk=made.pk).exists()
    assert client.post(address, {"deputy": work.yilmaz.pk}).status_code == 422
    assert signed_in(work.yilmaz).post(address, {"deputy": work.dewit.pk}).status_code == 404
    with as_user(work.nijhof.pk), pytest.raises(NotNow, match="dan de klantregisseur zelf"):
        assignment.name_deputy(trajectory=made, deputy=work.bakker, on=TODAY, by=work.nijhof)


def test_hours_of_a_second_team_do_not_open_the_first(work: Casework) -> None:
    """Who joins a team later does not get what was divided before."""
    made = work.register()
    with as_user(work.nijhof.pk):
        TeamMember.objects.create(organisation_id=made.organisation_id, team=work.team, user=work.elsewhere)
        moved = assignment.assign(trajectories=[made], to=work.elsewhere, on=TODAY, by=work.nijhof)
        assert moved.done == (made.number,)
        assert Trajectory.objects.get(pk=made.pk).team_id == work.team.pk


def test_the_whole_list_of_the_caseload_goes_with_one_tick(work: Casework) -> None:
    mine, other = work.register("Mijn Eigen", leerroute="B1"), work.register("Andere Route", leerroute="ONDERWIJS")

    chosen = signed_in(work.bakker).post(ASSIGN, {"alles": "ja", "terug": "leerroute=b1-route"})

    assert mine.number in chosen.url
    assert other.number not in chosen.url
