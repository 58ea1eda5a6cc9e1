"""Words that every app shares: refusals, partial dates, audiences of pages.

Nothing here has a table, and nothing here knows what a plan or a meeting is.
"""
