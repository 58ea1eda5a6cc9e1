from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_outcome_of_an_import")]

    operations = [
        migrations.AddField(model_name="import", name="hidden", field=models.JSONField(default=list)),
    ]
