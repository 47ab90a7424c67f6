import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import inburgering.public_number


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_isolation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LibraryStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=10)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("theme", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=300)),
                ("short_label", models.CharField(max_length=60)),
                ("hint", models.CharField(blank=True, max_length=300)),
                ("agree_pole", models.CharField(max_length=60)),
                ("disagree_pole", models.CharField(blank=True, max_length=60)),
                ("opposite_key", models.CharField(blank=True, max_length=10)),
                ("in_default", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=160)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "version"), name="library_statement_version")],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=6, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("province", models.CharField(max_length=40)),
                ("longitude", models.FloatField()),
                ("latitude", models.FloatField()),
                ("land_area_km2", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ("area_on", models.DateField(null=True)),
                ("source", models.CharField(max_length=120)),
                (
                    "organisation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="municipality",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=4, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("centrumgemeente_source", models.CharField(blank=True, max_length=160)),
                ("source", models.CharField(max_length=120)),
                (
                    "centrumgemeente",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="region",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("code", models.CharField(default=inburgering.public_number.code, max_length=6, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("CONCEPT", "In voorbereiding"), ("OPEN", "Open"), ("CLOSED", "Gesloten")],
                        default="CONCEPT",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("revealed_at", models.DateTimeField(blank=True, null=True)),
                ("shown_number", models.PositiveSmallIntegerField(default=0)),
                ("names_shown", models.BooleanField(default=False)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="work_sessions", to="regions.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="work_session_number"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="work_session_tenant_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at", None), ("state", "CONCEPT")),
                            models.Q(models.Q(("state", "CONCEPT"), _negated=True), ("opened_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="work_session_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubregionProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[("CONCEPT", "Concept"), ("UNDER_DISCUSSION", "Ter bespreking")],
                        default="CONCEPT",
                        max_length=20,
                    ),
                ),
                ("origin", models.CharField(choices=[("SOLVED", "berekend"), ("MOVED", "aangepast")], max_length=10)),
                ("group_count", models.PositiveSmallIntegerField()),
                ("is_contiguous", models.BooleanField()),
                ("question", models.JSONField()),
                ("question_sha256", models.CharField(max_length=64)),
                ("outcome", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.subregionproposal",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="regions.region"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="regions.worksession"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="proposal_number"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="proposal_tenant_id"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=10)),
                ("library_version", models.PositiveSmallIntegerField(default=1)),
                ("theme", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=300)),
                ("short_label", models.CharField(max_length=60)),
                ("hint", models.CharField(blank=True, max_length=300)),
                ("is_edited", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="regions.worksession"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "session", "number"), name="statement_number"),
                    models.UniqueConstraint(fields=("organisation", "session", "key"), name="statement_key"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="statement_tenant_id"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("admitted_at", models.DateTimeField(blank=True, null=True)),
                ("admitted_by", models.CharField(blank=True, max_length=250, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                ("answered", models.PositiveSmallIntegerField(default=0)),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hosted_seats",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="regions.municipality"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="accounts.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="regions.worksession"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="seat_tenant_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("admitted_at", None), ("admitted_by", None)),
                            models.Q(("admitted_at__isnull", False), ("admitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="seat_admitted_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PROVISIONAL", "Voorlopig gedeeld"),
                            ("OFFICIAL", "Ambtelijk vastgesteld"),
                            ("ADOPTED", "Bestuurlijk vastgesteld"),
                        ],
                        default="PROVISIONAL",
                        max_length=12,
                    ),
                ),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                ("shared_by", models.CharField(blank=True, max_length=250, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("settled_by", models.CharField(blank=True, max_length=250, null=True)),
                ("body", models.CharField(blank=True, max_length=120)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_sheets",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="regions.municipality"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="regions.worksession"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "session"), name="one_sheet_per_session"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="sheet_tenant_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_by", None), ("settled_on", None), ("status", "PROVISIONAL")),
                            models.Q(
                                models.Q(("status", "PROVISIONAL"), _negated=True),
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sheet_settled_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedInflow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("per_year", models.DecimalField(decimal_places=2, max_digits=8)),
                ("is_computed", models.BooleanField(default=True)),
                ("source", models.CharField(max_length=300)),
                ("source_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="regions.municipality"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "municipality"), name="inflow_once"),
                    models.CheckConstraint(condition=models.Q(("per_year__gte", 0)), name="inflow_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Neighbour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("LAND", "landgrens"), ("FIXED_LINK", "vaste verbinding"), ("FERRY", "veer")],
                        max_length=12,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="neighbours",
                        to="regions.municipality",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="regions.municipality"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("municipality", "other"), name="neighbour_once")],
            },
        ),
        migrations.CreateModel(
            name="Population",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counted_on", models.DateField()),
                ("inhabitants", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="populations",
                        to="regions.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "counted_on"), name="population_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=120)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="regions.municipality",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="regions.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="membership_period_forward",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("municipality",),
                        name="municipality_in_one_region_now",
                    ),
                    models.UniqueConstraint(
                        fields=("region", "municipality", "valid_from"), name="region_membership_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MunicipalAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "value",
                    models.SmallIntegerField(
                        blank=True,
                        choices=[
                            (-2, "Helemaal oneens"),
                            (-1, "Oneens"),
                            (0, "Neutraal"),
                            (1, "Eens"),
                            (2, "Helemaal eens"),
                        ],
                        null=True,
                    ),
                ),
                ("is_unknown", models.BooleanField(default=False)),
                ("is_divided", models.BooleanField(default=False)),
                (
                    "importance",
                    models.CharField(
                        choices=[("MINDER", "minder"), ("GEWOON", "gewoon"), ("ZWAAR", "zwaar")],
                        default="GEWOON",
                        max_length=6,
                    ),
                ),
                ("is_limit", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="regions.answersheet"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipal_answers",
                        to="regions.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value", None), ("value__range", (-2, 2)), _connector="OR"),
                        name="municipal_answer_value_on_scale",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", None), ("is_unknown", False), _connector="OR"),
                        name="municipal_answer_known_or_not",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "sheet", "statement"), name="municipal_answer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_divided", False), ("value", None), _connector="OR"),
                        name="divided_has_no_value",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                (
                    "value",
                    models.SmallIntegerField(
                        blank=True,
                        choices=[
                            (-2, "Helemaal oneens"),
                            (-1, "Oneens"),
                            (0, "Neutraal"),
                            (1, "Eens"),
                            (2, "Helemaal eens"),
                        ],
                        null=True,
                    ),
                ),
                ("is_unknown", models.BooleanField(default=False)),
                (
                    "importance",
                    models.CharField(
                        choices=[("MINDER", "minder"), ("GEWOON", "gewoon"), ("ZWAAR", "zwaar")],
                        default="GEWOON",
                        max_length=6,
                    ),
                ),
                ("is_limit", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="regions.seat"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.statement"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value", None), ("value__range", (-2, 2)), _connector="OR"),
                        name="answer_value_on_scale",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", None), ("is_unknown", False), _connector="OR"),
                        name="answer_known_or_not",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "seat", "statement", "revision"), name="answer_revision"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("organisation", "seat", "statement"),
                        name="answer_current_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.PositiveSmallIntegerField()),
                ("group_name", models.CharField(max_length=40)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="regions.municipality"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="regions.subregionproposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "proposal", "municipality"), name="placed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("column", models.SmallIntegerField()),
                ("row", models.SmallIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tiles", to="regions.municipality"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tiles", to="regions.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "municipality"), name="one_tile_per_municipality"),
                    models.UniqueConstraint(fields=("region", "column", "row"), name="one_municipality_per_tile"),
                ],
            },
        ),
    ]
