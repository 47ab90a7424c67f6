"""Where the embedded servers live, and which account runs them: changes when an operating system asks for it."""

import contextlib
import hashlib
import os
import pwd
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SOCKET_PATH_LIMIT = 100  # bytes; macOS allows 104, Linux 108


class EmbeddedServerError(RuntimeError):
    """An embedded server cannot be started; the message is a Dutch sentence for whoever started it."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system account that runs PostgreSQL when we are root, because PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int


def server_account() -> Account | None:
    """Return the account to run PostgreSQL as, None for our own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedServerError(
        "PostgreSQL draait niet als root en er is geen account 'postgres' of 'nobody'. Start als gewone gebruiker."
    )


def state_dir() -> Path:
    """Return the directory of this checkout's servers, the same at every start."""
    own = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
    if os.geteuid() == 0:
        # Never below a home directory: the account that runs PostgreSQL could not get there.
        base = Path("/var/lib") if os.access("/var/lib", os.W_OK) else Path("/var/tmp")  # noqa: S108
        return base / "inburgering-regionaal" / own
    var = CHECKOUT / "var"
    if os.access(var if var.exists() else CHECKOUT, os.W_OK):
        return var / "embedded"
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "inburgering-regionaal" / own


def socket_dir(name: str, part: str) -> Path:
    """Return the directory of one server's socket: beside its data, or elsewhere when that path is too long."""
    home = state_dir() / name / part
    if len(os.fsencode(home / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT and "," not in str(home):
        return home
    own = hashlib.sha256(str(home).encode()).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"inburgering-{os.geteuid()}-{own}"


def private_home(name: str, part: str, account: Account | None) -> Path:
    """Make the private directory of one server, and that of its socket; return the first."""
    home = state_dir() / name / part
    home.parent.mkdir(parents=True, exist_ok=True)
    owner = account.uid if account else os.geteuid()
    if account:  # whatever the umask, the account must get to its own directory
        for parent in (home.parent, home.parent.parent, home.parent.parent.parent):
            parent.chmod(0o711)
    for directory in {home, socket_dir(name, part)}:
        directory.mkdir(mode=0o700, exist_ok=True)
        if account and directory.stat().st_uid != account.uid:
            os.chown(directory, account.uid, account.gid)
        found = directory.lstat()
        if directory.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
            raise EmbeddedServerError(f"De map {directory} is niet van ons alleen. Verwijder die map en start opnieuw.")
    return home
