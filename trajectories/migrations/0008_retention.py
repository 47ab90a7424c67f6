"""Destroying what may no longer be kept: only what stands on a confirmed list, its term over and nobody held it."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import trajectories.models.retention
from inburgering.isolation import Function, Isolate, Reference, Restrict, among

PERSONS = among("organisation_id", "person_organisations()")
TODAY = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"
# Table: how its rows hang on the roads or on the person. A table that is missing here leaves a reference behind, and
# the transaction fails. Foreign keys are checked at its end, so the order only matters where a parent is looked up.
CHILDREN = {
    "conversationrevision": ("conversation_id", "conversation"),
    "handovercontent": ("handover_id", "handover"),
    "intakepart": ("intake_id", "bredeintake"),
    "snuffelimpression": ("intake_id", "bredeintake"),
    "routeconsequence": ("intake_id", "bredeintake"),
    "pipaction": ("goal_id", "pipgoal"),
}
OF_TRAJECTORY = [
    "appointment", "bredeintake", "conversation", "courseplacement", "dossieropening", "draft", "examresult",
    "followup", "handover", "healthremark", "hoursmonth", "importedrow", "leerbaarheidstoets", "modulemap",
    "ontzorgen", "participatieverklaring", "personfile", "pip", "pipgoal", "portfolioitem", "portfolioshare",
    "retentionhold", "trajectorysignal",
]  # fmt: skip
OF_PERSON = ["betrokkene", "indelingperiod"]


def _gone(table: str, condition: str) -> str:
    """Return the statements that delete rows of a table and count them."""
    return f"""
    DELETE FROM trajectories_{table} WHERE organisation_id = tenant AND ({condition});
    GET DIAGNOSTICS gone = ROW_COUNT;
    pieces := pieces || jsonb_build_object('{table}', gone);"""  # noqa: S608 - built of constants


def _child(column: str, parent: str) -> str:
    rows = f"SELECT p.id FROM trajectories_{parent} p WHERE p.trajectory_id = ANY (roads)"  # noqa: S608
    return f"{column} IN ({rows})"


STATEMENTS = [
    *(_gone(table, _child(*road)) for table, road in CHILDREN.items()),
    # Messages that never found their person are found by the keyed hash of the numbers.
    _gone("duoevent", "trajectory_id = ANY (roads) OR inburgeraar_id = person OR content->'find' ?| hashes"),
    *(_gone(table, "trajectory_id = ANY (roads)") for table in OF_TRAJECTORY),
    *(_gone(table, "inburgeraar_id = person") for table in OF_PERSON),
    _gone("trajectory", "id = ANY (roads)"),
    _gone("destructionitem", "inburgeraar_id = person"),
    _gone("inburgeraar", "id = person"),
    _gone(
        "household",
        "id = home AND NOT EXISTS (SELECT 1 FROM trajectories_inburgeraar i "
        "WHERE i.organisation_id = tenant AND i.household_id = home)",
    ),
]
# Returns how many rows of which table are gone; nothing when this person may not be destroyed.
DESTROY_PERSON = f"""
DECLARE
    tenant bigint;
    roads bigint[];
    home bigint;
    hashes text[];
    pieces jsonb := '{{}}';
    gone bigint;
BEGIN
    SELECT i.organisation_id, p.household_id,
        array_remove(ARRAY[nullif(p.bsn_index, ''), nullif(p.v_number_index, '')], NULL)::text[]
    INTO tenant, home, hashes
    FROM trajectories_destructionitem i
    JOIN trajectories_destruction d ON d.id = i.destruction_id AND d.finished_at IS NULL
    JOIN trajectories_inburgeraar p ON p.id = i.inburgeraar_id
    WHERE i.destruction_id = listed AND i.inburgeraar_id = person AND i.due_on <= {TODAY}
        AND i.organisation_id = app.asker('job')
    FOR UPDATE OF i, p;
    IF tenant IS NULL THEN
        RETURN NULL;
    END IF;
    roads := ARRAY(SELECT t.id FROM trajectories_trajectory t
        WHERE t.organisation_id = tenant AND t.inburgeraar_id = person ORDER BY t.id FOR UPDATE);
    IF EXISTS (SELECT 1 FROM trajectories_trajectory t WHERE t.id = ANY (roads) AND t.phase <> 'CLOSED')
        OR EXISTS (SELECT 1 FROM trajectories_retentionhold h
            WHERE h.trajectory_id = ANY (roads) AND h.released_at IS NULL AND h.until_on > {TODAY}) THEN
        RETURN NULL;
    END IF;
    {"".join(STATEMENTS)}
    RETURN pieces;
