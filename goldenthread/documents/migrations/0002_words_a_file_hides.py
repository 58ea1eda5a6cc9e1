from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_tables")]

    operations = [
        migrations.AddField(model_name="storedfile", name="hidden", field=models.JSONField(default=None, null=True)),
    ]
