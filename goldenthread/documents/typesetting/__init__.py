"""A paper as an accessible PDF: typst sets it, and what typst does not say yet is added afterwards.

Nothing outside the rendering process imports this package, since it loads typst and pikepdf; but for ``unheld``, which
loads neither.
"""
