"""One statement for a whole save: a room of a hundred people answers at once, and each save asked nine."""

from django.db import migrations

# Gives the answer that stands afterwards, or nothing when this seat takes no answers now. Runs with the powers of the
# asker, so row-level security holds inside it.
GIVE_ANSWER = """
CREATE FUNCTION app.give_answer(
    asked_seat bigint, asked_number integer, seen_revision integer, seen_wording integer, sent_from text,
    new_value integer, new_unknown boolean, new_importance text, new_limit boolean, new_note text, new_would_move text,
    moment timestamptz
) RETURNS SETOF regions_answer LANGUAGE plpgsql VOLATILE SECURITY INVOKER SET search_path = public, pg_temp AS $app$
DECLARE
    place regions_seat;
    asked regions_statement;
    former regions_answer;
    more integer;
BEGIN
    -- First the lock, then the reading: whoever waited here must see what the other one wrote.
    SELECT * INTO place FROM regions_seat WHERE id = asked_seat AND refused_at IS NULL FOR NO KEY UPDATE;
    SELECT q.* INTO asked FROM regions_statement q JOIN regions_worksession s ON s.id = q.session_id
    WHERE q.session_id = place.session_id AND q.number = asked_number AND s.state = 'OPEN';
    IF place.id IS NULL OR asked.id IS NULL THEN
        RETURN;
    END IF;
    -- Whoever had the former words on the screen answered those.
    asked.wording := least(asked.wording, seen_wording);
    SELECT * INTO former FROM regions_answer
    WHERE organisation_id = place.organisation_id AND seat_id = place.id AND statement_id = asked.id AND is_current;
    IF former.id IS NOT NULL AND (
        -- The same again, or somebody else's change in between. The own window only missed the reply.
        (former.wording >= asked.wording AND ROW (former.value, former.is_unknown, former.importance, former.is_limit,
            former.note, former.would_move) IS NOT DISTINCT FROM ROW (new_value::smallint, new_unknown,
            new_importance::varchar, new_limit, new_note::varchar, new_would_move::varchar))
        OR (former.revision <> seen_revision AND (former.screen = '' OR former.screen <> sent_from))
    ) THEN
        RETURN NEXT former;
        RETURN;
    END IF;
    IF former.id IS NOT NULL THEN
        UPDATE regions_answer SET is_current = false WHERE id = former.id;
    END IF;
    RETURN QUERY INSERT INTO regions_answer (organisation_id, host_id, seat_id, statement_id, revision, value, is_unknown,
        importance, is_limit, note, would_move, wording, screen, given_at, is_current)
    VALUES (place.organisation_id, place.host_id, place.id, asked.id, coalesce(former.revision, 0) + 1, new_value,
        new_unknown, new_importance, new_limit, new_note, new_would_move, asked.wording, sent_from, moment, true)
    RETURNING *;
    more := (new_value IS NOT NULL OR new_unknown)::integer
        - coalesce((former.value IS NOT NULL OR former.is_unknown)::integer, 0);
    IF more <> 0 THEN
        UPDATE regions_seat SET answered = answered + more WHERE id = place.id;
    END IF;
END $app$;
"""
SIGNATURE = (
    "app.give_answer(bigint, integer, integer, integer, text, integer, boolean, text, boolean, text, text, timestamptz)"
)


class Migration(migrations.Migration):
    dependencies = [("regions", "0006_who_answered")]
    operations = [
        migrations.RunSQL(
            f"{GIVE_ANSWER} REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {SIGNATURE} TO app",
            f"DROP FUNCTION {SIGNATURE}",
        ),
    ]
