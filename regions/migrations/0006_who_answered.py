"""The host may know who answered a statement and in which wording, so that it can say who is asked again."""

from django.db import migrations

from inburgering.isolation import Function

# To the host only, and never what was answered.
ANSWERED_BY = """
SELECT municipality_id, wording, sum(people)::integer, bool_or(on_sheet) FROM (
    SELECT seat.municipality_id, a.wording, 1 AS people, false AS on_sheet
    FROM regions_answer a JOIN regions_seat seat ON seat.id = a.seat_id AND seat.refused_at IS NULL
    WHERE a.statement_id = asked AND a.is_current AND (a.value IS NOT NULL OR a.is_unknown)
    UNION ALL
    SELECT sheet.municipality_id, m.wording, 0, true
    FROM regions_municipalanswer m JOIN regions_answersheet sheet ON sheet.id = m.sheet_id
    WHERE m.statement_id = asked AND (m.value IS NOT NULL OR m.is_unknown OR m.is_divided)
) given
WHERE EXISTS (SELECT 1 FROM regions_statement s WHERE s.id = asked AND s.organisation_id = ANY (app.organisations()))
GROUP BY municipality_id, wording
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0005_who_gave_it")]
    operations = [
        Function(
            "answered_by(asked bigint)",
            "TABLE (municipality_id bigint, wording smallint, people integer, on_sheet boolean)",
            ANSWERED_BY,
        ),
    ]
