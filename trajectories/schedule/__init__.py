"""What the clock starts for trajectories, a module per reason. It goes organisation by organisation."""

from trajectories.schedule import dates, digest, exchange, signals  # noqa: F401
