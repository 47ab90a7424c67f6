import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import trajectories.models.exchange
import trajectories.models.file
import trajectories.models.trajectory


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_decisions"),
        ("jobs", "0002_isolation"),
        ("procurement", "0008_trajectories"),
        ("regions", "0010_trajectories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BredeIntake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_on", models.DateField()),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("completed_in_absence", models.BooleanField(default=False)),
                ("calls", models.JSONField(default=list)),
                ("wants_to_talk_alone", models.BooleanField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField()),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("KANTOOR", "kantoor"),
                            ("HUIS", "thuis"),
                            ("TELEFOON", "telefoon"),
                            ("VIDEO", "video"),
                            ("LESLOCATIE", "leslocatie"),
                            ("BERICHT", "bericht"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("PRESENT", "aanwezig"),
                            ("ABSENT_WITH_NOTICE", "niet aanwezig, met bericht"),
                            ("ABSENT_WITHOUT_NOTICE", "niet aanwezig, zonder bericht"),
                        ],
                        max_length=24,
                    ),
                ),
                ("is_progress_talk", models.BooleanField(default=True)),
                ("with_interpreter", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True, max_length=8000)),
                ("is_visible_to_inburgeraar", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("recorded_by", models.CharField(max_length=250)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConversationRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("former", models.JSONField()),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_by", models.CharField(max_length=250)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="trajectories.conversation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CoursePlacement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cursusinstelling", models.CharField(max_length=120)),
                ("component", models.CharField(max_length=24)),
                (
                    "leerroute",
                    models.CharField(
                        blank=True,
                        choices=[("B1", "B1-route"), ("ONDERWIJS", "onderwijsroute"), ("ZELFREDZAAMHEID", "Z-route")],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "wacht op start"),
                            ("RUNNING", "volgt les"),
                            ("ENDED", "beëindigd"),
                            ("CANCELLED", "niet doorgegaan"),
                        ],
                        default="WAITING",
                        max_length=10,
                    ),
                ),
                ("offered_on", models.DateField(blank=True, null=True)),
                ("hours_per_week", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("expected_end_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="procurement.contract",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "start_moment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="procurement.startmoment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "id"), name="household_tenant_id")],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(default=trajectories.models.exchange.import_number, max_length=12, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("INBURGERAARS", "inburgeraars"), ("HOURS", "uren"), ("DUO", "berichten van DUO")],
                        default="INBURGERAARS",
                        max_length=14,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("UPLOADED", "wordt gelezen"),
                            ("TRIED", "proefrun klaar"),
                            ("TAKING_IN", "wordt ingelezen"),
                            ("DONE", "ingelezen"),
                            ("UNDONE", "ongedaan gemaakt"),
                            ("REFUSED", "niet te lezen"),
                        ],
                        default="UPLOADED",
                        max_length=10,
                    ),
                ),
                ("filename", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("content_sealed", models.BinaryField(blank=True, null=True)),
                ("counts", models.JSONField(default=dict)),
                ("preview_sealed", models.BinaryField(blank=True, null=True)),
                ("refusal", models.CharField(blank=True, max_length=300)),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("uploaded_by", models.CharField(max_length=250)),
                ("taken_in_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "id"), name="importrun_tenant_id")],
            },
        ),
        migrations.CreateModel(
            name="Inburgeraar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=200)),
                ("calling_name", models.CharField(blank=True, max_length=80)),
                ("sort_name", models.CharField(max_length=200)),
                ("prefix", models.CharField(blank=True, max_length=20)),
                ("birth_year", models.PositiveSmallIntegerField()),
                ("birth_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("birth_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("died_on", models.DateField(blank=True, null=True)),
                ("bsn_sealed", models.BinaryField(blank=True, null=True)),
                ("bsn_index", models.CharField(blank=True, max_length=64)),
                ("v_number_sealed", models.BinaryField(blank=True, null=True)),
                ("v_number_index", models.CharField(blank=True, max_length=64)),
                ("languages", models.CharField(blank=True, max_length=200)),
                ("needs_interpreter", models.BooleanField(default=False)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("street", models.CharField(blank=True, max_length=120)),
                ("postcode", models.CharField(blank=True, max_length=7)),
                ("city", models.CharField(blank=True, max_length=80)),
                ("no_letter_to_address", models.BooleanField(default=False)),
                ("contact_note", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="trajectories.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "verbose_name": "inburgeraar",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="inburgeraar_tenant_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("bsn_index", ""), _negated=True),
                        fields=("organisation", "bsn_index"),
                        name="inburgeraar_bsn_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("v_number_index", ""), _negated=True),
                        fields=("organisation", "v_number_index"),
                        name="inburgeraar_v_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("birth_day", None), ("birth_month__isnull", False), _connector="OR"),
                        name="inburgeraar_day_needs_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Betrokkene",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SLEUTELPERSOON", "sleutelpersoon"),
                            ("TOLK", "tolk"),
                            ("MAATSCHAPPELIJK_BEGELEIDER", "maatschappelijk begeleider"),
                            ("DOCENT", "docent"),
                            ("JOBCOACH", "jobcoach"),
                            ("WERKGEVER", "werkgever"),
                            ("HULPVERLENER", "hulpverlener"),
                            ("ANDERS", "anders"),
                        ],
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("works_for", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "inburgeraar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="betrokkenen",
                        to="trajectories.inburgeraar",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IndelingPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indeling",
                    models.CharField(
                        choices=[
                            ("ASIELSTATUSHOUDER", "asielstatushouder"),
                            ("GEZINSMIGRANT_EN_OVERIGE_MIGRANT", "gezinsmigrant of overige migrant"),
                        ],
                        max_length=40,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=60)),
                ("begins_on", models.DateField()),
                ("source", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "inburgeraar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indelingen",
                        to="trajectories.inburgeraar",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "inburgeraar", "begins_on"), name="indeling_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("TODO", "Nog doen"),
                            ("BUSY", "Bezig"),
                            ("WAITING", "Wacht"),
                            ("DONE", "Klaar"),
                            ("NOT_APPLICABLE", "Niet van toepassing"),
                        ],
                        default="TODO",
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("fields", models.JSONField(default=dict)),
                ("sources", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True, max_length=8000)),
                ("present", models.CharField(blank=True, max_length=200)),
                ("with_interpreter", models.BooleanField(default=False)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_by", models.CharField(blank=True, max_length=250)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="trajectories.bredeintake"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "intake", "key"), name="intake_part_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(default=trajectories.models.file.file_number, max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LETTER", "brief"),
                            ("PIP", "PIP"),
                            ("SCAN", "scan"),
                            ("EVIDENCE", "bewijs"),
                            ("PORTFOLIO", "portfolio"),
                            ("SUMMARY", "samenvatting"),
                            ("EXPORT", "inzage"),
                            ("OTHER", "document"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("filename", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=80)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveSmallIntegerField(default=0)),
                ("content", models.BinaryField()),
                ("stored_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("stored_by", models.CharField(max_length=250)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PipGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("life_area", models.CharField(max_length=20)),
                ("goal", models.CharField(max_length=200)),
                ("own_words", models.CharField(blank=True, max_length=500)),
                ("order", models.PositiveSmallIntegerField(default=1)),
                ("reached_on", models.DateField(blank=True, null=True)),
                ("stopped_on", models.DateField(blank=True, null=True)),
                ("stopped_because", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PipAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200)),
                ("who", models.CharField(max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="trajectories.pipgoal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PortfolioItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("life_area", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=120)),
                ("own_words", models.TextField(blank=True, max_length=2000)),
                ("happened_on", models.DateField(blank=True, null=True)),
                ("may_go_along", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("added_by", models.CharField(max_length=250)),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="trajectories.personfile",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RouteConsequence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "leerroute",
                    models.CharField(
                        choices=[("B1", "B1-route"), ("ONDERWIJS", "onderwijsroute"), ("ZELFREDZAAMHEID", "Z-route")],
                        max_length=20,
                    ),
                ),
                ("discussed_on", models.DateField()),
                ("own_words", models.CharField(blank=True, max_length=500)),
                ("discussed_by", models.CharField(max_length=250)),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consequences",
                        to="trajectories.bredeintake",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "intake", "leerroute"), name="consequence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SnuffelImpression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=120)),
                ("visited_on", models.DateField(blank=True, null=True)),
                ("own_words", models.TextField(blank=True, max_length=2000)),
                ("impression", models.TextField(blank=True, max_length=2000)),
                ("would_like", models.BooleanField(null=True)),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="impressions",
                        to="trajectories.bredeintake",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="team_tenant_id"),
                    models.UniqueConstraint(fields=("organisation", "name"), name="team_name_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(blank=True, max_length=500)),
                ("is_default", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to="trajectories.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "user", "name"), name="saved_view_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("organisation", "user"),
                        name="saved_view_one_default",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hours_per_week", models.DecimalField(decimal_places=1, default=36, max_digits=4)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="trajectories.team"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team_places",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "team", "user"), name="team_member_once"),
                    models.CheckConstraint(
                        condition=models.Q(("hours_per_week__gt", 0), ("hours_per_week__lte", 60)),
                        name="team_member_hours_possible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trajectory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(
                        default=trajectories.models.trajectory.trajectory_number, max_length=12, unique=True
                    ),
                ),
                ("assigned_on", models.DateField(blank=True, null=True)),
                (
                    "law",
                    models.CharField(
                        choices=[("WI2021", "Wi2021"), ("WI2013", "Wi2013")], default="WI2021", max_length=8
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("REGISTERED", "Aanmelding"),
                            ("INTAKE", "Brede intake"),
                            ("PIP", "PIP in concept"),
                            ("LEARNING", "Lopend traject"),
                            ("COMPLETION", "Afronding"),
                            ("CLOSED", "Afgesloten"),
                        ],
                        default="REGISTERED",
                        max_length=12,
                    ),
                ),
                ("registered_on", models.DateField(default=django.utils.timezone.localdate)),
                ("sort_name", models.CharField(max_length=200)),
                ("search_text", models.CharField(max_length=400)),
                (
                    "indeling",
                    models.CharField(
                        choices=[
                            ("ASIELSTATUSHOUDER", "asielstatushouder"),
                            ("GEZINSMIGRANT_EN_OVERIGE_MIGRANT", "gezinsmigrant of overige migrant"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "leerroute",
                    models.CharField(
                        blank=True,
                        choices=[("B1", "B1-route"), ("ONDERWIJS", "onderwijsroute"), ("ZELFREDZAAMHEID", "Z-route")],
                        max_length=20,
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=2)),
                ("is_alphabetisation", models.BooleanField(default=False)),
                ("plicht_begins_on", models.DateField(blank=True, null=True)),
                ("kennisgeving_on", models.DateField(blank=True, null=True)),
                ("azc_location", models.CharField(blank=True, max_length=120)),
                ("linked_on", models.DateField(blank=True, null=True)),
                ("registered_brp_on", models.DateField(blank=True, null=True)),
                ("moved_in_on", models.DateField(blank=True, null=True)),
                ("waits_for_third_party", models.CharField(blank=True, max_length=120)),
                ("third_party_received_on", models.DateField(blank=True, null=True)),
                ("bijstand_from_on", models.DateField(blank=True, null=True)),
                ("first_pip_dated_on", models.DateField(blank=True, null=True)),
                ("pip_dated_on", models.DateField(blank=True, null=True)),
                ("offered_on", models.DateField(blank=True, null=True)),
                ("lessons_started_on", models.DateField(blank=True, null=True)),
                ("pvt_signed_on", models.DateField(blank=True, null=True)),
                ("map_ended_on", models.DateField(blank=True, null=True)),
                ("z_ended_on", models.DateField(blank=True, null=True)),
                ("duo_pip_due_on", models.DateField(blank=True, null=True)),
                ("duo_term_starts_on", models.DateField(blank=True, null=True)),
                ("duo_term_ends_on", models.DateField(blank=True, null=True)),
                ("next_deadline_on", models.DateField(blank=True, null=True)),
                ("next_deadline_kind", models.CharField(blank=True, max_length=30)),
                ("last_contact_on", models.DateField(blank=True, null=True)),
                ("next_appointment_on", models.DateField(blank=True, null=True)),
                ("duo_news", models.PositiveSmallIntegerField(default=0)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DIPLOMA", "diploma"),
                            ("CERTIFICAAT", "certificaat Z-route"),
                            ("VRIJSTELLING", "volledige vrijstelling"),
                            ("ONTHEFFING", "volledige ontheffing"),
                            ("VERBLIJFSDOEL", "verblijfsdoel gewijzigd"),
                            ("VERTREK", "vertrek uit Nederland, langer dan een jaar"),
                            ("OVERLIJDEN", "overlijden"),
                            ("VERHUISD", "verhuisd naar een andere gemeente"),
                            ("OVERIG", "overig"),
                        ],
                        max_length=20,
                    ),
                ),
                ("after_6_months", models.CharField(blank=True, max_length=20)),
                ("after_12_months", models.CharField(blank=True, max_length=20)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="caseload",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deputised",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inburgeraar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trajectories",
                        to="trajectories.inburgeraar",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trajectories", to="trajectories.team"
                    ),
                ),
            ],
            options={
                "verbose_name": "traject",
                "indexes": [
                    models.Index(
                        fields=["organisation", "assigned_to", "next_deadline_on"], name="trajectory_caseload"
                    ),
                    models.Index(fields=["organisation", "team", "next_deadline_on"], name="trajectory_team"),
                    models.Index(fields=["organisation", "sort_name"], name="trajectory_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="trajectory_tenant_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("phase", "CLOSED"), _negated=True),
                        fields=("organisation", "inburgeraar"),
                        name="trajectory_one_current_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", False),
                                ("phase", "CLOSED"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("phase", "CLOSED"), _negated=True), ("closed_on", None), ("outcome", "")
                            ),
                            _connector="OR",
                        ),
                        name="trajectory_closed_with_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PortfolioShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shared_with", models.CharField(max_length=120)),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("until_on", models.DateField()),
                ("asked_on", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="trajectories.personfile"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="trajectories.portfolioitem",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="portfolio_shares",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="portfolioitem",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="portfolio", to="trajectories.trajectory"
            ),
        ),
        migrations.AddField(
            model_name="pipgoal",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="trajectories.trajectory"
            ),
        ),
        migrations.CreateModel(
            name="Pip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("CONCEPT", "Concept"), ("ESTABLISHED", "Vastgesteld"), ("REPLACED", "Vervangen")],
                        default="CONCEPT",
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("FIRST", "eerste PIP"),
                            ("OTHER_ROUTE", "andere leerroute"),
                            ("AFSCHALEN", "afschalen naar A2"),
                            ("MOVE", "verhuizing"),
                            ("OTHER", "andere reden"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason_words", models.CharField(blank=True, max_length=500)),
                ("dated_on", models.DateField(blank=True, null=True)),
                (
                    "leerroute",
                    models.CharField(
                        blank=True,
                        choices=[("B1", "B1-route"), ("ONDERWIJS", "onderwijsroute"), ("ZELFREDZAAMHEID", "Z-route")],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(blank=True, choices=[("A2", "A2"), ("B1", "B1"), ("B2", "B2")], max_length=2),
                ),
                ("afschaling_parts", models.JSONField(default=list)),
                ("intensity_hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("hours_per_week", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                (
                    "alphabet",
                    models.CharField(
                        choices=[("A", "analfabeet"), ("AA", "anders-alfabeet"), ("NVT", "niet van toepassing")],
                        default="NVT",
                        max_length=3,
                    ),
                ),
                ("may_finish_education", models.BooleanField(default=False)),
                ("pvt_hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("map_hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("conversations_per_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("support", models.TextField(blank=True, max_length=4000)),
                ("vve", models.CharField(blank=True, max_length=500)),
                ("has_ontzorgen", models.BooleanField(default=False)),
                ("route_argument", models.TextField(blank=True, max_length=4000)),
                ("onderwijs_wish", models.CharField(blank=True, max_length=500)),
                ("onderwijs_level", models.CharField(blank=True, max_length=500)),
                ("onderwijs_chance", models.CharField(blank=True, max_length=500)),
                ("other_routes_argument", models.TextField(blank=True, max_length=2000)),
                (
                    "agreement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("AGREES", "eens met het plan"),
                            ("DISAGREES", "niet eens met het plan"),
                            ("NOT_ASKED", "kon niet worden gevraagd"),
                        ],
                        max_length=10,
                    ),
                ),
                ("agreement_reason", models.CharField(blank=True, max_length=500)),
                ("own_words", models.TextField(blank=True, max_length=2000)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "signed_how",
                    models.CharField(
                        blank=True, choices=[("SCREEN", "op het scherm"), ("PAPER", "op papier")], max_length=8
                    ),
                ),
                ("signed_name", models.CharField(blank=True, max_length=200)),
                ("with_interpreter", models.BooleanField(default=False)),
                ("established_at", models.DateTimeField(blank=True, null=True)),
                ("established_by", models.CharField(blank=True, max_length=250)),
                ("announced_on", models.DateField(blank=True, null=True)),
                ("plan_then", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="trajectories.personfile",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="trajectories.personfile",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pips", to="trajectories.trajectory"
                    ),
                ),
            ],
            options={
                "verbose_name": "PIP",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="pip_tenant_id"),
                    models.UniqueConstraint(fields=("organisation", "trajectory", "number"), name="pip_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "CONCEPT")),
                        fields=("organisation", "trajectory"),
                        name="pip_one_concept",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ESTABLISHED")),
                        fields=("organisation", "trajectory"),
                        name="pip_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reason", "FIRST"), models.Q(("state", "CONCEPT"), _negated=True)),
                        fields=("organisation", "trajectory"),
                        name="pip_one_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leerroute", "ONDERWIJS"), ("level", "A2"), _negated=True),
                            models.Q(("leerroute", "ZELFREDZAAMHEID"), ("level", "B1"), _negated=True),
                        ),
                        name="pip_level_fits_route",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("established_at", None), ("state", "CONCEPT")),
                            models.Q(
                                models.Q(("state", "CONCEPT"), _negated=True),
                                ("dated_on__isnull", False),
                                ("established_at__isnull", False),
                                models.Q(("leerroute", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pip_established_complete",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="personfile",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="trajectories.trajectory"
            ),
        ),
        migrations.CreateModel(
            name="Participatieverklaring",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("activity", models.CharField(blank=True, max_length=200)),
                ("activity_on", models.DateField(blank=True, null=True)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("not_signed_because", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participatieverklaring",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "trajectory"), name="pvt_once")],
            },
        ),
        migrations.CreateModel(
            name="Ontzorgen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("HUUR", "huur"),
                            ("ENERGIE", "gas, water en stroom"),
                            ("ZORGVERZEKERING", "zorgverzekering"),
                        ],
                        max_length=16,
                    ),
                ),
                ("supplier", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("paid_until_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ARRANGED", "betaald door de gemeente"),
                            ("ASKED", "aangevraagd"),
                            ("REFUSED", "geweigerd door de leverancier"),
                            ("ENDED", "overgedragen aan de inburgeraar"),
                        ],
                        default="ASKED",
                        max_length=10,
                    ),
                ),
                ("refused_on", models.DateField(blank=True, null=True)),
                ("refused_because", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "host",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "signaal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="regions.signaal",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ontzorgen",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "REFUSED"), _negated=True),
                            ("refused_on__isnull", False),
                            _connector="OR",
                        ),
                        name="ontzorgen_refused_on_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ModuleMap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("places", models.CharField(blank=True, max_length=300)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("not_completed_because", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="module_map",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "trajectory"), name="map_once")],
            },
        ),
        migrations.CreateModel(
            name="Leerbaarheidstoets",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("exam_number", models.CharField(blank=True, max_length=20)),
                ("planned_on", models.DateField(blank=True, null=True)),
                ("taken_on", models.DateField(blank=True, null=True)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("HAALBAAR", "B1-route haalbaar"),
                            ("NIET_HAALBAAR", "B1-route niet haalbaar"),
                            ("ONBEKEND", "onbekend"),
                        ],
                        max_length=14,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("needed_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_exempt", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=120)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leerbaarheidstoetsen",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("result", ""), ("taken_on__isnull", False), _connector="OR"),
                        name="lbt_result_has_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField()),
                ("is_new", models.BooleanField()),
                ("version_after", models.PositiveIntegerField()),
                ("former_sealed", models.BinaryField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="trajectories.importrun"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "run", "line"), name="imported_row_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NT2", "taal (NT2)"),
                            ("ALFABETISERING", "alfabetisering"),
                            ("KNM", "KNM"),
                            ("PVT", "PVT"),
                            ("MAP", "MAP"),
                            ("PARTICIPATIE", "participatie"),
                        ],
                        max_length=16,
                    ),
                ),
                ("followed", models.PositiveSmallIntegerField(default=0)),
                ("missed_with_notice", models.PositiveSmallIntegerField(default=0)),
                ("missed_without_notice", models.PositiveSmallIntegerField(default=0)),
                ("is_before_pip", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=120)),
                ("recorded_by", models.CharField(max_length=250)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="hours",
                        to="trajectories.courseplacement",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="trajectories.trajectory"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "trajectory", "month", "kind"), name="hours_once_a_month"
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="hours_month_is_its_first_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text_sealed", models.BinaryField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="health_remarks",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(default=trajectories.models.exchange.handover_number, max_length=12, unique=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ANNOUNCED", "aangekondigd"),
                            ("REQUESTED", "gevraagd door de nieuwe gemeente"),
                            ("ACCEPTED", "overgenomen"),
                            ("REFUSED", "woont hier niet"),
                            ("WITHDRAWN", "ingetrokken"),
                        ],
                        default="ANNOUNCED",
                        max_length=10,
                    ),
                ),
                ("moved_on", models.DateField()),
                ("person_sealed", models.BinaryField()),
                ("announced_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("announced_by", models.CharField(max_length=250)),
                ("requested_at", models.DateTimeField(blank=True, null=True)),
                ("requested_by", models.CharField(blank=True, max_length=250)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=250)),
                ("answer_reason", models.CharField(blank=True, max_length=300)),
                ("received_number", models.CharField(blank=True, max_length=12)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_handovers",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="handover_tenant_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["ANNOUNCED", "REQUESTED"])),
                        fields=("organisation", "trajectory"),
                        name="handover_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExamResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("LE", "lezen"),
                            ("LU", "luisteren"),
                            ("SC", "schrijven"),
                            ("SP", "spreken"),
                            ("KNM", "KNM"),
                            ("TST", "diploma taalschakeltraject"),
                            ("ZEIND", "eindgesprek Z-route"),
                        ],
                        max_length=6,
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=2)),
                ("taken_on", models.DateField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("GESLAAGD", "geslaagd"), ("GEZAKT", "gezakt"), ("GEEN", "geen uitslag")],
                        max_length=10,
                    ),
                ),
                ("no_result_because", models.CharField(blank=True, max_length=20)),
                ("result_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=120)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exams", to="trajectories.trajectory"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "trajectory", "part", "level", "taken_on"), name="exam_sitting_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DuoEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8)),
                ("message_id", models.CharField(max_length=64)),
                ("registered_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("person_sealed", models.BinaryField(blank=True, null=True)),
                ("content", models.JSONField(default=dict)),
                ("source", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NEW", "nieuw"),
                            ("SEEN", "gezien"),
                            ("NO_PERSON", "persoon niet gevonden"),
                            ("UNKNOWN", "onbekende code"),
                            ("REFUSED", "niet verwerkt"),
                        ],
                        default="NEW",
                        max_length=10,
                    ),
                ),
                ("effect", models.CharField(blank=True, max_length=300)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("seen_by", models.CharField(blank=True, max_length=250)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "inburgeraar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="duo_events",
                        to="trajectories.inburgeraar",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="duo_events",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "state", "-registered_at"], name="duo_event_recent")],
                "constraints": [models.UniqueConstraint(fields=("organisation", "message_id"), name="duo_event_once")],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=40)),
                ("fields", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="trajectories.trajectory"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "trajectory", "user", "page"), name="draft_one_per_page"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("purpose", models.CharField(max_length=60)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("ASSIGNED", "eigen inburgeraar"),
                            ("DEPUTY", "waarnemer"),
                            ("TEAM", "team"),
                            ("NONE", "zonder relatie, met reden"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_with_reason", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dossier_openings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "user", "opened_on"], name="opening_of_user"),
                    models.Index(fields=["trajectory", "-opened_at"], name="opening_of_trajectory"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_with_reason", False), ("reason", "")),
                            models.Q(("is_with_reason", True), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="opening_with_its_reason",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="courseplacement",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="placements", to="trajectories.trajectory"
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="conversations", to="trajectories.trajectory"
            ),
        ),
        migrations.AddField(
            model_name="bredeintake",
            name="trajectory",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="intake", to="trajectories.trajectory"
            ),
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("planned_on", models.DateField()),
                ("starts_at", models.TimeField(blank=True, null=True)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("KANTOOR", "kantoor"),
                            ("HUIS", "thuis"),
                            ("TELEFOON", "telefoon"),
                            ("VIDEO", "video"),
                            ("LESLOCATIE", "leslocatie"),
                            ("BERICHT", "bericht"),
                        ],
                        default="KANTOOR",
                        max_length=12,
                    ),
                ),
                ("location", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("PLANNED", "gepland"), ("HELD", "vastgelegd"), ("CANCELLED", "vervallen")],
                        default="PLANNED",
                        max_length=10,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="trajectories.conversation",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "user", "planned_on"], name="appointment_of_user")],
            },
        ),
        migrations.CreateModel(
            name="TrajectorySignal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("MISSED_CONVERSATIONS", "gesprekken gemist"),
                            ("FALLING_ATTENDANCE", "minder aanwezig"),
                            ("NO_STEP", "lang geen stap"),
                            ("EXAM_ABSENCE", "niet bij het examen"),
                            ("HOURS_600", "600 uur bereikt"),
                            ("ONTZORGEN_REFUSED", "betaling geweigerd"),
                            ("CONTRACT_PIP", "les past niet bij het PIP"),
                        ],
                        max_length=24,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("fingerprint", models.CharField(max_length=64)),
                ("noticed_on", models.DateField()),
                ("handled_at", models.DateTimeField(blank=True, null=True)),
                ("handled_by", models.CharField(blank=True, max_length=250)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signals",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "trajectory", "fingerprint"), name="signal_once"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="signal_tenant_id"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200)),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("KLANTREGISSEUR", "klantregisseur"),
                            ("INBURGERAAR", "inburgeraar"),
                            ("ANDERE", "iemand anders"),
                        ],
                        default="KLANTREGISSEUR",
                        max_length=16,
                    ),
                ),
                ("who_name", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("is_visible_to_inburgeraar", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("done_by", models.CharField(blank=True, max_length=250)),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="agreements",
                        to="trajectories.conversation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="trajectories.trajectory",
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to="trajectories.trajectorysignal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None)),
                        fields=["organisation", "user", "due_on"],
                        name="follow_up_open_of_user",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", ""), ("done_on", None)),
                            models.Q(("done_on__isnull", False), models.Q(("done_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="follow_up_done_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("recorded_by", models.CharField(max_length=250)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="covered_absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="absence_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("user")), _negated=True),
                        name="absence_deputy_is_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch", models.UUIDField()),
                ("kind", models.CharField(max_length=20)),
                ("former", models.JSONField(default=list)),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bulk_acts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "batch"), name="bulk_act_once")],
            },
        ),
        migrations.CreateModel(
            name="CaseloadNorm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("value", models.DecimalField(decimal_places=2, max_digits=8)),
                ("source", models.CharField(max_length=300)),
                ("source_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="caseload_norm_once"),
                    models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="caseload_norm_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverContent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parts", models.JSONField(default=list)),
                ("snapshot_sealed", models.BinaryField()),
                (
                    "handover",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="content", to="trajectories.handover"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "handover"), name="handover_content_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="portfolioitem",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="portfolioitem_tenant_id"),
        ),
        migrations.AddConstraint(
            model_name="pipgoal",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="goal_tenant_id"),
        ),
        migrations.AddConstraint(
            model_name="personfile",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="personfile_tenant_id"),
        ),
        migrations.AddConstraint(
            model_name="courseplacement",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="course_placement_tenant_id"),
        ),
        migrations.AddConstraint(
            model_name="courseplacement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contract", None), ("host", None)),
                    models.Q(("contract__isnull", False), ("host__isnull", False)),
                    _connector="OR",
                ),
                name="placement_host_with_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["trajectory", "-held_on"], name="conversation_recent"),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="conversation_tenant_id"),
        ),
        migrations.AddConstraint(
            model_name="bredeintake",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="intake_tenant_id"),
        ),
        migrations.AddConstraint(
            model_name="bredeintake",
            constraint=models.UniqueConstraint(fields=("organisation", "trajectory"), name="intake_once"),
        ),
    ]
