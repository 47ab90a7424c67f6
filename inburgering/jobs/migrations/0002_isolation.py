"""Jobs belong to an organisation; the sweeper may learn ids of waiting and abandoned work, nothing else."""

from django.db import migrations

from inburgering.isolation import Function, Isolate

TO_SWEEP = """
SELECT j.id, j.organisation_id, j.kind FROM jobs_job j
WHERE (j.state = 'RUNNING' AND j.lease_until < now()) OR (j.state = 'QUEUED' AND j.queued_at < now() - interval '5 seconds')
ORDER BY j.id LIMIT 200
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial"), ("accounts", "0002_isolation")]
    operations = [
        Isolate("jobs_job"),
        Function(
            "jobs_to_sweep()",
            "TABLE (job_id bigint, organisation_id bigint, kind varchar)",
            TO_SWEEP,
        ),
    ]
