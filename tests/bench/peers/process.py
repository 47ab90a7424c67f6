"""Runs one method over many cases in a process of its own, that is killed when it takes too long."""

import json
import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers.environment import ROOT
from tests.bench.peers.instances import Case

ON_THE_CLOCK = 5  # times the limit: for what waits and uses no processor, or shares it with many


@dataclass(frozen=True)
class Answer:
    """`seconds` is processor time; `peak` the most memory in MB, `base` that before the first case."""

    score: float
    seconds: float
    peak: float
    base: float


@dataclass(frozen=True)
class Ran:
    """`answers` to the first cases, in their order; `stopped` says why there are no more, and is empty otherwise."""

    answers: tuple[Answer, ...]
    stopped: str = ""


def run(python: Path, module: str, method: str, cases: Sequence[Case], limit: int) -> Ran:
    """Return the answers that came within the limit, in seconds of processor time. The first case is solved twice."""
    process = subprocess.Popen(
        [python, "-m", module],
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    asked = json.dumps({"method": method, "limit": limit, "cases": [case.as_json() for case in (cases[0], *cases)]})
    stopped = ""
    try:
        printed, complaints = process.communicate(asked, timeout=ON_THE_CLOCK * limit)
    except subprocess.TimeoutExpired:
        process.kill()
        printed, complaints = process.communicate()
        stopped = f"gestopt na {ON_THE_CLOCK * limit} s op de klok"
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        stopped = stopped or f"gestopt na {limit} s"
    elif process.returncode:
        stopped = complaints.strip().splitlines()[-1] if complaints.strip() else f"exitcode {process.returncode}"
    whole = printed[: printed.rfind("\n") + 1]  # a line that was cut off is no answer
    lines = [json.loads(line) for line in whole.splitlines()]
    return Ran(tuple(_answer(case, line) for case, line in zip(cases, lines, strict=False)), stopped)


def _answer(case: Case, line: dict[str, object]) -> Answer:
    labels = line.get("labels")
    score = case.score(labels) if isinstance(labels, list) else float(str(line["score"]))
    return Answer(score, float(str(line["seconds"])), float(str(line["peak"])), float(str(line["base"])))
