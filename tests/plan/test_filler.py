"""Which words say nothing, and which short notes say something after all."""

import pytest

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.filler import is_filler
from goldenthread.plan.rating import check_note

EMPTY = """
complete / done | complete/done | Done and complete | Complete!!! | Action complete | 100% complete | now  done
In progress | in progress. | In progress / on track | Still in progress and on target | complete and ongoing | on-going
Work is ongoing. | On track | Underway | Going well | As planned | Work continues
No update | No further updates | ongoing, no further updates | Update to follow | Nothing to report | Nothing new
No change | As before | As above - no change | Same as last time | See above | n/a | TBC | - | ok
Further information required | asdf | asdfasdf | qwerty | sdfgh | asdf jkl; | xxx | aaaa | LSCB | bcdfg
asdlkfj | 12345
"""
NOTES = """
All four teams were trained in March. | Done by all but one team | Complete: the guide was published on 3 March.
No change in the figures since May | No progress | Not started | Not done | Still not complete | Stuck
Recruited | Published | Two posts filled | Started in May | QA by LSCB | Draft with SMT | Policy signed off | Audit done
31 of 33 | 84% | All schools done | Rota agreed | Delayed: supplier late | Panel met twice | Closed two cases
Training delivered | IRO in post | On track for June | Same team, new lead | No lead since May | Met CCG | Plan agreed
Awaiting sign-off | Strengths and needs mapped | Work with GPs started | Rhythm of visits kept | Ukończono w marcu
"""


def each_of(table: str) -> list[str]:
    return [one.strip() for line in table.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("note", each_of(EMPTY))
def test_a_note_made_only_of_words_that_say_nothing_is_refused_with_a_better_one(note):
    with pytest.raises(RuleBroken, match=r"for example: All four teams were trained in March"):
        check_note(note)


@pytest.mark.parametrize("note", each_of(NOTES))
def test_a_short_note_that_says_something_is_taken(note):
    assert not is_filler(note)
    check_note(note)
