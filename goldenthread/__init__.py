"""Golden Thread: one unbroken line from what a council is told to what it decided, and back.

Data flows round the loop; imports and foreign keys only ever point down this
list. ``tests/architecture/test_layers.py`` keeps it true.
"""

LAYERS: tuple[tuple[str, ...], ...] = (
    ("kernel",),  # words every app shares; no tables
    ("design",),  # how every page looks; knows no domain
    ("ledger",),  # what was done, by whom, for whom, when and why; knows people by their keys alone
    ("identity",),  # who acts, in which role, for whom
    ("bodies",),  # boards, committees and forums, and who sits on them
    ("search",),  # the index; commands put their text in with its audience
    ("notices",),  # what people are told by e-mail: gathered, sent once or reported
    ("documents",),  # stored files, their hashes and versions
    ("intake",),  # reads paper into staged rows with a receipt; knows no domain
    ("sources",),  # what asks for improvement, and its numbered findings
    ("plan",),  # the plan itself
    ("boards",),  # monitoring rounds: opened, closed, frozen, held against each other
    ("reports",),  # cover reports: drafted from a closed round, cleared, issued as documents
    ("committee",),  # committees: lawful notice, agendas in two parts, who may read what
    ("importing",),  # the desk where a paper is read, reviewed and accepted
    ("home",),  # start page and navigation: knows all
)
