"""A decision can also be that a report stays on an earlier closing of its round."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_issuing_in_the_background")]

    operations = [
        migrations.AlterField(
            model_name="explanation",
            name="of",
            field=models.CharField(
                choices=[
                    ("claim", "A figure or reference"),
                    ("gate", "What the gate found"),
                    ("round", "The round was closed again"),
                ],
                max_length=5,
            ),
        ),
    ]
