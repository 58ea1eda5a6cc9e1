"""The gate on the way out: what must not leave the council unseen is shown in its place, with a decision to make.

``checking.check`` reads passages (the paragraphs of a report, the cells of a plan) and gives findings; it changes no
word and forbids nothing, which is for the apps above that release. What the apps know (colleagues, explained
initials, names that may stand) comes as plain values in ``known.Known``; what a code means to a person stands in
``explaining``.

Checks of files join as functions of their own beside ``checking.check``: their passages are the hidden places of a
file (a hidden sheet, a tracked change, a speaker's note), each reported under a new ``Code`` in the same
``GateFinding``, with the hidden words and the place where they hide. The text found there then goes through
``checking.check`` as ordinary passages, so that one list, one kind of decision and one explanation serve both.

Nothing here has a table, knows a plan or a report, or asks the clock.
"""
