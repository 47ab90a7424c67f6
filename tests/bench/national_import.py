"""How long 20,000 rows take to come in by a worker, how much memory that asks, and what it is beside the bare minimum.

Run as: ./run bench import. Fewer rows for a first look: BENCH_ROWS=2000.
"""

from __future__ import annotations

import csv
import io
import os
import time
from pathlib import Path

from django.db import connection, transaction
from import_export.resources import ModelResource
from openpyxl import Workbook
from tablib import Dataset

from inburgering.accounts.context import as_job, as_user
from inburgering.jobs.models import Job
from tests.bench.conftest import Add
from tests.people import Casework, casework
from tests.worker import Worker, running_worker
from trajectories.actions import imports
from trajectories.models import ImportRun, Inburgeraar, Trajectory

PART = "Inlezen"
ROWS = int(os.environ.get("BENCH_ROWS", "20000"))
STOCK_ROWS = max(200, ROWS // 10)
PATIENCE = 600  # seconds
TITLES = ["Volledige naam", "Geboortedatum", "Doelgroep", "BSN", "Telefoon", "E-mail", "Adres", "Postcode",
          "Woonplaats", "Datum kennisgeving", "Datum BRP", "Leerroute", "Niveau", "Dagtekening PIP"]  # fmt: skip


def measure_importing_a_long_list(transactional_db, tmp_path: Path, add: Add) -> None:
    work = casework()
    content = workbook(rows())
    with running_worker(tmp_path / "worker.log") as worker:
        run = upload(work, content)
        trial = waited(run, work, ImportRun.State.TRIED)
        with as_user(work.nijhof.pk):
            imports.take_in(run=run, by=work.nijhof)
        taken = waited(run, work, ImportRun.State.DONE)
        again = upload(work, content)
        waited(again, work, ImportRun.State.TRIED)
        memory = peak(worker)
    with as_user(work.nijhof.pk):
        made = Trajectory.objects.count()
        again.refresh_from_db()
        written = again.counts["new"] + again.counts["changed"]
    assert made == ROWS
    bare, stock = bare_copy(work), stock_resource(work)
    add(PART, f"{ROWS} rijen, 14 kolommen ({len(content) / 2**20:.1f} MB): proefrun", f"{trial:.0f} s", "")
    add(PART, "de goede rijen inlezen", f"{taken:.0f} s, samen {trial + taken:.0f} s", "samen ≤ 120 s")
    add(PART, "meeste geheugen van een worker", f"{memory:.0f} MB", "≤ 400 MB")
    add(PART, "hetzelfde bestand nog een keer: te schrijven rijen", f"{written}", "0")
    add(PART, "keer een kale COPY van dezelfde mensen en trajecten", f"{taken / bare:.0f}× ({bare:.1f} s)", "")
    figure = f"{taken / stock:.2f}× ({stock:.0f} s, omgerekend uit {STOCK_ROWS} rijen)"
    add(PART, "keer een kale import-export-resource van mensen alleen", figure, "")


def rows() -> list[list[str]]:
    """Return good rows of people who do not exist: BSN from the test range only as far as it reaches, then none."""
    numbers = (f"{number}" for number in range(999_900_000, 1_000_000_000) if _passes(f"{number}"))
    return [
        [f"Persoon {number}", f"{number % 28 + 1}-{number % 12 + 1}-{1960 + number % 45}", "asielstatushouder",
         next(numbers, ""), "06 12 34 56 78", f"persoon{number}@voorbeeld.invalid", f"Dorpsstraat {number}", "7121 AB",
         "Aalten", "1-3-2026", "1-4-2026", "b1 route", "B1", "1-5-2026"]
        for number in range(ROWS)
    ]  # fmt: skip


def _passes(bsn: str) -> bool:
    return sum(int(d) * w for d, w in zip(bsn, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0


def workbook(lines: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Invullen")
    numbered = [*TITLES, "V-nummer"]
    sheet.append(numbered)
    for place, line in enumerate(lines):
        sheet.append([*line, f"{place + 1_000_000_000}"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(work: Casework, content: bytes) -> ImportRun:
    with as_user(work.nijhof.pk):
        return imports.upload(
            organisation_id=work.team.organisation_id,
            upload=imports.Upload("lijst.xlsx", content),
            user=work.nijhof,
            by=work.nijhof,
        )


def waited(run: ImportRun, work: Casework, state: str) -> float:
    """Wait until the run is there; return how long that took. A job that failed says why."""
    began = time.perf_counter()
    while time.perf_counter() < began + PATIENCE:
        with as_user(work.nijhof.pk):
            now = ImportRun.objects.select_related("job").get(pk=run.pk)
        assert now.job.state != Job.State.FAILED, now.job.error
        assert now.state != ImportRun.State.REFUSED, now.refusal
        if now.state == state:
            return time.perf_counter() - began
        time.sleep(0.2)
    raise AssertionError(f"na {PATIENCE} s nog niet {state}: {now.rows_done} rijen")


def peak(worker: Worker) -> float:
    """Return the most memory that the worker or one of its children ever had, in MB."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if str(worker.process.pid) in {lines.get("Pid", "").strip(), lines.get("PPid", "").strip()}:
            most = max(most, int(lines.get("VmHWM", "0 kB").split()[0]))
    return most / 1024


def bare_copy(work: Casework) -> float:
    """Return the seconds of copying the very same rows into empty tables without rules."""
    began, spent = 0.0, 0.0
    with transaction.atomic(), as_user(work.nijhof.pk), connection.cursor() as cursor:
        for model in (Inburgeraar, Trajectory):
            columns = [field.attname for field in model._meta.concrete_fields]
            content = io.StringIO()
            writer = csv.writer(content)
            for values in model.objects.values_list(*columns):
                writer.writerow(
                    [r"\N" if one is None else f"\\x{bytes(one).hex()}" if isinstance(one, memoryview | bytes) else one
                     for one in values]
                )  # fmt: skip
            content.seek(0)
            table = f"bare_{model._meta.model_name}"
            cursor.execute(f"CREATE TEMP TABLE {table} (LIKE {model._meta.db_table} INCLUDING INDEXES)")
            began = time.perf_counter()
            cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv, NULL '\\N')", content)
            spent += time.perf_counter() - began
    return spent


class Stock(ModelResource):
    """As the manual of import-export begins: a model and nothing else."""

    class Meta:
        model = Inburgeraar
        fields = ("id", "full_name", "sort_name", "birth_year", "phone", "email", "street", "postcode", "city")

    def after_import(self, *args: object, **kwargs: object) -> None:
        """Leave the sequences alone: role app may not set them."""

    def before_save_instance(self, instance: Inburgeraar, row: object, **kwargs: object) -> None:
        instance.organisation_id = self.organisation_id


def stock_resource(work: Casework) -> float:
    """Return the seconds that a stock resource would take for as many people: names and addresses alone."""
    dataset = Dataset(headers=[*Stock.Meta.fields])
    for line in rows()[:STOCK_ROWS]:
        dataset.append(["", line[0], line[0], 1990, line[4], line[5], line[6], line[7], line[8]])
    resource = Stock()
    resource.organisation_id = work.team.organisation_id
    began = time.perf_counter()
    with as_job(work.team.organisation_id):
        result = resource.import_data(dataset, raise_errors=True)
    assert not result.has_errors()
    return (time.perf_counter() - began) * ROWS / STOCK_ROWS
