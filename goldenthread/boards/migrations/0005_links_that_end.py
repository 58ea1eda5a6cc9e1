"""A link by which somebody without an account answers has a moment after which it opens nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0004_boards_in_the_search")]

    operations = [
        migrations.AddField(
            model_name="answerlink",
            name="ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
