"""Taking a paper: a new plan from it, or its changes into the plan it is the next version of; and taking it back.

One command each, written in bulk, with one entry in the ledger for the whole batch and, where a paper changes actions
that stand, one for each of these.
"""

from goldenthread.plan.commands.paper.accepting import Accepted, WouldLose, accept_paper
from goldenthread.plan.commands.paper.undoing import undo_paper, why_not_undo

__all__ = ["Accepted", "WouldLose", "accept_paper", "undo_paper", "why_not_undo"]
