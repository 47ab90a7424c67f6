"""How firmly a proposal stands: asked once, computed in pieces, read by whoever reads the proposal."""

from collections.abc import Callable

import pytest
from django.test import Client

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.audit.models import AuditEvent
from inburgering.jobs.models import Job
from regions import tasks
from regions.actions import robustness, subregion
from regions.actions.refusal import NotNow
from regions.models import RobustnessRun, SubregionProposal
from tests.regions.results.conftest import Workshop

URL = "/regios/achterhoek/subregios/voorstel-1/stevigheid/"
SignIn = Callable[[User], Client]


@pytest.fixture
def proposal(answered: Workshop) -> SubregionProposal:
    leader = answered.world.leader
    with as_user(leader.pk):
        return subregion.propose(session=answered.session, group_count=3, contiguous=True, by=leader)


@pytest.fixture
def asked(answered: Workshop, proposal: SubregionProposal) -> RobustnessRun:
    leader = answered.world.leader
    with as_user(leader.pk):
        return robustness.request(proposal=proposal, by=leader)


def work(run: RobustnessRun) -> RobustnessRun:
    tasks.measure_robustness(run.job_id, run.organisation_id)
    return RobustnessRun.objects.select_related("job").get(pk=run.pk)


def test_it_is_computed_in_pieces_with_the_same_outcome(
    answered: Workshop, asked: RobustnessRun, monkeypatch: pytest.MonkeyPatch, signed_in: SignIn
) -> None:
    leader, hints = answered.world.leader, []
    monkeypatch.setattr(tasks, "hint", lambda *told: hints.append(told))
    with as_user(leader.pk), monkeypatch.context() as hurry:
        hurry.setattr(tasks, "SAVE_AFTER", 0.0)
        hurry.setattr(tasks, "HAND_ON_AFTER", 0.0)
        after_one, after_two = work(asked), work(asked)

    assert [after_one.done, after_two.done] == [1, 2]
    assert after_two.job.state == Job.State.QUEUED
    assert hints == [(tasks.MEASURE_ROBUSTNESS, asked.job_id, asked.organisation_id)] * 2
    assert f"2 van {after_two.total} keer verdeeld" in signed_in(leader).get(URL).content.decode()

    with as_user(leader.pk):
        in_pieces = work(asked)
        RobustnessRun.objects.filter(pk=asked.pk).update(state={}, result=None)
        Job.objects.filter(pk=asked.job_id).update(state=Job.State.QUEUED, finished_at=None)
        in_one_go = work(asked)
    assert in_pieces.job.state == Job.State.DONE
    assert in_pieces.done == in_pieces.total == after_two.total
    assert in_pieces.result == in_one_go.result

    page = signed_in(leader).get(URL).content.decode()
    assert "De indeling bleef" in page
    assert "bij toeval is dat" in page
    assert page.count("<tr>") > 8
    assert signed_in(leader).get(URL.replace("stevigheid/", "stevigheid.xlsx")).status_code == 200


def test_who_asks_again_finds_the_same_run(answered: Workshop, asked: RobustnessRun, signed_in: SignIn) -> None:
    client = signed_in(answered.world.leader)

    client.post(URL)
    client.post(URL)

    with as_user(answered.world.leader.pk):
        assert RobustnessRun.objects.count() == 1
        assert AuditEvent.objects.filter(verb="robustness.requested").count() == 1


def test_a_stopped_run_is_told_and_may_begin_anew(answered: Workshop, asked: RobustnessRun, signed_in: SignIn) -> None:
    client = signed_in(answered.world.leader)

    client.post(URL, {"besluit": "stop"})
    stopped = client.get(URL).content.decode()
    client.post(URL)

    assert "Deze berekening is gestopt." in stopped
    assert client.get(URL.replace("stevigheid/", "stevigheid/voortgang/")).status_code == 200
    with as_user(answered.world.leader.pk):
        assert RobustnessRun.objects.count() == 2
        with pytest.raises(NotNow, match="al klaar of gestopt"):
            robustness.cancel(run=RobustnessRun.objects.order_by("pk")[0], by=answered.world.leader)


def test_with_few_municipalities_it_says_nothing(
    workshop: Workshop, signed_in: SignIn, proposal_of_three: SubregionProposal
) -> None:
    page = signed_in(workshop.world.leader).post(URL, follow=True).content.decode()

    assert "Met minder dan 4 gemeenten zegt dit niets" in page


@pytest.fixture
def proposal_of_three(workshop: Workshop) -> SubregionProposal:
    workshop.share(["aalten", "berkelland", "oost-gelre"])
    leader = workshop.world.leader
    with as_user(leader.pk):
        return subregion.propose(session=workshop.session, group_count=2, contiguous=False, by=leader)


def test_a_municipality_reads_it_when_it_may_read_the_proposal(
    answered: Workshop, asked: RobustnessRun, proposal: SubregionProposal, signed_in: SignIn
) -> None:
    adviser = signed_in(answered.world.adviser("aalten"))

    before = adviser.get(URL).status_code
    answered.reveal()
    with as_user(answered.world.leader.pk):
        subregion.discuss(proposal=proposal, by=answered.world.leader)

    assert before == 404
    assert adviser.get(URL).status_code == 200
    assert adviser.post(URL).status_code == 404
    assert Client().get(URL).status_code in (302, 404)
