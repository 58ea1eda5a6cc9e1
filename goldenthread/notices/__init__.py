"""What people are told by e-mail: written with the change, gathered into digests, sent once or reported.

Words: notice (one thing somebody is told), e-mail (one or more notices on
their way to one address), door (who may still read what a notice speaks of).
The apps above write notices and register a door for each kind; this app knows
nothing of plans, never attaches a file, and sends nothing its reader may no
longer see.
"""
