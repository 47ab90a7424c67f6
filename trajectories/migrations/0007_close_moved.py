"""Who moved is no participant here any more: lessons end and appointments fall away, with the trajectory itself."""

from django.db import migrations

from inburgering.isolation import Function

THE_HANDOVER = """
    h.id = handed AND h.state = 'ACCEPTED' AND h.receiver_id = ANY (app.person_organisations())
    AND t.id = h.trajectory_id AND t.phase <> 'CLOSED'
"""
CLOSE_MOVED = f"""
UPDATE trajectories_courseplacement p SET state = CASE p.state WHEN 'RUNNING' THEN 'ENDED' ELSE 'CANCELLED' END,
    ended_on = greatest(h.moved_on, CASE p.state WHEN 'RUNNING' THEN p.starts_on END), end_reason = 'verhuisd',
    version = p.version + 1
FROM trajectories_handover h, trajectories_trajectory t
WHERE {THE_HANDOVER} AND p.trajectory_id = t.id AND p.state IN ('WAITING', 'RUNNING');
UPDATE trajectories_appointment a SET state = 'CANCELLED'
FROM trajectories_handover h, trajectories_trajectory t
WHERE {THE_HANDOVER} AND a.trajectory_id = t.id AND a.state = 'PLANNED';
UPDATE trajectories_trajectory t SET phase = 'CLOSED', outcome = 'VERHUISD', closed_on = h.moved_on,
    next_deadline_on = NULL, next_deadline_kind = '', next_appointment_on = NULL, version = t.version + 1
FROM trajectories_handover h WHERE {THE_HANDOVER}
"""  # noqa: S608 - built of constants


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0006_calendar_known")]
    operations = [Function("close_moved(handed bigint)", "void", CLOSE_MOVED, volatile=True)]
