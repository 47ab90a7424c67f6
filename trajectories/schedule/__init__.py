"""What the clock starts for trajectories, a module per reason. It goes organisation by organisation."""

from trajectories.schedule import dates  # noqa: F401
from trajectories.schedule import exchange  # noqa: F401
from trajectories.schedule import signals  # noqa: F401
