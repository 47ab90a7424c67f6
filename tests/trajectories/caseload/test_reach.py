"""Keys that are looked up once reach exactly as far as the QuerySets do that everything else asks."""

from datetime import date, timedelta

from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Membership, Organisation, User
from inburgering.accounts.roles import Permission, Role
from tests.database import as_owner
from tests.people import Casework, signed_in
from trajectories.actions import absence, dossier
from trajectories.models import SavedView, Team, TeamMember, Trajectory
from trajectories.reports.caseload_frame import frame_of


def lay_out(work: Casework, today: date) -> list[Trajectory]:
    """Give everybody people in every relation: own, team, deputy, cover, a reason of today, another gemeente."""
    people = [
        work.register(f"Persoon {place}", by=by, team=team)
        for place, (by, team) in enumerate(
            [(work.bakker, None), (work.dewit, None), (work.elsewhere, work.second_team), (work.yilmaz, None)] * 2
        )
    ]
    with as_user(work.elsewhere.pk):
        Trajectory.objects.filter(pk=people[2].pk).update(deputy=work.bakker)
        absence.record(
            user=work.elsewhere, deputies={people[2].organisation_id: work.dewit}, starts_on=today, ends_on=None,
            on=today, by=work.elsewhere,
        )  # fmt: skip
    with as_user(work.nijhof.pk):
        dossier.open_with_reason(trajectory=people[6], reason="Belt aan de balie", on=today, by=work.nijhof)
    return people


def same(user: User, on: date) -> tuple[set[int], set[int]]:
    """Return what this user reaches, and what is their own; both ways must agree."""
    with as_user(user.pk):
        frame = frame_of(user, on=on)
        readable = Trajectory.objects.for_user(user, to=Permission.VIEW_PERSONS)
        keys = set(Trajectory.objects.within(frame.reach).values_list("pk", flat=True))
        own = set(Trajectory.objects.assigned_within(frame.reach).values_list("pk", flat=True))
        assert keys == set(readable.values_list("pk", flat=True))
        assert own == set(readable.assigned(user, on).values_list("pk", flat=True))
        members = TeamMember.objects.for_user(user, to=Permission.VIEW_PERSONS)
        assert set(frame.colleagues) == set(members.values_list("user_id", flat=True))
        kept = SavedView.objects.for_user(user, to=Permission.VIEW_PERSONS)
        assert sorted(view.name for view in frame.views) == sorted(kept.distinct().values_list("name", flat=True))
        held = Organisation.objects.where(user, Permission.VIEW_PERSONS)
        assert set(frame.reach.organisations) == set(frame.places) == set(held.values_list("pk", flat=True))
    return keys, own


def test_reach_is_what_the_querysets_say_for_everybody(work: Casework) -> None:
    today = timezone.localdate()
    people = lay_out(work, today)

    reached = {user.email.split("@")[0]: same(user, today) for user in User.objects.all()}

    everybody = {one.pk for one in people}
    found = {name: (len(keys & everybody), len(own & everybody)) for name, (keys, own) in reached.items()}
    by_name = {name.split("-")[1] if "-" in name else name: numbers for name, numbers in found.items()}
    assert by_name["bakker"] == (5, 3)  # four of the team and who has this deputy; two of one's own and that one
    assert by_name["dewit"] == (6, 4)  # covers a colleague of another team
    assert by_name["nijhof"] == (5, 0)  # the team, and one with a reason
    assert by_name["yilmaz"] == (2, 2)
    assert all(numbers == (0, 0) for name, numbers in by_name.items() if name not in {
        "bakker", "dewit", "nijhof", "yilmaz", "elsewhere"})  # fmt: skip


def test_reach_ends_with_the_cover_the_day_and_the_role(work: Casework) -> None:
    today = timezone.localdate()
    lay_out(work, today)
    tomorrow = today + timedelta(days=1)

    with as_user(work.nijhof.pk):
        assert not frame_of(work.nijhof, on=tomorrow).reach.opened
    with as_user(work.dewit.pk):
        assert not frame_of(work.dewit, on=today - timedelta(days=1)).reach.covered
    with as_owner():
        Membership.objects.filter(user=work.bakker).update(role=Role.POLICY_ADVISER)
    assert same(work.bakker, today) == (set(), set())


def test_a_team_in_another_gemeente_lends_no_reach_without_a_role_there(work: Casework) -> None:
    today = timezone.localdate()
    people = lay_out(work, today)
    with as_owner():
        TeamMember.objects.create(organisation=work.doetinchem.organisation, team=work.doetinchem, user=work.bakker)
        SavedView.objects.create(
            organisation=work.doetinchem.organisation, user=work.yilmaz, team=work.doetinchem, name="Van Doetinchem"
        )

    keys, _ = same(work.bakker, today)

    assert people[3].pk not in keys
    with as_user(work.bakker.pk):
        assert not frame_of(work.bakker, on=today).views


def test_kept_views_of_the_team_are_in_the_frame_once(work: Casework) -> None:
    with as_owner():
        other = Team.objects.create(organisation=work.team.organisation, name="Team Lintelo")
        TeamMember.objects.create(organisation=work.team.organisation, team=other, user=work.bakker)
        SavedView.objects.create(organisation=work.team.organisation, user=work.dewit, team=work.team, name="Samen")
        SavedView.objects.create(organisation=work.team.organisation, user=work.bakker, name="Van mij")

    with as_user(work.bakker.pk):
        views = frame_of(work.bakker, on=timezone.localdate()).views
    assert [(view.name, view.team) for view in views] == [("Samen", "Team Aalten"), ("Van mij", "")]


def test_a_whole_list_of_the_team_can_be_divided(work: Casework) -> None:
    people = [work.register(f"Persoon {place}") for place in range(3)]
    theirs = work.register("Persoon van De Wit", by=work.dewit)

    sent = signed_in(work.nijhof).post("/team/verdelen/", {"alles": "ja", "terug": f"van=team&wie={work.bakker.pk}"})

    assert sent.status_code == 302
    assert all(one.number in sent["Location"] for one in people)
    assert theirs.number not in sent["Location"]
