import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("desk", models.CharField(max_length=30)),
                ("thing", models.CharField(max_length=80)),
                ("about", models.CharField(max_length=80)),
                ("version", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=250, verbose_name="che cosa")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "da approvare"),
                            ("approved", "approvata"),
                            ("refused", "rimandata"),
                            ("void", "superata"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "waits_for",
                    models.CharField(
                        blank=True, help_text="Permission of the step that is next", max_length=60
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="preparata da",
                    ),
                ),
            ],
            options={
                "verbose_name": "approvazione",
                "verbose_name_plural": "approvazioni",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("permission", models.CharField(max_length=60)),
                ("days", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "da approvare"),
                            ("approved", "approvato"),
                            ("refused", "rimandato"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("comment", models.TextField(blank=True, verbose_name="commento")),
                (
                    "approval",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="office_approvals.approval",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "passo di un'approvazione",
                "verbose_name_plural": "passi delle approvazioni",
                "ordering": ["approval", "position"],
            },
        ),
        migrations.CreateModel(
            name="ApprovalLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="office_approvals.approvalstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "collegamento per approvare",
                "verbose_name_plural": "collegamenti per approvare",
            },
        ),
        migrations.CreateModel(
            name="ChainStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField(verbose_name="posto")),
                ("permission", models.CharField(max_length=60, verbose_name="chi approva")),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="entro quanti giorni")),
            ],
            options={
                "verbose_name": "passo di una catena",
                "verbose_name_plural": "passi delle catene",
                "ordering": ["kind", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "position"), name="approvals_chain_in_order")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["waits_for", "due_at"],
                name="approvals_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["about"], name="approvals_about"),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["kind", "thing"], name="approvals_thing"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("kind", "thing"),
                name="approvals_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=models.UniqueConstraint(
                fields=("approval", "position"), name="approvals_steps_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="approvals_step_decided_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("comment", ""), _negated=True),
                    _connector="OR",
                ),
                name="approvals_refused_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvallink",
            constraint=models.UniqueConstraint(fields=("step", "user"), name="approvals_one_link"),
        ),
    ]
