"""The work that an import puts off, by name. It calls acts itself, so it stands with what the clock starts."""

WORK_IMPORT = "trajectories.work_import"
