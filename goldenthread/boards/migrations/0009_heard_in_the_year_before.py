"""A frozen line keeps when something was said last of its action in the plan of the year before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Closings made before this hold nothing here: they were never held against a year before."""

    dependencies = [("boards", "0008_who_owed_it_at_the_closing")]

    operations = [
        migrations.AddField(
            model_name="roundline",
            name="heard_before_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
