"""Boards, committees and forums: their kind, parent, and who sits on them between which dates.

What a board does in a round and what a committee does in a meeting stand above.
"""
