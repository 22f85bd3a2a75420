from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0004_what_waits"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("contact", "Contact"),
                    ("note", "Note"),
                    ("life_event", "Life event"),
                    ("document", "Document"),
                    ("pointer", "Pointer"),
                    ("decision", "Decision"),
                    ("appointment", "Appointment"),
                    ("todo", "To-do"),
                    ("name", "Name"),
                    ("birth", "Date of birth"),
                    ("language", "Language"),
                    ("gender", "Gender"),
                    ("need", "Accommodation"),
                    ("way", "Way to make contact"),
                    ("pathway", "Legal pathway"),
                    ("taking_part", "Participation"),
                    ("motivation", "Motivation"),
                    ("ideology", "Ideology"),
                    ("attention", "What needs attention"),
                    ("outreach", "Outreach attempt"),
                    ("step", "Action of the pathway"),
                ],
                max_length=12,
            ),
        ),
    ]
