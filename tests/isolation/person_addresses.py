"""What the addresses about persons are made of, for the marked person and for one who does not exist."""

from __future__ import annotations

from typing import Any

from tests.whole_person import WholePerson

NOWHERE = 999_999
BATCH = "7d444840-9dc0-11d1-b245-5ffdce74fad2"
# Each for a reason: trying only, or the token in the address decides.
OPEN = {
    "open_demonstration", "switch_role", "remove_demonstration", "choose_region",
    "calendar_file", "open_shared_portfolio", "read_shared_portfolio",
}  # fmt: skip
# Lists and forms of one's own: the address holds nothing to steal, the rows are one's own.
OWN_LIST = {
    "show_today", "list_caseload", "search_caseload", "export_caseload", "act_on_selection", "explain_keys",
    "switch_keys", "list_saved_views", "check_day", "show_clocks", "export_clocks", "search", "list_recent",
    "export_recent", "register_person",
}  # fmt: skip
LEADER_ONLY: set[str] = set()
PROVIDER_ONLY: set[str] = set()
# The row of the marked person behind a number in the address, by the name of the address.
ROW_OF = {
    "change_saved_view": "savedview",
    "change_conversation": "conversation",
    "cancel_appointment": "appointment",
}
# The same for numbers that have a name of their own.
ROW_BEHIND = {
    "task": "followup", "betrokkene": "betrokkene", "remark": "healthremark", "absence_id": "absence",
    "member_id": "teammember",
}  # fmt: skip


def values(name: str, person: WholePerson) -> dict[str, Any]:
    """Return a value for every part of an address that a pattern may ask for."""
    given = {
        "number": person.trajectory.number,
        "file_number": person.rows["personfile"].number,
        "organisation_id": person.trajectory.organisation_id,
        **{part: person.rows[row].pk for part, row in ROW_BEHIND.items()},
    }
    if name in ROW_OF:
        given["pk"] = person.rows[ROW_OF[name]].pk
    return COMMON | given


def absent() -> dict[str, Any]:
    numbers = dict.fromkeys([*ROW_BEHIND, "pk", "organisation_id"], NOWHERE)
    return COMMON | numbers | {
        "number": "T-BESTAAT9", "file_number": "B-BESTAAT9", "batch": "00000000-0000-4000-8000-000000000000",
        "key": "bestaat-niet",
    }  # fmt: skip


COMMON: dict[str, Any] = {
    "extension": "xlsx", "batch": BATCH, "part": "werk", "place": 1, "route": "B1", "key": "norm_per_fte",
    "pip_number": 1,
}  # fmt: skip
