import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import procurement.models.report


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_isolation"),
        ("documents", "0002_isolation"),
        ("jobs", "0002_isolation"),
        ("regions", "0002_isolation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("summary", models.CharField(blank=True, max_length=160)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenarios",
                        to="regions.subregionproposal",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scenarios", to="regions.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="scenario_number"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="scenario_tenant_id"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(default=procurement.models.report.report_number, max_length=12, unique=True),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(max_length=120)),
                ("decide_on", models.DateField()),
                ("is_confidential", models.BooleanField(default=False)),
                ("dataset", models.JSONField()),
                ("dataset_sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by", models.CharField(max_length=250)),
                ("request_key", models.UUIDField()),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="regions.region"
                    ),
                ),
                ("advised", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="procurement.scenario")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "request_key"), name="report_asked_once"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="report_tenant_id"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioComponent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "component",
                    models.CharField(
                        choices=[("B1", "B1-route"), ("ONDERWIJS", "Onderwijsroute"), ("ZELFREDZAAMHEID", "Z-route")],
                        max_length=16,
                    ),
                ),
                (
                    "scale",
                    models.CharField(
                        choices=[
                            ("LOKAAL", "elke gemeente apart"),
                            ("SUBREGIONAAL", "per subregio"),
                            ("REGIONAAL", "hele regio"),
                            ("BOVENREGIONAAL", "met andere regio's"),
                            ("GECLUSTERD", "geclusterd naar doelgroep"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("SAS", "SAS-procedure"),
                            ("OPENBAAR", "openbare aanbesteding"),
                            ("OPEN_HOUSE", "open house"),
                            ("SUBSIDIE", "subsidie"),
                            ("INBESTEDEN", "zelf doen of inbesteden"),
                        ],
                        max_length=12,
                    ),
                ),
                ("lots", models.PositiveSmallIntegerField(default=1)),
                ("base_years", models.PositiveSmallIntegerField(default=2)),
                ("option_years", models.PositiveSmallIntegerField(default=2)),
                ("start_moments", models.PositiveSmallIntegerField(default=4)),
                ("minimum_group", models.PositiveSmallIntegerField(default=8)),
                ("group_size", models.PositiveSmallIntegerField(default=12)),
                ("own_locations", models.JSONField(blank=True, default=list)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="components",
                        to="procurement.scenario",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "scenario", "component"), name="component_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("base_years__gte", 1),
                            ("lots__gte", 1),
                            ("minimum_group__gte", 1),
                            ("start_moments__gte", 1),
                            ("group_size__gte", models.F("minimum_group")),
                        ),
                        name="component_makes_sense",
                        violation_error_message="De groepsgrootte is minstens de kleinste groep, en elk aantal is minstens 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assumption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=160)),
                ("value", models.DecimalField(decimal_places=4, max_digits=14)),
                ("unit", models.CharField(max_length=40)),
                ("is_assumption", models.BooleanField(default=True)),
                ("source", models.CharField(max_length=300)),
                ("source_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_by", models.CharField(blank=True, max_length=250)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "key"), name="assumption_once")],
            },
        ),
        migrations.CreateModel(
            name="BoardReportDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="documents.document"
                    ),
                ),
                ("job", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="jobs.job")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="regions.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.organisation"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="procurement.boardreport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "report", "municipality"),
                        name="one_document_each",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
