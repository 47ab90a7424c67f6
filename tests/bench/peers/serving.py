"""The side of the bench that runs in a process of its own: solve what comes in, say what each solve took.

Needs the standard library only, because other methods live in an environment of their own.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

REPEATS, SHORT = 5, 0.2  # a solve that takes less than SHORT seconds is repeated, and the least counts

Solver = Callable[[], Mapping[str, Any]]  # returns "labels", or "score" where no division is made
Prepare = Callable[[dict[str, Any]], Solver]


def serve(methods: Mapping[str, Prepare]) -> None:
    """Read {"method", "cases"} and print a line per case but the first, which only warms up.

    `seconds` is processor time of the solve alone: not the start, the imports or the reading of the case. `peak` is
    the most memory of this process in MB, `base` the same before the first case.
    """
    asked = json.load(sys.stdin)
    prepare = methods[asked["method"]]
    resource.setrlimit(resource.RLIMIT_CPU, (asked["limit"], asked["limit"]))
    base = most_memory()
    for at, case in enumerate(asked["cases"]):
        solver = prepare(case)
        seconds, found = timed(solver)
        if at:
            line = {"seconds": seconds, "peak": most_memory(), "base": base, **found}
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


def timed(solver: Solver) -> tuple[float, Mapping[str, Any]]:
    least = float("inf")
    for _ in range(REPEATS):
        started = time.process_time()
        found = solver()
        least = min(least, time.process_time() - started)
        if least > SHORT:
            break
    return least, found


def most_memory() -> float:
    """Return the most memory this program held, in MB; not getrusage, which counts that of who started it too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
