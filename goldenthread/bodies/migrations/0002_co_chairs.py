"""A body may have co-chairs beside its chair."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bodies", "0001_tables")]

    operations = [
        migrations.AlterField(
            "membership",
            "office",
            models.CharField(
                choices=[
                    ("chair", "Chair"),
                    ("co-chair", "Co-chair"),
                    ("vice-chair", "Vice-chair"),
                    ("member", "Member"),
                    ("co-opted", "Co-opted member"),
                    ("officer", "Officer in attendance"),
                ],
                default="member",
                max_length=12,
            ),
        ),
    ]
