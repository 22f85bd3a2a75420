import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0005_pathway"),
        ("notes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attention",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                (
                    "point",
                    models.CharField(
                        choices=[
                            ("role", "Gender, age and role in the group"),
                            ("timing", "Timing and life events"),
                            ("purpose", "Purpose in life"),
                            ("offence", "Type of offence"),
                            ("society", "Role of family and society"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
            bases=("entries.entry",),
        ),
        migrations.CreateModel(
            name="Ideology",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                (
                    "strand",
                    models.CharField(
                        choices=[
                            ("jihadist", "Jihadist"),
                            ("right_wing", "Right-wing"),
                            ("left_wing", "Left-wing and anarchist"),
                            ("separatist", "Ethno-nationalist and separatist"),
                            ("other", "Another"),
                            ("mixed", "Mixed"),
                            ("unclear", "Unclear"),
                            ("none", "None"),
                            ("not_assessed", "Not assessed"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            bases=("entries.entry",),
        ),
        migrations.CreateModel(
            name="Motivation",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                (
                    "motive",
                    models.CharField(
                        choices=[
                            ("ideological", "Ideological"),
                            ("other", "Not ideological"),
                            ("mixed", "Mixed"),
                            ("unclear", "Unclear"),
                            ("not_assessed", "Not assessed"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            bases=("entries.entry",),
        ),
        migrations.CreateModel(
            name="Outreach",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("home_visit", "Home visit"),
                            ("phone", "Phone"),
                            ("video", "Video"),
                            ("message", "Message or letter"),
                            ("with_others", "With others"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("not_reached", "Not reached"),
                            ("later", "Asked to come back later"),
                            ("declined", "Declined"),
                        ],
                        max_length=12,
                    ),
                ),
                ("again_on", models.DateField(blank=True, null=True)),
            ],
            bases=("entries.entry",),
        ),
        migrations.CreateModel(
            name="Pathway",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                (
                    "which",
                    models.CharField(
                        choices=[
                            ("last_part", "Serving the last part of a sentence outside prison"),
                            (
                                "community",
                                "Sentenced directly to probation or another community measure",
                            ),
                            ("not_sentenced", "Not sentenced, after a judicial process"),
                            (
                                "no_process",
                                "No judicial process: the person comes on their own accord",
                            ),
                        ],
                        max_length=14,
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            bases=("entries.entry",),
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("needs", "Needs of gender and age are considered"),
                            ("actors", "Everybody who can help is involved"),
                            ("early", "Probation and community services are involved in time"),
                            ("coordination", "Prison, probation and exit work go hand in hand"),
                            ("background", "Background and possible risks are known"),
                            ("danger", "Danger to the person or to others is weighed"),
                            (
                                "experience",
                                "Experience abroad, networks and motives are understood",
                            ),
                            ("links", "Links to family and society are understood"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("deferred", "Deferred"),
                            ("not_needed", "Not applicable"),
                        ],
                        max_length=10,
                    ),
                ),
                ("again_on", models.DateField(blank=True, null=True)),
            ],
            bases=("entries.entry",),
        ),
        migrations.CreateModel(
            name="TakingPart",
            fields=[
                (
                    "entry_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                (
                    "terms",
                    models.CharField(
                        choices=[("voluntary", "Voluntary"), ("mandatory", "Mandatory")],
                        max_length=10,
                    ),
                ),
                ("ground", models.CharField(max_length=200)),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            bases=("entries.entry",),
        ),
    ]
