"""A report that is not public says under which paragraphs of Schedule 12A, and why the public interest is so."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_kept_on_a_closing")]

    operations = [
        migrations.AddField("report", "exempt_under", models.CharField(blank=True, max_length=30)),
        migrations.AddField("report", "public_interest", models.TextField(blank=True)),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(exempt_under="", public_interest=""),
                name="reports_public_is_under_no_paragraph",
            ),
        ),
    ]
