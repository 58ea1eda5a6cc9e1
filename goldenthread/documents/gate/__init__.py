"""The gate on the way out: what must not leave the council unseen is shown in its place, with a decision to make.

``checking.check`` reads passages (the paragraphs of a report, the cells of a plan) and gives findings; it changes no
word and forbids nothing, which is for the apps above that release. What the apps know (colleagues, explained
initials, names that may stand) comes as plain values in ``known.Known``; what a code means to a person stands in
``explaining``.

Checks of files join as functions of their own beside ``checking.check``: they are told what a look into the file
found, and give the same ``GateFinding`` under a ``Code`` of their own, with the place where the file stands, so that
one list, one kind of decision and one explanation serve both. The first of them is ``files.check_files``: words that
an attached file hides.

Nothing here has a table, knows a plan or a report, or asks the clock.
"""
