"""Reads agendas, minutes and cover reports out of a pack: a document goes in, frozen values come out.

Pure functions without tables. What the council's own words for a thing are is taken from ``words``; what stands where
is told by structure: headings that are numbered or loud, labels, part headings, page ranges. Reading never refuses.
"""
