"""An update can say that it reported its action complete, so that it is not printed with the rating of before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column of an update."""

    dependencies = [("plan", "0008_late_ends_considered")]

    operations = [
        migrations.AddField(
            model_name="update",
            name="reports_complete",
            field=models.BooleanField(default=False),
        ),
    ]
