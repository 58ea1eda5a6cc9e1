"""What each code of the gate means to the person who decides: a title, why it matters, what to do.

Source: ICO, "Disclosing documents to the public securely", and the rules beside each finder of this package.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from goldenthread.documents.gate.findings import Code


@dataclass(frozen=True, slots=True)
class Explanation:
    """A page's words about one code."""

    title: str
    why: str
    what_to_do: str


EXPLANATIONS: Mapping[Code, Explanation] = MappingProxyType(
    {
        Code.CONTACT_DETAIL: Explanation(
            "Somebody's telephone, e-mail or address",
            "Once it is published it cannot be taken back, and an address can lead somebody to a door that was kept "
            "from them.",
            "Take it out, or give the office's. Let it stand only if it is the office's own and meant for the public.",
        ),
        Code.SINGLE_CHILD: Explanation(
            "A single child or family",
            "Where few children are concerned, one fact is enough for somebody who knows a little to know who is "
            "meant; the child may read it too. An age, a school or a date beside it makes it surer.",
            "Say what was learned without the child. Let it stand only if nobody outside could tell who it is, and "
            "say why.",
        ),
        Code.SMALL_NUMBER: Explanation(
            "A small number of children or families",
            "A count from 1 to 5 may say who is meant, and so may a count or a share from which it can be worked out. "
            "National statistics hide these counts for the same reason.",
            "Say “fewer than six”, or give the figure of a larger group. Let it stand only if nothing about anybody "
            "can be learned from it, and say why.",
        ),
        Code.NAMES_A_COLLEAGUE: Explanation(
            "A colleague named or spoken to",
            "A note between officers is not meant for the paper's readers, and a name in a public paper stays there "
            "for good.",
            "Settle the note or take it out, and say the post instead of the name. Let a name stand if this person "
            "answers for the paper in public.",
        ),
        Code.QUERY_LEFT_IN: Explanation(
            "A query or a gap left in",
            "Readers take it for carelessness, or for something that nobody knows; a mark of a tool may also hide "
            "what was deleted.",
            "Settle it and say what is known, or take it out. Let it stand only if it is meant for the reader.",
        ),
        Code.INITIALS_UNEXPLAINED: Explanation(
            "Initials that nobody explains",
            "Members and the public cannot ask whose they are, and a screen reader spells them out.",
            "Say the post, or explain the initials once in the paper. Let them stand if every reader knows them.",
        ),
        Code.HIDDEN_IN_FILE: Explanation(
            "Hidden words in an attached file",
            "A file goes out as it is, and whoever gets it can show the words that its paper does not print: names, "
            "remarks, an earlier wording.",
            "Take the file away, clean it in the program it was made with, and attach it again, best as a PDF. Let it "
            "stand only if somebody has read the hidden words and they may be read by everybody.",
        ),
        Code.CHANGES_IN_FILE: Explanation(
            "Tracked changes or comments in an attached file",
            "Whoever gets the file can read what was deleted, what was put in its place and by whom, and what "
            "colleagues wrote to each other beside it.",
            "Accept or reject the changes and delete the comments in the program it was made with, and attach it "
            "again, best as a PDF. Let it stand only if they may be read by everybody.",
        ),
        Code.NOT_LOOKED_THROUGH: Explanation(
            "An attached file that was not looked through",
            "What a file of this kind hides, such as sheets, notes or tracked changes, is not found here, and goes "
            "wherever the file goes.",
            "Attach it as a PDF or as a Word file with the ending .docx. Let it stand only if somebody has looked "
            "through it for what it hides.",
        ),
    }
)


def explain(code: Code | str) -> Explanation:
    """What a code means; a text that is no code is a mistake of the caller and raises ``ValueError``."""
    return EXPLANATIONS[Code(code)]
