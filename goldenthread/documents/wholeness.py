"""Whether a picture is whole: decoded to its end, because its header says nothing of what was cut off."""

import tempfile

from goldenthread.documents.pictures import DAMAGED, WHOLE_WORD, Measured, measure
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.walls import Ended, Why, answer_of

SECONDS, MEGABYTES = 20.0, 1_536
_SENTENCES = {
    Why.TIME: "This picture takes too long to draw: please save it smaller.",
    Why.MEMORY: "This picture needs too much memory to be drawn: please save it smaller.",
}
_NOT_LOOKED_AT = "This picture could not be looked at just now: please try again, or tell whoever runs this service."


def check_whole(content: bytes, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Measured:
    """The kind and size of a picture that is whole: decoded to its end, in a process of its own with limits.

    What passes here is drawn in every paper; what was cut off on its way is refused where it is brought, and not
    weeks later when the paper is made.
    """
    measured = measure(content)
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        words = (repr(seconds), str(megabytes))
        try:
            said = answer_of("goldenthread.documents.decoding", *words, given=given, seconds=seconds, longest=1_000)
        except Ended as ended:
            raise RuleBroken(_SENTENCES.get(ended.why, DAMAGED)) from None
        except RuntimeError:
            # What it complained of stands in the log.
            raise RuleBroken(_NOT_LOOKED_AT) from None
    if said != WHOLE_WORD:
        raise RuleBroken(DAMAGED)
    return measured
