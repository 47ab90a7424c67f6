"""What the addresses about persons are made of, for the marked person and for one who does not exist."""

from __future__ import annotations

from typing import Any

from tests.whole_person import WholePerson

NOWHERE = 999_999
# Each for a reason: trying only, or the token in the address decides.
OPEN = {
    "open_demonstration", "switch_role", "remove_demonstration", "choose_region",
    "calendar_feed", "read_portfolio", "download_shared_portfolio",
}  # fmt: skip
# Lists and forms of one's own: the address holds nothing to steal, the rows are one's own.
OWN_LIST = {
    "show_today", "list_caseload", "search_caseload", "export_caseload", "act_on_selection", "explain_keys",
    "switch_keys", "list_saved_views", "check_day", "show_clocks", "export_clocks", "search", "list_recent",
    "export_recent", "register_person", "show_calendar", "make_calendar", "revoke_calendar", "switch_digest",
    "list_duo", "export_duo", "list_imports", "download_import_template", "list_handovers", "export_handovers",
    "show_team", "export_team", "show_forecast", "export_forecast", "assign_selected", "list_absences",
    "export_absences", "list_norms", "export_norms",
    "list_retention", "export_retention", "list_destructions", "export_destructions",
}  # fmt: skip
LEADER_ONLY = {
    "show_team", "export_team", "show_forecast", "export_forecast", "list_norms", "export_norms", "edit_norm",
    "edit_hours", "list_duo", "export_duo", "mark_duo_seen", "list_imports", "download_import_template", "show_import",
    "import_progress", "repair_import", "download_import_errors",
    "list_retention", "export_retention", "list_destructions", "export_destructions", "destroy_dossiers",
    "hold_dossier", "release_dossier", "show_destruction", "destruction_progress",
}  # fmt: skip
PROVIDER_ONLY = {"list_participants", "export_participants"}
# The gemeente that is asked to take over answers here, and nobody else.
RECEIVER_ONLY = {"request_handover", "accept_handover", "refuse_handover"}
# The row of the marked person behind `pk` in the address, by the name of the address.
ROW_OF = {
    "change_saved_view": "savedview",
    "change_conversation": "conversation",
    "cancel_appointment": "appointment",
    "mark_duo_seen": "duoevent",
}
# The same for numbers that have a name of their own.
ROW_BEHIND = {
    "task": "followup", "betrokkene": "betrokkene", "remark": "healthremark", "absence_id": "absence",
    "member_id": "teammember", "placement": "courseplacement", "sitting": "examresult", "bill": "ontzorgen",
    "signal": "trajectorysignal", "goal_id": "pipgoal", "action_id": "pipaction", "share": "portfolioshare",
    "item": "portfolioitem",
}  # fmt: skip
# The concept is version 2; what was established and its papers are version 1.
OF_CONCEPT = {
    "edit_pip", "discard_pip", "establish_pip", "compare_pips", "record_agreement", "sign_pip", "confirm_signing",
    "sign_on_paper",
}  # fmt: skip
COMMON: dict[str, Any] = {
    "extension": "xlsx", "part": "kennismaking", "place": 1, "route": "B1", "key": "INTAKE", "kind": "inburgeraars",
    "former_number": 1,
}  # fmt: skip

# What must stand behind the address, or there is nothing to show.
QUERY = {
    "assign_selected": "?ids={number}",
    "export_clocks": "?indeling=ASIELSTATUSHOUDER&kennisgeving_on=15-9-2026",
}


def values(name: str, person: WholePerson) -> dict[str, Any]:
    """Return a value for every part of an address that a pattern may ask for."""
    rows = person.rows
    numbered = {
        "handover": rows["handover"].number, "import": rows["importrun"].number,
        "destruction": rows["destruction"].number,
    }  # fmt: skip
    number = next((found for word, found in numbered.items() if word in name and name != "announce_handover"), None)
    given = {
        "number": number or person.trajectory.number,
        "file_number": rows["personfile"].number,
        "organisation_id": person.trajectory.organisation_id,
        "pip_number": 2 if name in OF_CONCEPT else 1,
        "batch": rows["assignment" if "assign" in name else "bulkact"].batch,
        **{part: rows[row].pk for part, row in ROW_BEHIND.items()},
    }
    if name in ROW_OF:
        given["pk"] = rows[ROW_OF[name]].pk
    return COMMON | given


def absent() -> dict[str, Any]:
    numbers = dict.fromkeys([*ROW_BEHIND, "pk", "organisation_id", "pip_number"], NOWHERE)
    return COMMON | numbers | {
        "number": "T-BESTAAT9", "file_number": "B-BESTAAT9", "batch": "00000000-0000-4000-8000-000000000000",
        "key": "bestaat-niet",
    }  # fmt: skip
