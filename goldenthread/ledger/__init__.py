"""The ledger: what was done, by whom, for whom, when and why, chained so that nothing can be altered unseen.

Stands below ``identity`` and knows people by their keys alone, so that the
commands of every app, those on people included, can write in it. Values stand
in a table of their own, which an erasure may blank; the chain holds only
salted digests and still verifies afterwards.
"""
