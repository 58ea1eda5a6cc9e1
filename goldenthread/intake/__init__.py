"""Reading paper: Word, Excel, CSV and text into one neutral document, and its staged rows.

Knows files, tables, cells and where each stands in its source. Knows no
domain: what a row means is for the app that takes it (its own ``intake.py``).
"""
