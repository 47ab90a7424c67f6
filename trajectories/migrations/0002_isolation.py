"""Nobody sees a person without a role that may: below the explicit filters, the database itself holds the wall."""

from django.db import migrations

from inburgering.isolation import Function, Isolate, Reference, Restrict, among, either

PERSONS = among("organisation_id", "person_organisations()")
MINE = "user_id = (SELECT app.asker('user'))"
TODAY = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"
HEALTH_TRAJECTORIES = f"""
SELECT coalesce(array_agg(t.id), '{{}}') FROM trajectories_trajectory t
WHERE t.organisation_id = ANY (app.person_organisations()) AND (
    t.assigned_to_id = app.asker('user') OR t.deputy_id = app.asker('user') OR EXISTS (
        SELECT 1 FROM trajectories_absence a WHERE a.organisation_id = t.organisation_id
            AND a.user_id = t.assigned_to_id AND a.deputy_id = app.asker('user')
            AND a.starts_on <= {TODAY} AND (a.ends_on IS NULL OR a.ends_on >= {TODAY})))
"""  # noqa: S608 - built of constants
# What goes along is read after the receiver asked for it (Wi2021 art. 35 lid 4).
REQUESTED_HANDOVERS = """
SELECT coalesce(array_agg(id), '{}') FROM trajectories_handover
WHERE receiver_id = ANY (app.person_organisations()) AND state IN ('REQUESTED', 'ACCEPTED')
"""
# The receiver ends the trajectory of the former gemeente, which it may not touch in any other way.
CLOSE_MOVED = """
UPDATE trajectories_trajectory t SET phase = 'CLOSED', outcome = 'VERHUISD', closed_on = h.moved_on,
    next_deadline_on = NULL, next_deadline_kind = '', version = t.version + 1
FROM trajectories_handover h
WHERE h.id = handed AND h.state = 'ACCEPTED' AND h.receiver_id = ANY (app.person_organisations())
    AND t.id = h.trajectory_id AND t.phase <> 'CLOSED'
"""
# Besluit art. 9.2 lid 3: name, address, leerroute, intensity and term; nothing else leaves for a provider.
PROVIDER_PARTICIPANTS = """
SELECT t.number, i.full_name, i.street, i.postcode, i.city, p.component, t.leerroute, p.hours_per_week, p.starts_on,
    p.expected_end_on, t.duo_term_ends_on, t.first_pip_dated_on, p.state, c.number, g.name
FROM trajectories_courseplacement p
JOIN procurement_contract c ON c.id = p.contract_id AND c.provider_id = ANY (app.organisations())
JOIN trajectories_trajectory t ON t.id = p.trajectory_id
JOIN trajectories_inburgeraar i ON i.id = t.inburgeraar_id
JOIN regions_municipality g ON g.organisation_id = t.organisation_id
WHERE p.state IN ('WAITING', 'RUNNING')
"""
# A calendar program knows the token and nobody's password: number, moment and place, never a name.
CALENDAR_OF = """
SELECT a.id, t.number, a.planned_on, a.starts_at, a.form, a.location, a.state
FROM trajectories_calendarfeed f
JOIN accounts_user u ON u.id = f.user_id AND u.is_active
JOIN trajectories_appointment a ON a.user_id = f.user_id AND a.state <> 'CANCELLED'
JOIN trajectories_trajectory t ON t.id = a.trajectory_id
WHERE f.token_sha256 = token_hash AND f.revoked_at IS NULL AND EXISTS (
    SELECT 1 FROM accounts_membership m WHERE m.user_id = f.user_id AND m.organisation_id = a.organisation_id
        AND m.role IN ('CASE_MANAGER', 'TEAM_LEADER'))
"""
SHARED_PORTFOLIO = f"""
SELECT f.title, f.filename, f.media_type, f.content, s.until_on
FROM trajectories_portfolioshare s JOIN trajectories_personfile f ON f.id = s.file_id
WHERE s.token_sha256 = token_hash AND s.withdrawn_at IS NULL AND s.until_on >= {TODAY}
"""  # noqa: S608 - built of constants
ORGANISATIONS_WITH_PERSONS = """
SELECT coalesce(array_agg(DISTINCT organisation_id), '{}') FROM trajectories_trajectory
"""
TABLES = [
    "absence", "appointment", "betrokkene", "bredeintake", "bulkact", "caseloadnorm", "conversation", "courseplacement",
    "duoevent", "examresult", "followup", "hoursmonth", "household", "importedrow", "importrun", "inburgeraar",
    "indelingperiod", "intakepart", "leerbaarheidstoets", "modulemap", "ontzorgen", "participatieverklaring", "pip",
    "pipaction", "pipgoal", "portfolioitem", "portfolioshare", "routeconsequence", "savedview", "snuffelimpression",
    "team", "teammember", "trajectory", "trajectorysignal",
    # Only added to, or taken away as a whole.
    "conversationrevision", "dossieropening", "personfile",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("trajectories", "0001_initial"),
        ("accounts", "0005_persons"),
        ("jobs", "0002_isolation"),
        ("procurement", "0009_trajectories_isolation"),
    ]
    operations = [
        Function("health_trajectories()", "bigint[]", HEALTH_TRAJECTORIES),
        Function("requested_handovers()", "bigint[]", REQUESTED_HANDOVERS),
        Function("close_moved(handed bigint)", "void", CLOSE_MOVED, volatile=True),
        Function(
            "provider_participants()",
            "TABLE (number varchar, full_name varchar, street varchar, postcode varchar, city varchar, "
            "component varchar, leerroute varchar, hours_per_week numeric, starts_on date, expected_end_on date, "
            "term_ends_on date, first_pip_dated_on date, state varchar, contract_number varchar, municipality varchar)",
            PROVIDER_PARTICIPANTS,
        ),
        Function(
            "calendar_of(token_hash text)",
            "TABLE (id bigint, number varchar, planned_on date, starts_at time, form varchar, location varchar, "
            "state varchar)",
            CALENDAR_OF,
        ),
        Function(
            "shared_portfolio(token_hash text)",
            "TABLE (title varchar, filename varchar, media_type varchar, content bytea, until_on date)",
            SHARED_PORTFOLIO,
        ),
        Function("organisations_with_persons()", "bigint[]", ORGANISATIONS_WITH_PERSONS),
        *[Isolate(f"trajectories_{table}", read=PERSONS) for table in TABLES],
        Isolate("trajectories_calendarfeed", read=f"{PERSONS} AND {MINE}"),
        Isolate("trajectories_draft", read=f"{PERSONS} AND {MINE}"),
        Isolate("trajectories_healthremark", read=f"{PERSONS} AND {among('trajectory_id', 'health_trajectories()')}"),
        Isolate("trajectories_handover", read=either(PERSONS, among("receiver_id", "person_organisations()"))),
        Isolate(
            "trajectories_handovercontent",
            read=either(PERSONS, among("handover_id", "requested_handovers()")),
            write=PERSONS,
        ),
        Restrict("trajectories_dossieropening", "SELECT", "INSERT"),
        Restrict("trajectories_conversationrevision", "SELECT", "INSERT"),
        Restrict("trajectories_personfile", "SELECT", "INSERT", "DELETE"),
        Restrict("trajectories_healthremark", "SELECT", "INSERT", "DELETE"),
        Restrict("trajectories_handovercontent", "SELECT", "INSERT"),
        Reference("trajectories_inburgeraar", ["organisation_id", "household_id"], "trajectories_household"),
        Reference("trajectories_indelingperiod", ["organisation_id", "inburgeraar_id"], "trajectories_inburgeraar"),
        Reference("trajectories_betrokkene", ["organisation_id", "inburgeraar_id"], "trajectories_inburgeraar"),
        Reference("trajectories_teammember", ["organisation_id", "team_id"], "trajectories_team"),
        Reference("trajectories_savedview", ["organisation_id", "team_id"], "trajectories_team"),
        Reference("trajectories_trajectory", ["organisation_id", "inburgeraar_id"], "trajectories_inburgeraar"),
        Reference("trajectories_trajectory", ["organisation_id", "team_id"], "trajectories_team"),
        Reference("trajectories_dossieropening", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_healthremark", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_conversation", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference(
            "trajectories_conversationrevision", ["organisation_id", "conversation_id"], "trajectories_conversation"
        ),
        Reference("trajectories_draft", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_appointment", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_appointment", ["organisation_id", "conversation_id"], "trajectories_conversation"),
        Reference("trajectories_trajectorysignal", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_followup", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_followup", ["organisation_id", "conversation_id"], "trajectories_conversation"),
        Reference("trajectories_followup", ["organisation_id", "signal_id"], "trajectories_trajectorysignal"),
        Reference("trajectories_personfile", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_courseplacement", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_courseplacement", ["host_id", "contract_id"], "procurement_contract"),
        Reference("trajectories_courseplacement", ["host_id", "start_moment_id"], "procurement_startmoment"),
        Reference("trajectories_hoursmonth", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_hoursmonth", ["organisation_id", "placement_id"], "trajectories_courseplacement"),
        Reference("trajectories_examresult", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference(
            "trajectories_participatieverklaring", ["organisation_id", "trajectory_id"], "trajectories_trajectory"
        ),
        Reference("trajectories_modulemap", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_ontzorgen", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_ontzorgen", ["organisation_id", "signaal_id"], "regions_signaal"),
        Reference("trajectories_portfolioitem", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_portfolioitem", ["organisation_id", "evidence_id"], "trajectories_personfile"),
        Reference("trajectories_portfolioshare", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_portfolioshare", ["organisation_id", "item_id"], "trajectories_portfolioitem"),
        Reference("trajectories_portfolioshare", ["organisation_id", "file_id"], "trajectories_personfile"),
        Reference("trajectories_duoevent", ["organisation_id", "inburgeraar_id"], "trajectories_inburgeraar"),
        Reference("trajectories_duoevent", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_importrun", ["organisation_id", "job_id"], "jobs_job"),
        Reference("trajectories_importedrow", ["organisation_id", "run_id"], "trajectories_importrun"),
        Reference("trajectories_importedrow", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_handover", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_handovercontent", ["organisation_id", "handover_id"], "trajectories_handover"),
        Reference("trajectories_bredeintake", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_intakepart", ["organisation_id", "intake_id"], "trajectories_bredeintake"),
        Reference("trajectories_snuffelimpression", ["organisation_id", "intake_id"], "trajectories_bredeintake"),
        Reference("trajectories_routeconsequence", ["organisation_id", "intake_id"], "trajectories_bredeintake"),
        Reference("trajectories_leerbaarheidstoets", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_pip", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_pip", ["organisation_id", "scan_id"], "trajectories_personfile"),
        Reference("trajectories_pip", ["organisation_id", "letter_id"], "trajectories_personfile"),
        Reference("trajectories_pipgoal", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
        Reference("trajectories_pipaction", ["organisation_id", "goal_id"], "trajectories_pipgoal"),
    ]
