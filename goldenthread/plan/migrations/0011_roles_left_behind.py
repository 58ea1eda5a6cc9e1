"""Roles that stayed behind with plans whose next year was made before are put before an administrator.

Whether one still holds, and whether it was given by hand since, is asked when they are shown.
"""

from django.db import migrations


def forwards(apps, schema_editor):
    held, onward = apps.get_model("identity", "RoleHeld"), apps.get_model("plan", "RoleOnward")
    done = apps.get_model("plan", "Refresh").objects.filter(stage="done").select_related("plan", "made")
    for refresh in done.order_by("pk"):
        roles = held.objects.filter(scope=refresh.plan.scope_id, person__is_system=False).order_by("pk")
        there = held.objects.filter(scope=refresh.made.scope_id).values_list("person", "role")
        given = set(there)
        onward.objects.bulk_create(
            onward(refresh=refresh, held=one)
            for one in roles
            if (one.person_id, one.role) not in given
        )


class Migration(migrations.Migration):
    """Rows of done refreshes; taken back, they are gone with their table."""

    dependencies = [("plan", "0010_roles_of_old_plans")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
