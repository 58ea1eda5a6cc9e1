"""The plan as a paper: at a glance, every action in the columns officers know, and the keys that explain it.

By itself, or as the appendix of a report. Values from ``cells`` and ``exporting``, so that the
paper, the spreadsheet and the page say the same; how it looks is for ``documents``.
"""
