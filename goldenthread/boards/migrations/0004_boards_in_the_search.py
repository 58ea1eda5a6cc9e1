"""Boards, meetings and decisions that were entered before they could be found are put into the search."""

from django.db import migrations

STATES = {"planned": "Planned", "held": "Held", "cancelled": "Cancelled"}
KINDS = {
    "board": "Board",
    "committee": "Committee",
    "sub-committee": "Sub-committee",
    "forum": "Forum",
    "group": "Group",
    "management team": "Management team",
}


def forwards(apps, schema_editor):
    get = apps.get_model
    scopes, items = get("identity", "Scope").objects, []
    Item = get("search", "Item")
    for board in get("boards", "Board").objects.select_related("body"):
        body = board.body
        scope, _ = scopes.get_or_create(kind="meetings", key=body.key, defaults={"title": body.name})
        items.append(
            Item(
                kind="board",
                key=f"board:{body.key}",
                scope_id=body.scope_id,
                title=body.name,
                text=f"{KINDS.get(body.kind, body.kind)}. {board.purpose}",
                url=f"/boards/{body.key}/",
            )
        )
        for meeting in get("boards", "BoardMeeting").objects.filter(board=board):
            when = f"{meeting.on.day} {meeting.on:%B %Y}"
            named = f"meeting:{body.key}/{meeting.number}"
            url = f"/boards/{body.key}/meetings/{meeting.number}/"
            words = f"{STATES[meeting.state]}. {meeting.on:%d/%m/%Y}. {meeting.place}".strip()
            title = f"{body.name}, meeting of {when}"
            items.append(Item(kind="meeting", key=named, scope_id=scope.pk, title=title, text=words, url=url))
            items += [
                Item(
                    kind="decision",
                    key=f"{named}/{one.number}",
                    scope_id=scope.pk,
                    title=f"Decision {one.number} of {body.name}, {when}",
                    text=one.text,
                    url=url,
                )
                for one in get("boards", "BoardDecision").objects.filter(meeting=meeting)
            ]
    Item.objects.bulk_create(items, batch_size=500, ignore_conflicts=True)


def backwards(apps, schema_editor):
    apps.get_model("search", "Item").objects.filter(kind__in=["board", "meeting", "decision"]).delete()
    apps.get_model("identity", "Scope").objects.filter(kind="meetings").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0003_boards_and_meetings"),
        ("identity", "0002_sign_ins_and_dates"),
        ("search", "0002_full_text"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
