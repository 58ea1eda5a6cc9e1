"""What each item of minutes offers its clerk."""

from goldenthread.committee.queries.agenda import ItemShown
from goldenthread.committee.rendering import draw_noting, draw_writing


def test_the_public_is_let_back_before_items_of_part_2_alone_and_every_word_is_escaped():
    public = ItemShown(number=3, printed="3<b>", title="Quay", part=1, kind="report", url="/")
    private = ItemShown(number=7, printed="7", title="Quay", part=2, kind="exclusion", url="/", is_motion=True)
    first, second = (draw_writing("quay-2026", one, has_motion=True) for one in (public, private))
    assert "Public back" not in first
    assert "Exclude the public" not in first
    assert "in which item 3&lt;b&gt; was taken" in first
    assert "<b>" not in first
    assert "Public back<span" in second
    assert "Exclude the public</a>" in second
    assert "Exclude the public" not in draw_writing("quay-2026", private, has_motion=False)
    assert "Write<" not in draw_noting("quay-2026", public)