END
"""  # noqa: S608 - built of constants
FORGET_DRAFTS = """
WITH gone AS (DELETE FROM trajectories_draft
    WHERE organisation_id = app.asker('job') AND saved_at < before RETURNING 1)
SELECT count(*)::integer FROM gone
"""
FORGET_FEEDS = """
WITH gone AS (DELETE FROM trajectories_calendarfeed
    WHERE organisation_id = app.asker('job') AND revoked_at IS NOT NULL RETURNING 1)
SELECT count(*)::integer FROM gone
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_persons"),
        ("jobs", "0002_isolation"),
        ("trajectories", "0007_close_moved"),
    ]

    operations = [
        migrations.AddField(
            model_name="bredeintake",
            name="reopenings",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="modulemap",
            name="blamed",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="participatieverklaring",
            name="blamed",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Destruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(
                        default=trajectories.models.retention.destruction_number, max_length=12, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("DOSSIERS", "dossiers"), ("SHORT_LIVED", "verlopen gegevens")],
                        default="DOSSIERS",
                        max_length=12,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_by", models.CharField(max_length=250)),
                ("asked", models.PositiveIntegerField(default=0)),
                ("destroyed", models.PositiveIntegerField(default=0)),
                ("left_alone", models.PositiveIntegerField(default=0)),
                ("grounds", models.JSONField(default=dict)),
                ("pieces", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DestructionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground", models.CharField(max_length=20)),
                ("due_on", models.DateField()),
                (
                    "destruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="trajectories.destruction"
                    ),
                ),
                (
                    "inburgeraar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="trajectories.inburgeraar"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("measure", models.CharField(max_length=40)),
                ("cell", models.CharField(blank=True, max_length=60)),
                ("times", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RetentionHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until_on", models.DateField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("BEZWAAR", "er loopt een bezwaar of beroep"),
                            ("RECHTSZAAK", "er loopt een rechtszaak"),
                            ("KLACHT", "er loopt een klacht"),
                            ("INZAGE", "de betrokkene vroeg om inzage of correctie"),
                            ("LANGER", "een andere regel vraagt langer bewaren"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("released_by", models.CharField(blank=True, max_length=250)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention_holds",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="destruction",
            index=models.Index(fields=["organisation", "-confirmed_at"], name="destruction_recent"),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="destruction_tenant_id"),
        ),
        migrations.AddConstraint(
            model_name="destructionitem",
            constraint=models.UniqueConstraint(
                fields=("organisation", "inburgeraar"), name="destruction_item_on_one_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="keptcount",
            constraint=models.UniqueConstraint(
                fields=("organisation", "month", "measure", "cell"), name="kept_count_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="keptcount",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="kept_count_month_is_its_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionhold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)),
                fields=("organisation", "trajectory"),
                name="retention_hold_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at", None), ("released_by", "")),
                    models.Q(("released_at__isnull", False), models.Q(("released_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="retention_hold_released_by_somebody",
            ),
        ),
        Function("destroy_person(listed bigint, person bigint)", "jsonb", DESTROY_PERSON, volatile=True),
        Function("forget_drafts(before timestamptz)", "integer", FORGET_DRAFTS, volatile=True),
        Function("forget_feeds()", "integer", FORGET_FEEDS, volatile=True),
        *[
            Isolate(f"trajectories_{table}", read=PERSONS)
            for table in ("destruction", "destructionitem", "keptcount", "retentionhold")
        ],
        # What was destroyed is told for ever: a record may be brought up to date and never taken away.
        Restrict("trajectories_destruction", "SELECT", "INSERT", "UPDATE"),
        Restrict("trajectories_keptcount", "SELECT", "INSERT", "UPDATE"),
        Reference("trajectories_destruction", ["organisation_id", "job_id"], "jobs_job"),
        Reference("trajectories_destructionitem", ["organisation_id", "destruction_id"], "trajectories_destruction"),
        Reference("trajectories_destructionitem", ["organisation_id", "inburgeraar_id"], "trajectories_inburgeraar"),
        Reference("trajectories_retentionhold", ["organisation_id", "trajectory_id"], "trajectories_trajectory"),
    ]
