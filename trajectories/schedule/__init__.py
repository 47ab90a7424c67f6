"""What the clock starts for trajectories, a module per reason. It goes organisation by organisation."""

from trajectories.schedule import (  # noqa: F401
    dates,
    digest,
    exchange,
    person_export,
    realised,
    retention,
    signals,
)
