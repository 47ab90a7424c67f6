"""Acts on board reports: asking for one, trying a document again, stopping, and sharing."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share
from inburgering.audit.record import Actor, record
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import hint
from procurement.models import BoardReport, BoardReportDocument, Checkpoint, Scenario
from procurement.reports import basis, board_changes, dataset
from procurement.reports.checkpoint import intact
from procurement.reports.decisions import standard_decisions
from procurement.rules.choices import CannotCalculate
from procurement.tasks import RENDER_BOARD_DOCUMENT
from regions.actions.refusal import NotNow
from regions.models import Municipality, Region

FEWEST_SCENARIOS, MOST_SCENARIOS, MOST_DECISIONS = 2, 4, 3


class Missing(NotNow):
    """A number is not filled in. `slug` and `name` say whose, both empty when it is a number of the whole region."""

    def __init__(self, sentence: str, *, slug: str = "", name: str = "") -> None:
        super().__init__(sentence)
        self.slug, self.name = slug, name


@transaction.atomic
def request(  # noqa: PLR0913 - a report is asked for with all of this
    *, region: Region, scenarios: Sequence[Scenario], advised: Scenario, title: str, decide_on: date,
    is_confidential: bool, request_key: uuid.UUID, by: Actor, decisions: Sequence[str] = (),
    checkpoint: Checkpoint | None = None,
) -> BoardReport:  # fmt: skip
    """Freeze the figures and ask for a document for the region and one for each municipality.

    The same request_key gives the same report, however often it is asked. Raises NotNow with the Dutch reason.
    """
    # One at a time per region: a double click finds the report of the first click, and versions do not collide.
    Organisation.objects.select_for_update(no_key=True).get(pk=region.organisation_id)
    asked = BoardReport.objects.filter(organisation_id=region.organisation_id, request_key=request_key).first()
    if asked is not None:
        return asked
    _refuse_nonsense(scenarios, advised, decide_on, decisions)
    if checkpoint is not None and not intact(checkpoint):
        raise NotNow(f"Piketpaaltje {checkpoint.number} is na het slaan gewijzigd. Kies een ander, of geen.")
    former = _versions(region, title).order_by("-version").first()
    report = BoardReport(
        organisation=region.organisation, region=region, title=title, advised=advised, decide_on=decide_on,
        is_confidential=is_confidential, request_key=request_key, made_by=by.audit_name, checkpoint=checkpoint,
        version=former.version + 1 if former else 1,
    )  # fmt: skip
    members = list(region.municipalities_on(timezone.localdate()))
    report.dataset = _frozen(report, scenarios, decisions or standard_decisions(), members, former)
    report.dataset_sha256 = dataset.fingerprint(report.dataset)
    report.save(force_insert=True)
    documents = [_ask_for(report, municipality, by) for municipality in (None, *members)]
    record("report.requested", by=by, about=report, organisation_id=report.organisation_id, documents=len(documents))
    _hint_on_commit([document.job for document in documents])
    return report


@transaction.atomic
def retry(*, document: BoardReportDocument, by: Actor) -> Job:
    """Put a failed or cancelled document back in the queue, with the same frozen figures."""
    job = Job.objects.select_for_update(no_key=True).get(pk=document.job_id)
    if job.state not in {Job.State.FAILED, Job.State.CANCELLED}:
        raise NotNow("Dit document is al klaar of wordt nog gemaakt.")
    job.state, job.error, job.step, job.lost_workers = Job.State.QUEUED, "", "", 0
    job.queued_at, job.finished_at = timezone.now(), None
    job.save(update_fields=["state", "error", "step", "lost_workers", "queued_at", "finished_at"])
    record("report.document_retried", by=by, about=document, organisation_id=document.organisation_id, job=job.pk)
    _hint_on_commit([job])
    return job


@transaction.atomic
def cancel(*, document: BoardReportDocument, by: Actor) -> Job:
    """Stop a document that is not ready. Work in progress loses its lease and stores nothing."""
    job = Job.objects.select_for_update(no_key=True).get(pk=document.job_id)
    if not job.is_open:
        raise NotNow("Dit document is al klaar of gestopt.")
    job.state, job.lease, job.lease_until, job.finished_at = Job.State.CANCELLED, None, None, timezone.now()
    job.save(update_fields=["state", "lease", "lease_until", "finished_at"])
    record("report.document_cancelled", by=by, about=document, organisation_id=document.organisation_id, job=job.pk)
    return job


@transaction.atomic
def cancel_open(*, report: BoardReport, by: Actor) -> int:
    """Stop every document of the report that is not ready; return how many."""
    waiting = report.documents.filter(job__state__in=[Job.State.QUEUED, Job.State.RUNNING])
    return len([cancel(document=document, by=by) for document in waiting])


@transaction.atomic
def share(*, report: BoardReport, by: Actor) -> list[Share]:
    """Let each municipality read its own document and the region's; never that of another. May be repeated."""
    report = BoardReport.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=report.pk)
    documents = list(report.documents.select_related("job", "municipality__organisation"))
    if any(document.job.is_open for document in documents):
        raise NotNow("Nog niet alle documenten zijn klaar. Wacht tot ze klaar zijn, of stop de rest.")
    ready = [document for document in documents if document.document_id]
    if not ready:
        raise NotNow("Er is nog geen document klaar om te delen.")
    members = [one.organisation for one in report.region.municipalities_on(timezone.localdate()) if one.organisation]
    shares = Share.objects.bulk_create(_missing_shares(report, ready, members, by))
    if report.shared_at is None:
        report.shared_at = timezone.now()
        report.save(update_fields=["shared_at"])
    record("report.shared", by=by, about=report, organisation_id=report.organisation_id, count=len(shares))
    return shares


