"""A plan as a file: Excel and CSV in the columns officers know, and JSON with everything.

An Excel or CSV file made here can be edited and brought back: it carries the
plan's key, the key of the export and the key of each row, all visible. What a
format cannot hold as it is (a formula, a very long text) is written so that
``returning`` gives the same text again.
"""
