"""An action keeps the day it was added here, from which silence counts; those there before are as they were."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0011_roles_left_behind")]

    operations = [
        migrations.AddField(model_name="action", name="added_on", field=models.DateField(blank=True, null=True)),
    ]
