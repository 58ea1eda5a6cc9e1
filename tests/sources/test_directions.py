"""What boards and committees direct: findings of meetings kept here come from these, those of a paper by hand."""

import pytest

from goldenthread.bodies.commands import make_body
from goldenthread.bodies.models import Kind
from goldenthread.identity.actor import system
from goldenthread.kernel.errors import NotAllowed
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.kinds import SourceKind
from tests.cast import by, make_cast
from tests.committee.makers import IN_TIME

pytestmark = pytest.mark.django_db


def test_only_a_direction_of_a_meeting_kept_here_takes_no_finding_by_hand():
    cast = make_cast()
    grace, meetings = by(cast.quality_assurance), system("committees", "A committee")
    body = make_body(name="Partnership Board", kind=Kind.BOARD, by=by(cast.administrator))
    said = {"kind": SourceKind.DIRECTION, "title": "Autumn meeting", "body": body, "at": IN_TIME}
    from_a_paper, from_a_meeting = add_source(by=grace, **said), add_source(by=meetings, **said)
    assert raise_finding(source=from_a_paper, text="Publish it.", by=grace, at=IN_TIME).number == ""
    with pytest.raises(NotAllowed, match="comes from its meetings"):
        raise_finding(source=from_a_meeting, text="Publish it.", by=grace, at=IN_TIME)
    assert raise_finding(source=from_a_meeting, text="Publish it.", by=meetings, at=IN_TIME)
