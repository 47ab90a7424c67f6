#!/usr/bin/env python
"""The door for every command. Where no other servers are given, the embedded ones run as long as the command does."""

import contextlib
import os
import sys
from collections.abc import Iterator

# These change tables or data that belong to nobody in particular; everything else runs under row-level security.
BY_THE_OWNER = {"migrate", "load_reference_data", "load_boundaries", "add_member"}
# These need no database, or (up) start it themselves.
WITHOUT_SERVERS = {
    "", "up", "help", "version", "--help", "--version", "check", "collectstatic", "diffsettings", "solve_partition",
}  # fmt: skip


@contextlib.contextmanager
def servers(command: str) -> Iterator[None]:
    """Lend a command the embedded database and broker, unless it runs elsewhere or needs none."""
    elsewhere = os.environ.get("INBURGERING_MODUS", "productie") == "productie" or any(
        name in os.environ for name in ("DATABASE_URL", "DATABASE_URL_FILE")
    )
    if elsewhere or command in WITHOUT_SERVERS:
        yield
        return
    from inburgering import embedded  # noqa: PLC0415  production has no use for it

    try:
        embedded.start_database()
        embedded.start_broker()
        yield
    except embedded.EmbeddedServerError as reason:
        sys.exit(str(reason))
    finally:
        embedded.stop_broker()
        embedded.stop_database()


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inburgering.settings")
    if command in BY_THE_OWNER:
        os.environ.setdefault("DB_ROLE", "app_owner")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  DB_ROLE is read when settings load

    with servers(command):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
