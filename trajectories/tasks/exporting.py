"""The work that a request for everything about a person puts off, by name. It stands with what the clock starts."""

MAKE_PERSON_EXPORT = "trajectories.make_person_export"
