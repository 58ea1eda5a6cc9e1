"""Committees and what their meetings need: lawful notice first, counted in clear days and shown with its reasons.

Words: clear day, notice, publish by. A committee is a body whose meetings the
public may attend under Part VA of the Local Government Act 1972; boards, whose
light meetings the law leaves alone, are in ``boards``.
"""
