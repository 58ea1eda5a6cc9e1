"""Pictures that somebody brings: whole ones are taken, and what was cut off, changed or lies is refused at once."""

import io

import pytest
from PIL import Image

from goldenthread.documents.pictures import measure
from goldenthread.documents.wholeness import check_whole
from goldenthread.kernel.errors import RuleBroken
from tests.documents.papers import png

WHOLE = png()


def jpeg(**how):
    out = io.BytesIO()
    Image.effect_noise((120, 90), 60).convert("RGB").save(out, "JPEG", **how)
    return out.getvalue()


@pytest.mark.parametrize("content", [WHOLE, jpeg(), jpeg(progressive=True)], ids=["png", "jpeg", "progressive jpeg"])
def test_a_whole_picture_is_taken(content):
    assert check_whole(content) == measure(content)


DAMAGED = {
    "a PNG cut in its dots": WHOLE[:60],
    "a PNG without its end": WHOLE[:-12],
    "a PNG with one changed byte": WHOLE[:45] + bytes([WHOLE[45] ^ 1]) + WHOLE[46:],
    "a PNG that claims more lines than it has": png(claims=(40, 30)),
    "a JPEG cut in its dots": jpeg()[:2_000],
    "a JPEG cut between two passes": jpeg(progressive=True)[:3_000],
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_picture_with_a_right_header_and_damaged_dots_is_refused_in_one_sentence(content):
    assert measure(content)
    with pytest.raises(RuleBroken, match=r"^This picture is damaged: [^.]*\.$"):
        check_whole(content)


@pytest.mark.load
def test_a_picture_that_takes_too_long_or_too_much_memory_is_refused():
    with pytest.raises(RuleBroken, match=r"takes too long to draw: .*\.$"):
        check_whole(WHOLE, seconds=0.01)
    large = io.BytesIO()
    Image.new("RGB", (5_400, 5_400)).save(large, "PNG")
    with pytest.raises(RuleBroken, match=r"too much memory to be drawn: .*\.$"):
        check_whole(large.getvalue(), megabytes=120)
