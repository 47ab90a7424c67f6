"""Where spopt lives: an environment of its own, because the product does not need it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOCK = Path(__file__).with_name("requirements.lock")
PLACE = ROOT / ".local" / "peers"
UV = ROOT / ".local" / "uv" / "bin" / "uv"


def python_of_peers() -> Path | None:
    """Return the Python that has spopt, made when it is not there yet; None when that fails."""
    python, installed = PLACE / "bin" / "python", PLACE / ".installed"
    if installed.exists() and installed.read_bytes() == LOCK.read_bytes():
        return python
    steps = (
        [UV, "venv", "--quiet", "--clear", "--python", sys.executable, PLACE],
        [UV, "pip", "sync", "--quiet", "--require-hashes", "--python", python, LOCK],
    )
    try:
        for step in steps:
            subprocess.run(step, check=True, capture_output=True, timeout=600)
    except (OSError, subprocess.SubprocessError):
        return None
    installed.write_bytes(LOCK.read_bytes())
    return python
