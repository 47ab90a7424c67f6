"""What the addresses about persons are made of, for the marked person and for one who does not exist."""

from tests.whole_person import WholePerson

# Each for a reason: trying only, or the token in the address decides.
OPEN = {"open_demonstration", "switch_role", "remove_demonstration", "choose_region"}
# Lists and forms of one's own: the address holds nothing to steal, the rows are one's own.
OWN_LIST: set[str] = set()
LEADER_ONLY: set[str] = set()
PROVIDER_ONLY: set[str] = set()


def values(name: str, person: WholePerson) -> dict[str, object]:
    return {"number": person.trajectory.number}


def absent() -> dict[str, object]:
    return {"number": "T-BESTAAT9"}
