"""Boards, and monitoring rounds of a plan: planned, opened, closed in one press, frozen, and held against each other.

Words: monitoring round, closing, round line, movement. A round belongs to a
plan and to the board it is for. Closing copies every row into tables of its
own, so that what was reported stays as reported whatever becomes of the plan.
A board is a body that was set up as one: terms, standing items, reporting
lines, light meetings whose decisions become findings. Bodies themselves, and
who sits on them, are in ``bodies``; meetings of committees stand above.
"""
