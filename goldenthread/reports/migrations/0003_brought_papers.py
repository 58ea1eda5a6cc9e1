"""The files that whole reports were read from, with their receipts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_tables"),
        ("identity", "0002_sign_ins_and_dates"),
        ("reports", "0002_sealed"),
    ]

    operations = [
        migrations.CreateModel(
            name="BroughtPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fitted", models.BooleanField()),
                ("receipt", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person")),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="brought_reports", to="documents.storedfile")),
                ("report", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="brought", to="reports.report")),
            ],
            options={"ordering": ["at", "pk"]},
        ),
    ]
