"""What was vastgesteld stays: the database refuses to change part A of a PIP, also by a slip of code."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

# What may still come after: agreement, signing, the letter, and that a later version replaces it.
LATER = (
    "ARRAY['state', 'agreement', 'agreement_reason', 'own_words', 'signed_at', 'signed_how', 'signed_name', "
    "'with_interpreter', 'scan_id', 'letter_id', 'version']"
)
STAYS = f"""
CREATE FUNCTION app.pip_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $app$
BEGIN
    -- Removing the example, and what is erased by law, is done by the owner.
    IF current_user <> 'app' OR OLD.state = 'CONCEPT' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR NEW.state = 'CONCEPT' OR to_jsonb(OLD) - {LATER} IS DISTINCT FROM to_jsonb(NEW) - {LATER} THEN
        RAISE EXCEPTION 'an established PIP does not change';
    END IF;
    RETURN NEW;
END $app$;
CREATE TRIGGER pip_stays BEFORE UPDATE OR DELETE ON trajectories_pip FOR EACH ROW EXECUTE FUNCTION app.pip_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("trajectories", "0004_wants_digest")]
    operations = [RunSQL(STAYS, "DROP TRIGGER pip_stays ON trajectories_pip; DROP FUNCTION app.pip_stays()")]
