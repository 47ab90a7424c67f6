"""A broker that is killed with hints in it, and one that is away: the rows are the truth, so no document is lost."""

import time

from tests.drill import reports
from tests.worker import running_worker

AWAY = 8  # seconds
PATIENCE = 240


def test_documents_asked_before_and_during_an_outage_of_the_broker_are_made_once(
    transactional_db, own_broker, tmp_path, say
):
    buying = reports.achterhoek()
    options = ("--concurrency", "2", "--beat", "--schedule", str(tmp_path / "schedule"))
    with running_worker(tmp_path / "worker.log", *options):
        before = reports.ask(buying, "Gevraagd voor de storing")
        reports.until(before, reports.rendering, seconds=30)
        own_broker.kill()
        began = time.monotonic()
        during = reports.ask(buying, "Gevraagd tijdens de storing")
        asking = time.monotonic() - began
        time.sleep(AWAY)
        own_broker.start()
        back = time.monotonic()
        recovery = [reports.until(one, reports.none_open, seconds=PATIENCE) for one in (before, during)]
        whole = time.monotonic() - back

    assert reports.kept(before, during) == reports.complete(2)
    assert len(recovery) == 2
    say(
        f"wachtrij {AWAY} s weg met documenten in bewerking: vragen om een rapport duurde toen {asking:.1f} s, "
        f"18 van 18 documenten, elk een keer, {whole:.0f} s nadat de wachtrij terug was"
    )


def test_asking_for_a_report_does_not_hang_on_a_broker_that_is_away(transactional_db, own_broker, say):
    buying = reports.achterhoek()
    own_broker.kill()

    began = time.monotonic()
    report = reports.ask(buying)
    took = time.monotonic() - began
    own_broker.start()

    assert len(reports.jobs(report)) == reports.DOCUMENTS
    say(f"vragen om een rapport zonder wachtrij: {took:.1f} s")
