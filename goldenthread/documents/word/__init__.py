"""A paper as a Word file that an officer can work in: real headings, lists, numbers and repeated heads of tables.

Nothing outside the rendering process imports this package: it loads python-docx and typst.
"""
