"""What another gemeente sent about somebody goes with that person: the receiver would still read name and dossier."""

from django.db import migrations

from inburgering.isolation import Function

# Of a handover that was accepted, as soon as the trajectory that came of it is destroyed. The sender keeps its own
# dossier, under its own term.
FORGET_RECEIVED = """
DECLARE
    received bigint[] := ARRAY(SELECT h.id FROM trajectories_handover h
        WHERE h.receiver_id = app.asker('job') AND h.state = 'ACCEPTED' AND h.received_number <> ''
            AND NOT EXISTS (SELECT 1 FROM trajectories_trajectory t WHERE t.number = h.received_number));
    gone integer;
BEGIN
    DELETE FROM trajectories_handovercontent WHERE handover_id = ANY (received);
    DELETE FROM trajectories_handover WHERE id = ANY (received);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
"""


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0008_retention")]
    operations = [Function("forget_received()", "integer", FORGET_RECEIVED, volatile=True)]
