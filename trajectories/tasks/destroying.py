"""The work that a confirmed list puts off, by name. It calls acts itself, so it stands with what the clock starts."""

DESTROY = "trajectories.destroy"