def _refuse_nonsense(
    scenarios: Sequence[Scenario], advised: Scenario, decide_on: date, decisions: Sequence[str]
) -> None:
    if len({scenario.pk for scenario in scenarios}) < FEWEST_SCENARIOS:
        raise NotNow("Kies minstens 2 scenario's. Een bestuurder kiest tussen mogelijkheden.")
    if len(scenarios) > MOST_SCENARIOS:
        raise NotNow("Kies hooguit 4 scenario's. Meer past niet in één tabel.")
    if advised.pk not in {scenario.pk for scenario in scenarios}:
        raise NotNow("Kies het advies uit de scenario's die in het rapport staan.")
    if decide_on < timezone.localdate():
        raise NotNow("De datum van het besluit ligt voor vandaag. Vul een dag in die nog komt.")
    if len(decisions) > MOST_DECISIONS:
        raise NotNow("Vraag hooguit 3 besluiten. Meer leest niemand.")


def _versions(region: Region, title: str) -> QuerySet[BoardReport]:
    return BoardReport.objects.filter(organisation_id=region.organisation_id, title=title)


def _frozen(
    report: BoardReport, scenarios: Sequence[Scenario], decisions: Sequence[str], members: Sequence[Municipality],
    former: BoardReport | None,
) -> dict[str, object]:  # fmt: skip
    """Return the dataset as it stands now; a figure that is missing is said now, not nine times by a worker."""
    chosen = tuple(basis.chosen(scenario) for scenario in sorted(scenarios, key=lambda one: one.number))
    ground = dataset.Dataset(
        heading=dataset.heading_of(report, decisions, timezone.localdate()),
        basis=basis.read([scenario.proposal for scenario in scenarios]),
        scenarios=chosen,
        inhabitants=dataset.inhabitants(members),
        proposal=dataset.proposal_of(report.advised.proposal),
        former_version=former.version if former else None,
        changes={},
        checkpoint=dataset.checkpoint_of(report.checkpoint),
    )
    _refuse_unknown_inflow(ground.basis)
    try:
        changes = board_changes.since(dataset.thaw(former.dataset) if former else None, ground)
        intervals = {one.number: ground.basis.interval(one) for one in chosen}
    except CannotCalculate as reason:
        raise Missing(str(reason)) from reason
    return dataset.freeze(replace(ground, intervals=intervals)) | {"changes": changes}


def _refuse_unknown_inflow(ground: basis.Basis) -> None:
    for code, name in ground.names.items():
        if code not in ground.inflow:
            raise Missing(f"De verwachte instroom van {name} ontbreekt.", slug=ground.slugs[code], name=name)


def _ask_for(report: BoardReport, municipality: Municipality | None, by: Actor) -> BoardReportDocument:
    audience = municipality.name if municipality else f"regio {report.region.name}"
    job = Job.objects.create(
        organisation_id=report.organisation_id,
        kind=RENDER_BOARD_DOCUMENT,
        label=f"{report.title} voor {audience}"[:150],
        requested_by=by.audit_name,
    )
    return BoardReportDocument.objects.create(
        organisation_id=report.organisation_id, report=report, municipality=municipality, job=job
    )


def _missing_shares(
    report: BoardReport, ready: Sequence[BoardReportDocument], members: Sequence[Organisation], by: Actor
) -> list[Share]:
    standing = Share.objects.standing().filter(
        organisation_id=report.organisation_id,
        kind=Share.Kind.DOCUMENT,
        subject_id__in=[document.document_id for document in ready],
    )
    present = set(standing.values_list("subject_id", "shared_with_id"))
    wanted = [
        (document.document_id, organisation.pk)
        for document in ready
        for organisation in (members if document.municipality is None else [document.municipality.organisation])
        if organisation is not None
    ]
    return [
        Share(
            organisation_id=report.organisation_id, kind=Share.Kind.DOCUMENT, subject_id=subject,
            shared_with_id=reader, shared_by=by.audit_name,
        )
        for subject, reader in wanted
        if (subject, reader) not in present
    ]  # fmt: skip


def _hint_on_commit(jobs: Sequence[Job]) -> None:
    asked = [(job.kind, job.pk, job.organisation_id) for job in jobs]

    def tell() -> None:
        for kind, job_id, organisation_id in asked:
            hint(kind, job_id, organisation_id)

    # Robust: when the broker is gone the first failure ends the telling, and the sweeper finds the jobs.
    transaction.on_commit(tell, robust=True)
